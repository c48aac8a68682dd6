package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.catalog.OptionDescription.Kind.INTEGER;
import static io.flowmanager.domain.catalog.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.catalog.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.variable.ReservedVariables;
import java.time.Duration;

/**
 * Waits for the caller to dial digits; they are then in {@link ReservedVariables#CALL_DIGITS}.
 *
 * @param duration how long it waits
 * @param endKeys the digits that end it; empty: none does
 * @param length how many digits end it; 0: any number
 */
public record DigitsReceive(Duration duration, String endKeys, int length) {

  public static final ActionType<DigitsReceive> TYPE =
      ActionType.handedOver("digits_receive", Medium.REALTIME, DigitsReceive::read)
          .formerly(
              "dtmf_receive",
              options -> options.alsoAs("key", "finish_on_key").alsoAs("length", "max_number_key"))
          .described(
              "Waits for the caller to dial digits; they are then in the variable"
                  + " voipbin.call.digits.",
              option("duration", INTEGER, "How long it waits for the next digit.")
                  .in("milliseconds")
                  .from(0),
              option("key", TEXT, "Digits that end it, e.g. #."),
              option("length", INTEGER, "How many digits end it; 0: any number.")
                  .from(0)
                  .otherwise("0"));

  private static DigitsReceive read(Options options) {
    return new DigitsReceive(
        Duration.ofMillis(options.integer("duration")),
        options.text("key"),
        options.integer("length"));
  }
}
