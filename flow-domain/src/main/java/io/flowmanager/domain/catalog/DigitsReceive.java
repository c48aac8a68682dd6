package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.INTEGER;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;
import static java.util.stream.Collectors.joining;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.text.Wording;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;
import io.flowmanager.domain.type.Interaction;
import io.flowmanager.domain.variable.ReservedVariables;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Waits for the caller to dial digits; they are then in {@link ReservedVariables#CALL_DIGITS}.
 *
 * @param duration how long it waits
 * @param endKeys the digits that end it; empty: none does
 * @param length how many digits end it; 0: any number
 */
record DigitsReceive(Duration duration, String endKeys, int length) {

  public static final ActionType<DigitsReceive> TYPE =
      ActionType.handedOver("digits_receive", Medium.REALTIME, DigitsReceive::read)
          .formerly(
              "dtmf_receive",
              options -> options.alsoAs("key", "finish_on_key").alsoAs("length", "max_number_key"))
          .outlined(outline ->
              outline
                  .of(Category.LISTENS)
                  .letting(DigitsReceive::prompt)
                  .telling(options -> read(options).words()))
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

  /** The prompt; where its options can't be read, one that is over at once. */
  private static Interaction prompt(Options options) {
    try {
      DigitsReceive receive = read(options);
      return new Interaction.Prompt(receive.duration, receive.endKeys, receive.length);
    } catch (FlowException notReadable) {
      return new Interaction.Prompt(Duration.ZERO, "", 0);
    }
  }

  private String words() {
    var parts = new ArrayList<String>();
    if (length > 0) {
      parts.add(length == 1 ? "1 digit" : "up to " + length + " digits");
    }
    if (!endKeys.isEmpty()) {
      parts.add("until " + endKeys.chars().mapToObj(Character::toString).collect(joining(" or ")));
    }
    if (duration.isPositive()) {
      parts.add("waits " + Wording.duration(duration));
    }
    return String.join(", ", parts);
  }

  private static DigitsReceive read(Options options) {
    return new DigitsReceive(
        Duration.ofMillis(options.integer("duration")),
        options.text("key"),
        options.integer("length"));
  }
}
