package io.flowmanager.application.redelivery;

import static io.flowmanager.application.port.PortExamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.port.InMemoryProcesses;
import io.flowmanager.application.port.InMemoryRedeliveredMessages;
import io.flowmanager.application.port.Processes;
import io.flowmanager.application.port.RedeliveredMessages;
import io.flowmanager.application.port.SettableClock;
import io.flowmanager.application.redelivery.ClaimRedelivered.Verdict;
import io.flowmanager.domain.id.RequestId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClaimRedeliveredTest {
  private static final RequestId MESSAGE =
      new RequestId(UUID.fromString("5e000000-0000-4000-8000-000000000001"));
  private static final RequestId BYSTANDER =
      new RequestId(UUID.fromString("5e000000-0000-4000-8000-000000000002"));

  private final SettableClock clock = new SettableClock(NOON);
  private final RedeliveredMessages messages = new InMemoryRedeliveredMessages(clock);
  private final InMemoryProcesses processes = new InMemoryProcesses();

  /** A process as it sees things. */
  private record One(Processes self, ClaimRedelivered redelivered) {
    Verdict claims(RequestId message) {
      return redelivered.claim(message, false);
    }
  }

  private One begin() {
    Processes self = processes.begin();
    var one = new One(self, new ClaimRedelivered(messages, self));
    one.redelivered().signOn();
    return one;
  }

  private void kill(One one) {
    processes.end(one.self());
  }

  @Test
  void parksAMessageThatTwoProcessesEndedWith() {
    One first = begin();
    One second = begin();
    One third = begin();

    kill(first); // it was the first to have it, which nobody stores
    assertThat(second.claims(MESSAGE)).isEqualTo(Verdict.BEGIN);
    kill(second);

    assertThat(third.claims(MESSAGE)).isEqualTo(Verdict.PARK);
  }

  @Test
  void countsNoLostConnections() {
    One first = begin();
    One second = begin();

    for (int loss = 0; loss < 10; loss++) {
      assertThat(first.claims(MESSAGE)).isEqualTo(Verdict.BEGIN);
      assertThat(first.claims(MESSAGE)).isEqualTo(Verdict.BEGIN);
      first.redelivered().done(MESSAGE);
      assertThat(second.claims(MESSAGE)).isEqualTo(Verdict.BEGIN);
      second.redelivered().done(MESSAGE);
    }
  }

  @Test
  void countsALostConnectionNotEvenWhereAProcessEndsLater() {
    One first = begin(); // loses its connection, and lives
    One second = begin();
    One third = begin();
    One fourth = begin();

    assertThat(second.claims(MESSAGE)).isEqualTo(Verdict.BEGIN);
    kill(second);
    assertThat(third.claims(MESSAGE)).isEqualTo(Verdict.BEGIN);
    kill(third);
    assertThat(fourth.claims(MESSAGE)).isEqualTo(Verdict.PARK);
    assertThat(first.self().isThere(first.self().self())).isTrue();
  }

  @Test
  void countsNoProcessThatEndedAsItShould() {
    One first = begin();
    One second = begin();
    One third = begin();

    first.redelivered().signOff();
    kill(first);
    assertThat(second.claims(MESSAGE)).isEqualTo(Verdict.BEGIN);
    kill(second);

    assertThat(third.claims(MESSAGE)).isEqualTo(Verdict.BEGIN);
  }

  @Test
  void countsNoProcessThatEndedLongAgo() {
    One first = begin();
    One second = begin();
    One third = begin();

    kill(first);
    third.redelivered().markEnded();
    clock.set(NOON.plus(Duration.ofHours(1)));
    assertThat(second.claims(MESSAGE)).isEqualTo(Verdict.BEGIN);
    kill(second);

    assertThat(third.claims(MESSAGE)).isEqualTo(Verdict.BEGIN);
  }

  @Test
  void waitsForWhoeverIsAtIt() {
    One first = begin();
    One second = begin();
    assertThat(first.claims(MESSAGE)).isEqualTo(Verdict.BEGIN);

    assertThat(second.claims(MESSAGE)).isEqualTo(Verdict.WAIT);

    first.redelivered().done(MESSAGE);
    assertThat(second.claims(MESSAGE)).isEqualTo(Verdict.BEGIN);
  }

  @Test
  void takesOverWithoutCountingFromOneThatLivesButLostIt() {
    One first = begin();
    One second = begin();
    One third = begin();
    first.claims(MESSAGE);

    assertThat(second.redelivered().claim(MESSAGE, true)).isEqualTo(Verdict.BEGIN);
    first.redelivered().done(MESSAGE); // it is no longer the one at it
    assertThat(third.claims(MESSAGE)).isEqualTo(Verdict.WAIT);
    kill(second);

    assertThat(third.claims(MESSAGE)).isEqualTo(Verdict.BEGIN);
  }

  @Test
  void parksNothingThatWasNotInWorkWhenAProcessEnded() {
    One first = begin();
    One second = begin();
    One third = begin();

    kill(first); // with both
    second.claims(BYSTANDER);
    second.redelivered().done(BYSTANDER);
    second.claims(MESSAGE);
    kill(second);

    assertThat(third.claims(BYSTANDER)).isEqualTo(Verdict.BEGIN);
    assertThat(third.claims(MESSAGE)).isEqualTo(Verdict.PARK);
  }
}
