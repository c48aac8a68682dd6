package io.flowmanager.mysql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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
    public List<Integer> commit(List<SqlStatement> changes) throws SQLException {
      List<String> names = changes.stream().map(GroupCommitTest::name).toList();
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
      return names.stream().map(Integer::valueOf).toList();
    }
  }

  /** One that finds as many rows as its name says. */
  private static SqlStatement change(String name) {
    return SqlStatement.change(
        name,
        () -> {
          throw new AssertionError("nobody renders it");
        },
        List.of());
  }

  private static String name(SqlStatement change) {
    return change.shape().orElseThrow();
  }

  private static List<SqlStatement> changes(String... names) {
    return List.of(names).stream().map(GroupCommitTest::change).toList();
  }

  /** Begins a first commit, then the others while that one is at work, and lets all go on. */
  private List<Future<List<Integer>>> behindAFirst(
      GroupCommit commits, List<List<SqlStatement>> others) throws InterruptedException {
    var first = callers.submit(committing(commits, changes("0")));
    server.begun.await();
    var behind = new ArrayList<Future<List<Integer>>>();
    for (List<SqlStatement> one : others) {
      int before = commits.waiting();
      behind.add(callers.submit(committing(commits, one)));
      while (commits.waiting() == before) {
        Thread.onSpinWait();
      }
    }
    server.goOn.countDown();
    assertThat(first).succeedsWithin(LONG);
    return behind;
  }

  private static Callable<List<Integer>> committing(
      GroupCommit commits, List<SqlStatement> changes) {
    return () -> commits.commit(changes);
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
      var behind =
          behindAFirst(commits, List.of(changes("1", "2"), changes("3"), changes("4", "5")));

      assertThat(behind.get(0).get()).containsExactly(1, 2);
      assertThat(behind.get(1).get()).containsExactly(3);
      assertThat(behind.get(2).get()).containsExactly(4, 5);
      assertThat(server.transactions)
          .containsExactly(List.of("0"), List.of("1", "2", "3", "4", "5"));
    }
  }

  @Test
  void waitsForNobody() throws Exception {
    server.goOn.countDown();
    try (var commits = GroupCommit.begin(1, LONG, server)) {
      assertThat(commits.commit(changes("7"))).containsExactly(7);
      assertThat(commits.commit(changes("8"))).containsExactly(8);

      assertThat(server.transactions).containsExactly(List.of("7"), List.of("8"));
    }
  }

  @Test
  void takesNoMoreAtOnceThanItsLimit() throws Exception {
    try (var commits = GroupCommit.begin(1, LONG, server)) {
      var behind =
          behindAFirst(
              commits,
              IntStream.range(0, GroupCommit.TOGETHER_MAX + 1)
                  .mapToObj(number -> changes("1"))
                  .toList());

      for (Future<List<Integer>> one : behind) {
        assertThat(one.get()).containsExactly(1);
      }
      assertThat(server.transactions)
          .extracting(List::size)
          .containsExactly(1, GroupCommit.TOGETHER_MAX, 1);
    }
  }

  @Test
  void tellsWhoeverWasAloneWhyItWasRefused() {
    server.goOn.countDown();
    try (var commits = GroupCommit.begin(1, LONG, server)) {
      assertThatThrownBy(() -> commits.commit(changes("refused")))
          .isExactlyInstanceOf(SQLException.class)
          .hasMessage("Duplicate entry");
    }
  }

  @Test
  void letsEachTryForItselfWhereSeveralWereRefused() throws Exception {
    try (var commits = GroupCommit.begin(1, LONG, server)) {
      var behind = behindAFirst(commits, List.of(changes("1"), changes("refused")));

      for (Future<?> one : behind) {
        assertThat(failureOf(one))
            .isInstanceOf(GroupFailure.class)
            .satisfies(failure ->
                assertThat(StoreFailure.isWorthRepeating((SQLException) failure)).isTrue());
      }
      assertThat(commits.commit(changes("2"))).containsExactly(2);
    }
  }

  @Test
  void survivesABug() throws Exception {
    try (var commits = GroupCommit.begin(1, LONG, server)) {
      var behind = behindAFirst(commits, List.of(changes("1"), changes("bug")));

      for (Future<?> one : behind) {
        assertThat(failureOf(one)).isInstanceOf(GroupFailure.class);
      }
      assertThatThrownBy(() -> commits.commit(changes("bug")))
          .hasCauseInstanceOf(IllegalStateException.class);
      assertThat(commits.commit(changes("2"))).containsExactly(2);
    }
  }

  @Test
  void doesNotBeginWhatHasWaitedTooLong() throws Exception {
    try (var commits = GroupCommit.begin(1, Duration.ZERO, server)) {
      assertThatThrownBy(() -> commits.commit(changes("1")))
          .isInstanceOf(SQLTransientConnectionException.class)
          .hasMessageContaining("0 ms");

      assertThat(server.transactions).isEmpty();
    }
  }

  @Test
  void refusesWhatComesAfterItsEnd() {
    var commits = GroupCommit.begin(1, LONG, server);
    commits.close();

    assertThatThrownBy(() -> commits.commit(changes("1")))
        .isInstanceOf(SQLTransientConnectionException.class);
  }
}
