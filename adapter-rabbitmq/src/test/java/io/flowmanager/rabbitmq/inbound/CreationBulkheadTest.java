package io.flowmanager.rabbitmq.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CreationBulkheadTest {
  private final CreationBulkhead bulkhead = new CreationBulkhead();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final AtomicInteger within = new AtomicInteger();

  @AfterEach
  void end() {
    mayEnd.countDown();
    threads.close();
  }

  private Answer stay() {
    within.incrementAndGet();
    try {
      mayEnd.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
    return Answer.DONE;
  }

  private List<Future<Answer>> come(int many) {
    var coming = new ArrayList<Future<Answer>>();
    for (int number = 0; number < many; number++) {
      coming.add(threads.submit(() -> bulkhead.through(this::stay)));
    }
    return coming;
  }

  @Test
  void letsSoManyThroughAndTheOthersWhenTheyAreDone() throws Exception {
    List<Future<Answer>> coming = come(CreationBulkhead.AT_ONCE + 3);
    await().until(() -> within.get() == CreationBulkhead.AT_ONCE);
    assertThat(coming).filteredOn(Future::isDone).isEmpty();

    mayEnd.countDown();

    for (Future<Answer> one : coming) {
      assertThat(one.get()).isSameAs(Answer.DONE);
    }
  }

  @Test
  void turnsAwayWhomThereIsNoRoomFor() {
    List<Future<Answer>> coming = come(CreationBulkhead.AT_ONCE + CreationBulkhead.WAITING_MAX + 1);

    await().until(() -> coming.stream().anyMatch(Future::isDone));

    assertThat(coming)
        .filteredOn(Future::isDone)
        .allSatisfy(refused ->
            assertThat(refused.exceptionNow())
                .isInstanceOfSatisfying(
                    FlowException.class,
                    failure -> assertThat(failure.isFor(Reason.OVERLOADED)).isTrue()));
  }

  @Test
  void turnsAwayWhoseTurnDoesNotCome() {
    come(CreationBulkhead.AT_ONCE);
    await().until(() -> within.get() == CreationBulkhead.AT_ONCE);

    assertThatThrownBy(() -> bulkhead.through(() -> Answer.DONE))
        .hasMessageEndingWith("its turn did not come within 2.5 s")
        .isInstanceOfSatisfying(
            FlowException.class, failure -> assertThat(failure.isFor(Reason.OVERLOADED)).isTrue());
  }

  @Test
  void hasRoomAgainAfterAFailure() {
    for (int number = 0;
        number < 2 * (CreationBulkhead.AT_ONCE + CreationBulkhead.WAITING_MAX);
        number++) {
      assertThatThrownBy(() ->
              bulkhead.through(() -> {
                throw new IllegalStateException("broken");
              }))
          .isInstanceOf(IllegalStateException.class);
    }

    assertThat(bulkhead.through(() -> Answer.DONE)).isSameAs(Answer.DONE);
  }
}
