package io.flowmanager.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.bench.Tally.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally();

  @Test
  void countsWhatIsAnsweredInItsWindowAlone() {
    tally.answered(Kind.NEXT, 0, 10);
    tally.open(100);
    tally.answered(Kind.NEXT, 90, 110);
    tally.answered(Kind.FINISH, 150, 199);
    tally.close(200);
    tally.answered(Kind.NEXT, 190, 210);

    assertThat(tally.summary().steps()).isEqualTo(2);
    assertThat(tally.requests()).isEqualTo(4);
  }

  @Test
  void countsAFailureWheneverItIs() {
    tally.failed(Kind.CREATE, "refused with 503");
    tally.open(100);
    tally.close(200);
    tally.failed(Kind.NEXT, "not answered");

    assertThat(tally.summary().failed()).isEqualTo(2);
  }

  @Test
  void tellsStepsASecond() {
    tally.open(0);
    for (int step = 0; step < 300; step++) {
      tally.answered(Kind.NEXT, step, step + 1L);
    }
    tally.close(Duration.ofSeconds(2).toNanos());

    assertThat(tally.summary().stepsPerSecond()).isEqualTo(150);
  }
}
