package io.flowmanager.mysql.commit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.mysql.server.StoreFailure;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GroupCommitTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final Server server = new Server();

  @AfterEach
  void letGo() {
    server.goOn.countDown();
    callers.close();
  }

  /** Keeps the first transaction until it is told to go on, so that others gather behind it. */
  private static final class Server implements GroupCommit.Transaction {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<List<String>> transactions = new ArrayList<>();

    @Override
    public List<Boolean> commit(List<UnitOfWork> requests, long since) throws SQLException {
      List<String> names = requests.stream().map(GroupCommitTest::name).toList();
      transactions.add(names);
      begun.countDown();
      try {
        goOn.await();
      } catch (InterruptedException closed) {
        throw new SQLException(closed);
      }
      if (names.contains("refused")) {
        throw new SQLException("Duplicate entry", "23000", 1062);
      }
      if (names.contains("bug")) {
        throw new IllegalStateException("a bug");
      }
      return names.stream().map("kept"::equals).toList();
    }
  }

  /** One of which comes what its name says. */
  private static UnitOfWork change(String name) {
    return UnitOfWork.of(List.of(new NewRow(DSL.table(name), List.of(), List.of())));
  }

  private static String name(UnitOfWork change) {
    return change.added().getFirst().table().getName();
  }

  /** Begins a first commit, then the others while that one is at work, and lets all go on. */
  private List<Future<Boolean>> behindAFirst(GroupCommit commits, UnitOfWork... others)
      throws InterruptedException {
    var first = callers.submit(() -> commits.commit(change("kept")));
    server.begun.await();
    var behind = new ArrayList<Future<Boolean>>();
    for (UnitOfWork one : others) {
      int before = commits.waiting();
      behind.add(callers.submit(() -> commits.commit(one)));
      while (commits.waiting() == before) {
        Thread.onSpinWait();
      }
    }
    server.goOn.countDown();
    assertThat(first).succeedsWithin(LONG);
    return behind;
  }

  private static Throwable failureOf(Future<?> commit) throws InterruptedException {
    try {
      return new AssertionError("it was kept: " + commit.get());
    } catch (ExecutionException failed) {
      return requireNonNull(failed.getCause());
    }
  }

  @Test
  void commitsTogetherWhatGatheredMeanwhile() throws Exception {
    try (var commits = GroupCommit.begin(1, LONG, server)) {
      var behind = behindAFirst(commits, change("kept"), change("lost"), change("kept"));

      assertThat(behind.get(0).get()).isTrue();
      assertThat(behind.get(1).get()).isFalse();
      assertThat(behind.get(2).get()).isTrue();
      assertThat(server.transactions)
          .containsExactly(List.of("kept"), List.of("kept", "lost", "kept"));
    }
  }

  @Test
  void waitsForNobody() throws Exception {
    server.goOn.countDown();
    try (var commits = GroupCommit.begin(1, LONG, server)) {
      assertThat(commits.commit(change("kept"))).isTrue();
      assertThat(commits.commit(change("lost"))).isFalse();

      assertThat(server.transactions).containsExactly(List.of("kept"), List.of("lost"));
    }
  }

  @Test
  void takesNoMoreAtOnceThanItsLimit() throws Exception {
    try (var commits = GroupCommit.begin(1, LONG, server)) {
      var behind =
          behindAFirst(
              commits,
              Collections.nCopies(GroupCommit.TOGETHER_MAX + 1, change("kept"))
                  .toArray(UnitOfWork[]::new));

      for (Future<Boolean> one : behind) {
        assertThat(one.get()).isTrue();
      }
      assertThat(server.transactions)
          .extracting(List::size)
          .containsExactly(1, GroupCommit.TOGETHER_MAX, 1);
    }
  }

  @Test
  void takesOneLargeTextAtOnce() throws Exception {
    var large =
        UnitOfWork.of(
            List.of(
                new NewRow(
                    DSL.table("kept"), List.of(), List.of("x".repeat(GroupCommit.LENGTH_MAX)))));
    try (var commits = GroupCommit.begin(1, LONG, server)) {
      var behind = behindAFirst(commits, change("kept"), large, large, change("kept"));

      for (Future<Boolean> one : behind) {
        assertThat(one.get()).isTrue();
      }
      assertThat(server.transactions).extracting(List::size).containsExactly(1, 2, 1, 1);
    }
  }

  @Test
  void tellsWhoeverWasAloneWhyItWasRefused() {
    server.goOn.countDown();
    try (var commits = GroupCommit.begin(1, LONG, server)) {
      assertThatThrownBy(() -> commits.commit(change("refused")))
          .isExactlyInstanceOf(SQLException.class)
          .hasMessage("Duplicate entry");
    }
  }

  @Test
  void letsEachTryForItselfWhereSeveralWereRefused() throws Exception {
    try (var commits = GroupCommit.begin(1, LONG, server)) {
      var behind = behindAFirst(commits, change("kept"), change("refused"));

      for (Future<?> one : behind) {
        assertThat(failureOf(one))
            .isInstanceOf(GroupCommitException.class)
            .satisfies(failure ->
                assertThat(StoreFailure.isWorthRepeating((SQLException) failure)).isTrue());
      }
      assertThat(commits.commit(change("kept"))).isTrue();
    }
  }

  @Test
  void survivesABug() throws Exception {
    try (var commits = GroupCommit.begin(1, LONG, server)) {
      var behind = behindAFirst(commits, change("kept"), change("bug"));

      for (Future<?> one : behind) {
        assertThat(failureOf(one)).isInstanceOf(GroupCommitException.class);
      }
      assertThatThrownBy(() -> commits.commit(change("bug")))
          .hasCauseInstanceOf(IllegalStateException.class);
      assertThat(commits.commit(change("kept"))).isTrue();
    }
  }

  @Test
  void doesNotBeginWhatHasWaitedTooLong() throws Exception {
    try (var commits = GroupCommit.begin(1, Duration.ZERO, server)) {
      assertThatThrownBy(() -> commits.commit(change("kept")))
          .isInstanceOf(SQLTransientConnectionException.class)
          .hasMessageContaining("0 ms");

      assertThat(server.transactions).isEmpty();
    }
  }

  @Test
  void refusesWhatComesAfterItsEnd() {
    var commits = GroupCommit.begin(1, LONG, server);
    commits.close();

    assertThatThrownBy(() -> commits.commit(change("kept")))
        .isInstanceOf(SQLTransientConnectionException.class);
  }
}
