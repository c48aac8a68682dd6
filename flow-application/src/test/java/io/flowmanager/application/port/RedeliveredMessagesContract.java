package io.flowmanager.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.port.RedeliveredMessages.Attempt;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.domain.id.RequestId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of every place to keep redelivered messages in. */
public interface RedeliveredMessagesContract {
  ProcessId ONE = new ProcessId(UUID.fromString("00000001-0000-4000-8000-000000000001"));
  ProcessId OTHER = new ProcessId(UUID.fromString("00000002-0000-4000-8000-000000000002"));

  RedeliveredMessages messages();

  private static RequestId message() {
    return new RequestId(UUID.randomUUID());
  }

  @Test
  default void knowNobodyAtFirst() {
    assertThat(messages().find(message())).isEmpty();
  }

  @Test
  default void keepWhoIsAtAMessage() {
    RequestId message = message();

    assertThat(messages().replace(message, Optional.empty(), new Attempt(ONE, 0))).isTrue();

    assertThat(messages().find(message)).contains(new Attempt(ONE, 0));
    assertThat(messages().find(message())).isEmpty();
  }

  @Test
  default void letOnlyOneBeFirst() {
    RequestId message = message();
    messages().replace(message, Optional.empty(), new Attempt(ONE, 0));

    assertThat(messages().replace(message, Optional.empty(), new Attempt(OTHER, 0))).isFalse();

    assertThat(messages().find(message)).contains(new Attempt(ONE, 0));
  }

  @Test
  default void letOnlyWhoKnowsTheLatestTakeOver() {
    RequestId message = message();
    var first = new Attempt(ONE, 0);
    var second = new Attempt(OTHER, 1);
    messages().replace(message, Optional.empty(), first);

    assertThat(messages().replace(message, Optional.of(new Attempt(OTHER, 0)), second)).isFalse();
    assertThat(messages().replace(message, Optional.of(new Attempt(ONE, 1)), second)).isFalse();
    assertThat(messages().replace(message, Optional.of(first), second)).isTrue();
    assertThat(messages().replace(message, Optional.of(first), new Attempt(ONE, 1))).isFalse();

    assertThat(messages().find(message)).contains(second);
  }

  @Test
  default void forgetWhatItsOwnerHasDone() {
    RequestId message = message();
    messages().replace(message, Optional.empty(), new Attempt(ONE, 0));

    messages().forget(message, OTHER);
    assertThat(messages().find(message)).isPresent();

    messages().forget(message, ONE);
    messages().forget(message, ONE);
    assertThat(messages().find(message)).isEmpty();
  }

  @Test
  default void knowWhoSignedOnAndNotOff() {
    messages().signOn(ONE);
    messages().signOn(ONE);
    messages().signOn(OTHER);
    messages().signOff(OTHER);
    messages().signOff(OTHER);

    assertThat(messages().signedOn()).contains(ONE).doesNotContain(OTHER);
  }

  @Test
  default void keepForAWhileWhoEnded() {
    messages().signOn(ONE);

    messages().markEnded(ONE);
    messages().markEnded(ONE);
    messages().markEnded(new ProcessId(UUID.randomUUID()));

    assertThat(messages().signedOn()).contains(ONE);
  }
}
