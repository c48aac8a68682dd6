package io.flowmanager.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ProcessId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of every way to know of other processes. */
public interface ProcessesContract {
  Duration PATIENCE = Duration.ofSeconds(5);

  /** One more process. */
  Processes begin();

  /** Ends it as a crash would. */
  void end(Processes process);

  /** Stops it, with everything it holds, as a machine does that hangs. */
  void freeze(Processes process);

  /** Comes back when whoever is frozen can be taken for gone. */
  void awaitTheEndOfItsLease(Processes process);

  /** Has one that was frozen go on. */
  void thaw(Processes process);

  @Test
  default void knowsItselfAndTheOthers() {
    Processes one = begin();
    Processes other = begin();

    assertThat(one.self()).isNotEqualTo(other.self());
    assertThat(one.isThere(one.self())).isTrue();
    assertThat(one.isThere(other.self())).isTrue();
    assertThat(other.isThere(one.self())).isTrue();
  }

  @Test
  default void noticesThatOneIsGone() {
    Processes one = begin();
    Processes other = begin();

    end(other);

    await().until(() -> !one.isThere(other.self()));
    assertThat(one.isThere(one.self())).isTrue();
  }

  @Test
  default void isCertainOfItselfAsLongAsItRenewsItsLease() {
    Processes one = begin();
    ProcessId self = one.self();

    assertThat(one.isStill(self, PATIENCE)).isTrue();
    assertThat(one.self()).isEqualTo(self);
    assertThat(one.isStill(new ProcessId(UUID.randomUUID()), Duration.ZERO)).isFalse();
  }

  @Test
  default void isNotCertainOfItselfOnceItsLeaseIsNotRenewed() {
    Processes one = begin();
    ProcessId self = one.self();

    freeze(one);

    await()
        .untilAsserted(() ->
            assertThatThrownBy(() -> one.isStill(self, Duration.ZERO))
                .asInstanceOf(type(FlowException.class))
                .matches(failure -> failure.isFor(Reason.LEASE_NOT_RENEWED)));
    thaw(one);
    assertThat(one.isStill(self, PATIENCE)).isTrue();
  }

  @Test
  default void isAnotherOneAfterItWasTakenForGone() {
    Processes one = begin();
    Processes frozen = begin();
    ProcessId before = frozen.self();

    freeze(frozen);
    awaitTheEndOfItsLease(frozen);
    await().until(() -> !one.isThere(before));
    thaw(frozen);

    await().until(() -> !frozen.self().equals(before));
    assertThat(frozen.isStill(before, PATIENCE)).isFalse();
    assertThat(frozen.isStill(frozen.self(), PATIENCE)).isTrue();
    assertThat(one.isThere(before)).isFalse();
    // each counts for itself for how long it has not seen a lease renewed
    await().until(() -> !frozen.isThere(before));
    await().until(() -> one.isThere(frozen.self()));
  }

  @Test
  default void takesOneItNeverHeardOfToBeGone() {
    assertThat(begin().isThere(new ProcessId(UUID.randomUUID()))).isFalse();
  }
}
