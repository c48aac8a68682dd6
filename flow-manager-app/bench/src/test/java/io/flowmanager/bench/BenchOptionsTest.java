package io.flowmanager.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.bench.BenchOptions.Read;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchOptionsTest {
  private static final String RABBIT = "-rabbit_addr=amqp://guest:secret@127.0.0.1:5672";
  private static final String DATABASE = "-dbDSN=flow:secret@tcp(127.0.0.1:3306)/flow";

  @Test
  void bringsServersOfItsOwnWhereNoneAreNamed() {
    BenchOptions options = options();

    assertThat(options.servers()).isEmpty();
    assertThat(options.running()).isFalse();
    assertThat(options.clients()).containsExactly(1, 8, 32, 128);
  }

  @Test
  void readsFlagsAsTheDaemonDoes() {
    BenchOptions options =
        options(
            "-clients",
            "2,4",
            "--seconds=3",
            "-warmup=0",
            "--rounds=5",
            "-actions",
            "5000",
            "-pause=30",
            "-json",
            RABBIT,
            DATABASE);

    assertThat(options.clients()).containsExactly(2, 4);
    assertThat(options.measured()).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.rounds()).isEqualTo(5);
    assertThat(options.actions()).isEqualTo(5000);
    assertThat(options.pause()).isEqualTo(Duration.ofMillis(30));
    assertThat(options.isJsonWanted()).isTrue();
  }

  @Test
  void takesADaemonWithAProcessForOneThatRuns() {
    BenchOptions options = options("-pid", "123", RABBIT);

    assertThat(options.running()).isTrue();
    assertThat(options.pid()).isEqualTo(Optional.of(123L));
  }

  @Test
  void showsNoPassword() {
    assertThat(options(RABBIT, DATABASE).toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-seconds=0",
        "-seconds=x",
        "-clients=0",
        "-clients=1,",
        "-actions=19",
        "-actions=5001",
        "-floor=perhaps",
        "-pause=-1",
        "-unknown=1",
        "word",
        "-seconds",
        "-running",
        "-dbDSN=a:b@tcp(c:1)/d",
        "-rabbit_addr=amqp://guest:guest@127.0.0.1:5672",
        "-rabbit_addr=nonsense"
      })
  void refusesWhatMakesNoSense(String flag) {
    assertThat(BenchOptions.read(List.of(flag))).isInstanceOf(Read.Wrong.class);
  }

  private static BenchOptions options(String... flags) {
    return ((Read.Fine) BenchOptions.read(List.of(flags))).options();
  }
}
