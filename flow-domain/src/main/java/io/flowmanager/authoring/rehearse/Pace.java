package io.flowmanager.authoring.rehearse;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.catalog.DigitsSend;
import io.flowmanager.domain.catalog.Echo;
import io.flowmanager.domain.catalog.Sleep;
import io.flowmanager.domain.catalog.StreamEcho;
import io.flowmanager.domain.catalog.Talk;
import io.flowmanager.domain.error.FlowException;
import java.time.Duration;

/**
 * How long things take in a rehearsal, where the flow does not say. Nothing is measured here; it is
 * enough that a conversation takes longer than a sentence, and that conditions on the time see it
 * pass.
 */
@FunctionalInterface
public interface Pace {
  /** About 150 words a minute. */
  Duration A_CHARACTER_SPOKEN = Duration.ofMillis(70);

  /** From one digit to the next, for someone who is not in a hurry. */
  Duration A_DIGIT_DIALLED = Duration.ofMillis(500);

  /** As long as a recording, a conference or a conversation is taken to last. */
  Duration A_WHILE = Duration.ofSeconds(30);

  /** What an echo takes that does not say how long. */
  Duration ECHO = Duration.ofMinutes(3);

  /** How long until someone gives up on another service. */
  Duration TIME_OUT = Duration.ofSeconds(3);

  /** How long whoever was handed this action is at it. Waiting for digits is not asked for here. */
  Duration of(Action action);

  /** By what the actions say, and by the constants here. */
  Pace STANDARD = Pace::usual;

  private static Duration usual(Action action) {
    try {
      return switch (action.type()) {
        case "talk" -> spoken(Talk.TYPE.read(action.options()));
        case "sleep" -> Sleep.TYPE.read(action.options()).duration();
        case "echo" -> orThreeMinutes(Echo.TYPE.read(action.options()).duration());
        case "stream_echo" -> orThreeMinutes(StreamEcho.TYPE.read(action.options()).duration());
        case "digits_send" -> dialled(DigitsSend.TYPE.read(action.options()));
        case "play", "confbridge_join" -> A_WHILE;
        default -> Duration.ZERO;
      };
    } catch (FlowException notReadable) {
      return Duration.ZERO;
    }
  }

  private static Duration spoken(Talk talk) {
    return talk.async() ? Duration.ZERO : A_CHARACTER_SPOKEN.multipliedBy(talk.text().length());
  }

  private static Duration orThreeMinutes(Duration duration) {
    return duration.isPositive() ? duration : ECHO;
  }

  private static Duration dialled(DigitsSend send) {
    return send.duration().plus(send.interval()).multipliedBy(send.digits().length());
  }
}
