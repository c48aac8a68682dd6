package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.catalog.OptionDescription.Kind.TEXTS;
import static io.flowmanager.domain.catalog.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import java.util.List;

/** Plays audio files one after the other. */
public record Play(List<String> streamUrls) {

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
