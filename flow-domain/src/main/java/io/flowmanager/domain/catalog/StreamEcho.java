package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.INTEGER;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.type.ActionType;
import java.time.Duration;

/**
 * Sends the audio stream back as it comes, untouched.
 *
 * @param duration zero or less: the three minutes that its performer takes then
 */
record StreamEcho(Duration duration) {

  public static final ActionType<StreamEcho> TYPE =
      ActionType.handedOver("stream_echo", Medium.REALTIME, StreamEcho::read)
          .outlined(outline -> outline.lasting(StreamEcho::orThreeMinutes))
          .described(
              "Sends the audio stream back as it comes, untouched.",
              option("duration", INTEGER, "How long; 0 or less: three minutes.")
                  .in("milliseconds")
                  .otherwise("180000"));

  private Duration orThreeMinutes() {
    return duration.isPositive() ? duration : Echo.STANDARD;
  }

  private static StreamEcho read(Options options) {
    return new StreamEcho(Duration.ofMillis(options.integer("duration")));
  }
}
