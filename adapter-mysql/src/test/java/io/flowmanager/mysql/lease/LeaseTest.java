package io.flowmanager.mysql.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ProcessId;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final Duration CERTAIN = Duration.ofMillis(1500);

  private final AtomicLong now = new AtomicLong(-5);
  private final Lease lease = new Lease(CERTAIN, now::get);

  @Test
  void isNobodysUntilItIsRenewed() {
    assertThat(lease.isBegun()).isFalse();
    assertThat(lease.isCertain()).isFalse();
    assertThat(lease.age()).isEmpty();
    assertThat(reasonOf(Duration.ZERO)).isTrue();
  }

  @Test
  void isAsOldAsTheQuestionThatRenewedIt() {
    long asked = now.get();
    now.addAndGet(Duration.ofSeconds(1).toNanos());

    lease.renewed(asked);

    assertThat(lease.age()).contains(Duration.ofSeconds(1));
  }

  @Test
  void isCertainForHalfOfTheShortestTime() {
    lease.renewed(now.get());

    now.addAndGet(CERTAIN.toNanos() - 1);
    assertThat(lease.isCertain()).isTrue();
    assertThat(lease.isStillOf(lease.owner(), Duration.ZERO)).isTrue();
    now.addAndGet(1);
    assertThat(lease.isCertain()).isFalse();
    assertThat(reasonOf(Duration.ofMillis(1))).isTrue();
  }

  /** True if it is refused for want of a renewal. */
  private boolean reasonOf(Duration patience) {
    assertThatThrownBy(() -> lease.isStillOf(lease.owner(), patience))
        .asInstanceOf(type(FlowException.class))
        .matches(failure -> failure.isFor(Reason.LEASE_NOT_RENEWED))
        .matches(FlowException::isOwnTrouble);
    return true;
  }

  @Test
  void isWaitedForUntilItIsRenewed() throws Exception {
    ProcessId owner = lease.owner();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> waiting =
          threads.submit(() -> lease.isStillOf(owner, Duration.ofSeconds(60)));
      assertThatThrownBy(() -> waiting.get(20, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);

      lease.renewed(now.get());

      assertThat(waiting.get()).isTrue();
    }
  }

  @Test
  void isAnothersOnceItWasLost() throws Exception {
    ProcessId owner = lease.owner();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> waiting =
          threads.submit(() -> lease.isStillOf(owner, Duration.ofSeconds(60)));
      assertThatThrownBy(() -> waiting.get(20, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);

      lease.lost();
      lease.renewed(now.get());

      assertThat(waiting.get()).isFalse();
    }
    assertThat(lease.owner()).isNotEqualTo(owner);
    assertThat(lease.isStillOf(owner, Duration.ZERO)).isFalse();
    assertThat(lease.isStillOf(lease.owner(), Duration.ZERO)).isTrue();
  }
}
