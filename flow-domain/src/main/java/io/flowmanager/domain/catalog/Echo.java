package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.INTEGER;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;
import java.time.Duration;

/**
 * Lets the caller hear themselves.
 *
 * @param duration zero or less: the three minutes that its performer takes then
 */
record Echo(Duration duration) {

  /** The time that an echo takes which does not say how long. */
  static final Duration STANDARD = Duration.ofMinutes(3);

  public static final ActionType<Echo> TYPE =
      ActionType.handedOver("echo", Medium.REALTIME, Echo::read)
          .outlined(outline -> outline.of(Category.SPEAKS).lasting(Echo::orThreeMinutes))
          .described(
              "Lets the caller hear themselves.",
              option("duration", INTEGER, "How long; 0 or less: three minutes.")
                  .in("milliseconds")
                  .otherwise("180000"));

  private Duration orThreeMinutes() {
    return duration.isPositive() ? duration : STANDARD;
  }

  private static Echo read(Options options) {
    return new Echo(Duration.ofMillis(options.integer("duration")));
  }
}
