package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.INTEGER;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.type.ActionType;
import java.time.Duration;

/**
 * Dials digits into the call.
 *
 * @param duration of each tone
 * @param interval between two tones
 */
record DigitsSend(String digits, Duration duration, Duration interval) {

  public static final ActionType<DigitsSend> TYPE =
      ActionType.handedOver("digits_send", Medium.REALTIME, DigitsSend::read)
          .formerly("dtmf_send", options -> options.alsoAs("digits", "dtmfs"))
          .outlined(outline -> outline.lasting(DigitsSend::total))
          .described(
              "Dials digits into the call.",
              option("digits", TEXT, "Up to 100 of 0 to 9, A to D, # and *.")
                  .like("[0-9A-Da-d#*]{0,100}")
                  .mandatory(),
              option("duration", INTEGER, "How long each tone lasts.")
                  .from(100, 1000)
                  .in("milliseconds"),
              option("interval", INTEGER, "How long each pause lasts.")
                  .from(0, 5000)
                  .in("milliseconds"));

  private Duration total() {
    return duration.plus(interval).multipliedBy(digits.length());
  }

  private static DigitsSend read(Options options) {
    return new DigitsSend(
        options.text("digits"),
        Duration.ofMillis(options.integer("duration")),
        Duration.ofMillis(options.integer("interval")));
  }
}
