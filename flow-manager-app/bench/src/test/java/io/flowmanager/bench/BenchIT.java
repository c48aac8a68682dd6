package io.flowmanager.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.bench.BareWorker.Depth;
import io.flowmanager.bench.BenchOptions.Read;
import io.flowmanager.bench.Tally.Kind;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole of it, for two seconds, with servers and a daemon of its own. */
class BenchIT {
  @Test
  void measuresADaemonAndTheBareWorkerBesideIt() throws InterruptedException {
    var flags = List.of("-clients=2", "-seconds=2", "-warmup=1");
    var options = ((Read.Fine) BenchOptions.read(flags)).options();

    Report report = Bench.measure(options, new PrintStream(PrintStream.nullOutputStream()));

    assertThat(report.failed()).isZero();
    assertThat(report.entries()).hasSize(1);
    Report.Entry entry = report.entries().getFirst();
    Measured daemon = entry.daemon();
    assertThat(daemon.tally().count(Kind.NEXT)).isPositive();
    assertThat(daemon.cost().daemonCpu()).isPositive();
    assertThat(daemon.memory().rssMb()).isPositive();
    assertThat(daemon.cost().database().get("update")).isPositive();
    assertThat(daemon.cost().peers().events().messages())
        .as("each step moves on at least once")
        .isGreaterThanOrEqualTo(daemon.tally().steps() / 2);
    assertThat(entry.floor()).containsOnlyKeys(Depth.values());
    assertThat(entry.floor().values())
        .allSatisfy(floor -> {
          assertThat(floor.tally().failed()).isZero();
          assertThat(floor.tally().steps()).isPositive();
        });
  }
}
