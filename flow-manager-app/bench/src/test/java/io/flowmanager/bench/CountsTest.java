package io.flowmanager.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What servers and the system say of themselves. */
class CountsTest {
  @Test
  void readsHowOftenRedisWasGivenWhichCommand() {
    String told =
        """
        # Commandstats\r
        cmdstat_get:calls=12,usec=34,usec_per_call=2.8\r
        cmdstat_client|setname:calls=3,usec=4\r
        """;

    assertThat(Cache.counts(told)).containsEntry("get", 12L).containsEntry("client|setname", 3L);
  }

  @Test
  void takesAllButIdlingAndWaitingForBusy() {
    assertThat(ProcessFigures.busySeconds("cpu  100 200 300 9999 8888 10 20 30 0 0"))
        .isEqualTo(6.6);
  }

  @Test
  void readsMemoryOfWhatTheSystemTells() {
    List<String> status = List.of("Name:\tjava", "VmHWM:\t  204800 kB", "VmRSS:\t  102400 kB");

    assertThat(ProcessFigures.kilobytes(status, "VmRSS:")).isEqualTo(102_400);
    assertThat(ProcessFigures.kilobytes(List.of(), "VmRSS:")).isZero();
  }
}
