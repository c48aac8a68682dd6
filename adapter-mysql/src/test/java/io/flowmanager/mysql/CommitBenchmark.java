package io.flowmanager.mysql;

import static io.flowmanager.application.port.PortExamples.NOON;
import static io.flowmanager.application.port.PortExamples.activeflow;
import static io.flowmanager.application.port.PortExamples.birth;
import static io.flowmanager.application.port.PortExamples.change;
import static io.flowmanager.application.port.PortExamples.moved;

import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.mysql.server.MysqlDatabase;
import io.flowmanager.mysql.store.MysqlActiveflowStore;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The time that a commit takes, and the number of commits in a second: for the figures in the
 * README. To be run by hand, on the server that {@link TestServer} finds.
 */
public final class CommitBenchmark {
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration MEASURED = Duration.ofSeconds(8);

  /** Then a new activeflow begins, so that the events stay as large as in ordinary life. */
  private static final int STEPS = 20;

  private CommitBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    DatabaseAddress address = TestServer.emptyDatabase();
    PrintStream out = System.out;
    try (MysqlDatabase database = MysqlDatabase.open(address, MysqlDatabase.CONNECTIONS_STANDARD)) {
      var store = new MysqlActiveflowStore(database, TestServer.ALONE);
      run(store, 8, WARM_UP);
      for (int threads : new int[] {1, 8, 16}) {
        List<Long> nanos = run(store, threads, MEASURED);
        nanos.sort(null);
        out.printf(
            "%2d threads: %6d commits/s, p50 %5d µs, p99 %6d µs%n",
            threads,
            nanos.size() / MEASURED.toSeconds(),
            nanos.get(nanos.size() / 2) / 1000,
            nanos.get(nanos.size() * 99 / 100) / 1000);
      }
    }
    TestServer.drop(address);
  }

  private static List<Long> run(MysqlActiveflowStore store, int threads, Duration duration)
      throws Exception {
    var all = new ArrayList<Long>();
    try (var running = Executors.newFixedThreadPool(threads)) {
      var measured = new ArrayList<Future<List<Long>>>();
      for (int thread = 0; thread < threads; thread++) {
        measured.add(running.submit(() -> commits(store, duration)));
      }
      for (Future<List<Long>> one : measured) {
        all.addAll(one.get());
      }
    }
    return all;
  }

  private static List<Long> commits(MysqlActiveflowStore store, Duration duration) {
    var nanos = new ArrayList<Long>();
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      Activeflow activeflow = activeflow(NOON);
      store.create(birth(activeflow));
      var version = new Versioned<>(activeflow, 1);
      for (int step = 0; step < STEPS; step++) {
        Change change = change(version, moved(version.value(), NOON));
        long began = System.nanoTime();
        store.commit(change);
        nanos.add(System.nanoTime() - began);
        version = change.result();
      }
    }
    return nanos;
  }
}
