package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.TEXTS;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;
import io.flowmanager.domain.type.Outline;
import io.flowmanager.domain.type.Trait;
import java.util.List;

/** Plays audio files one after the other. */
record Play(List<String> streamUrls) {

  public static final ActionType<Play> TYPE =
      ActionType.handedOver("play", Medium.REALTIME, Play::read)
          .being(Trait.IS_HEARD)
          .outlined(outline -> outline.of(Category.SPEAKS).lasting(play -> Outline.A_WHILE))
          .described(
              "Plays audio files one after the other.",
              option("stream_urls", TEXTS, "Where the files are.").mandatory());

  public Play {
    streamUrls = List.copyOf(streamUrls);
  }

  private static Play read(Options options) {
    return new Play(options.texts("stream_urls"));
  }
}
