package io.flowmanager.bench;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.bench.BareWorker.Depth;
import io.flowmanager.bench.Measured.Cost;
import io.flowmanager.bench.Peers.Counted;
import io.flowmanager.bench.Tally.Kind;
import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.ValueJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Report report =
      new Report(
          List.of("conditions of the day"),
          Optional.of(Duration.ofMillis(1234)),
          20,
          List.of(
              new Report.Entry(
                  List.of(measured(600, 1)), List.of(Map.of(Depth.MESSAGES, measured(1000, 0))))));

  @Test
  void hasAllOnOnePage() {
    assertThat(report.table().lines())
        .contains(
            "conditions of the day",
            "first answer 1.23 s after the daemon's process was started",
            "clients      steps/s     calls/s      failed  CPU s/1000      RSS MB     peak MB "
                + " cores busy load ms/req",
            "8                300           0           1       0.500         300         310      "
                + "  1.50       0.040",
            "        1 x next not answered",
            "8               next         600        2.00        2.00        2.00        2.00      "
                + "  2.00",
            "         database: 1.50 statements",
            "8                500        2.00        2.00       0.300         60%  echo, UPDATE,"
                + " event and webhook per transition");
  }

  @Test
  void saysTheSameInJson() {
    Body json = Body.of(ValueJson.read(report.json().getBytes(StandardCharsets.UTF_8)));

    Body run = Body.of(json.list("runs").getFirst());
    assertThat(run.integer("steps")).isEqualTo(600);
    assertThat(run.object("floor").object("messages").integer("steps")).isEqualTo(1000);
    assertThat(run.object("database").integer("statements")).isEqualTo(900);
  }

  @Test
  void countsWhatFailedAtTheDaemon() {
    assertThat(report.failed()).isEqualTo(1);
  }

  @Test
  void showsTheMedianOfTheRoundsAndWhatFailedInAnyOfThem() {
    var entry =
        new Report.Entry(
            List.of(measured(600, 1), measured(900, 0), measured(500, 2)),
            List.of(
                Map.of(Depth.MESSAGES, measured(1000, 0)),
                Map.of(Depth.MESSAGES, measured(800, 0)),
                Map.of(Depth.MESSAGES, measured(1100, 0))));

    assertThat(entry.daemon().tally().steps()).isEqualTo(600);
    assertThat(requireNonNull(entry.floor().get(Depth.MESSAGES)).tally().steps()).isEqualTo(1000);
    assertThat(entry.failed()).isEqualTo(3);
    assertThat(entry.failures()).containsExactly(Map.entry("next not answered", 3L));
  }

  /** Of two seconds, each step taking two milliseconds. */
  private static Measured measured(int steps, int failures) {
    var tally = new Tally();
    tally.open(0);
    for (int step = 0; step < steps; step++) {
      tally.answered(Kind.NEXT, 0, Duration.ofMillis(2).toNanos());
    }
    for (int failure = 0; failure < failures; failure++) {
      tally.failed(Kind.NEXT, "not answered");
    }
    tally.close(Duration.ofSeconds(2).toNanos());
    var cost =
        new Cost(
            Duration.ofMillis(300),
            Duration.ZERO,
            Optional.of(3.0),
            new Peers.Counts(new Counted(0, 0), new Counted(0, 0), new Counted(0, 0)),
            Map.of("statements", 900L),
            Map.of());
    return new Measured(
        8,
        tally.summary(),
        cost,
        new ProcessFigures(Duration.ZERO, 300, 310),
        Duration.ofNanos(40_000));
  }
}
