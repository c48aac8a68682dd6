package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.INTEGER;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;
import java.time.Duration;

/** Does nothing for a while. */
record Sleep(Duration duration) {

  public static final ActionType<Sleep> TYPE =
      ActionType.handedOver("sleep", Medium.REALTIME, Sleep::read)
          .outlined(outline -> outline.of(Category.LISTENS).lasting(sleep -> sleep.duration))
          .described(
              "Does nothing for a while.",
              option("duration", INTEGER, "How long.").in("milliseconds").from(0).mandatory());

  private static Sleep read(Options options) {
    return new Sleep(Duration.ofMillis(options.integer("duration")));
  }
}
