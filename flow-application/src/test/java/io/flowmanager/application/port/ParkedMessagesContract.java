package io.flowmanager.application.port;

import static io.flowmanager.application.port.PortExamples.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.port.ParkedMessages.Label;
import io.flowmanager.application.port.ParkedMessages.Parked;
import io.flowmanager.application.port.RedeliveredMessages.Attempt;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.domain.id.RequestId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of every place to park messages in. */
public interface ParkedMessagesContract {
  ParkedMessages parked();

  RedeliveredMessages redelivered();

  private static Label label(Instant since, int bodyBytes) {
    return new Label(
        new RequestId(UUID.randomUUID()),
        since,
        "requests",
        "POST",
        "/v1/flows?name=\u00e4'\\\"",
        Map.of("reply_to", "answers", "headers.traceparent", "00-1"),
        bodyBytes);
  }

  @Test
  default void keepAllThatItTakesToSendAMessageAgain() {
    byte[] body = {0, 1, (byte) 0xFF, '\'', '\\', (byte) 0xC3, 0};
    Label label = label(NOON, body.length);

    parked().park(label, body);
    parked().park(label, body);

    Parked found = parked().find(label.id()).orElseThrow();
    assertThat(found.label()).isEqualTo(label);
    assertThat(found.body()).isEqualTo(body);
    assertThat(found.label().isWhole()).isTrue();
    assertThat(parked().oldest(1000)).contains(label);
  }

  @Test
  default void listTheOldestFirst() {
    Label second = label(NOON.minusSeconds(1000), 0);
    Label first = label(NOON.minusSeconds(2000), 0);
    parked().park(second, new byte[0]);
    parked().park(first, new byte[0]);

    assertThat(parked().oldest(2)).containsExactly(first, second);
    assertThat(parked().size()).isGreaterThanOrEqualTo(2);

    parked().remove(first.id());
    parked().remove(second.id());
  }

  @Test
  default void keepTheBeginningOfWhatIsTooLong() {
    byte[] body = "x".repeat(ParkedMessages.BODY_BYTES_MAX + 1).getBytes(UTF_8);
    Label label = label(NOON, body.length);

    parked().park(label, body);

    Parked found = parked().find(label.id()).orElseThrow();
    assertThat(found.label()).isEqualTo(label);
    assertThat(found.label().isWhole()).isFalse();
    assertThat(found.body()).hasSize(ParkedMessages.BEGINNING_BYTES);
  }

  @Test
  default void keepTheLongestBody() {
    byte[] body = "'".repeat(ParkedMessages.BODY_BYTES_MAX).getBytes(UTF_8);
    Label label = label(NOON, body.length);

    parked().park(label, body);

    assertThat(parked().find(label.id()).orElseThrow().body()).isEqualTo(body);
  }

  @Test
  default void forgetWhoIsAtAMessageThatIsParked() {
    Label label = label(NOON, 0);
    var attempt = new Attempt(new ProcessId(UUID.randomUUID()), 1);
    redelivered().replace(label.id(), Optional.empty(), attempt);

    parked().park(label, new byte[0]);

    assertThat(redelivered().find(label.id())).isEmpty();
  }

  @Test
  default void removeOneOnce() {
    Label label = label(NOON, 0);
    parked().park(label, new byte[0]);

    assertThat(parked().remove(label.id())).isTrue();
    assertThat(parked().remove(label.id())).isFalse();
    assertThat(parked().find(label.id())).isEmpty();
  }
}
