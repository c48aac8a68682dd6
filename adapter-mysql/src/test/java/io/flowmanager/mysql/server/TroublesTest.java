package io.flowmanager.mysql.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TroublesTest {
  private long now = 42;
  private final Troubles troubles = new Troubles(() -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void tellsOfNothingWhereThereIsNone() {
    troubles.answered();
    troubles.wrote();

    assertThat(troubles.told()).isEmpty();
  }

  @Test
  void lastsUntilAWriteIsKept() {
    troubles.met(Trouble.READ_ONLY, new SQLException("--read-only\nmore"));
    pass(Duration.ofSeconds(2));

    troubles.answered();
    assertThat(troubles.told())
        .contains("The database takes no writes: it is read-only (--read-only)");

    troubles.wrote();
    assertThat(troubles.told()).isEmpty();
  }

  @Test
  void lastsWhileItIsMetBetweenSuccesses() {
    troubles.met(Trouble.AWAY, new SQLException("reset"));
    pass(Duration.ofMillis(900));

    troubles.answered();
    assertThat(troubles.told()).isPresent();

    pass(Duration.ofMillis(100));
    troubles.answered();
    assertThat(troubles.told()).isEmpty();
  }

  @Test
  void keepsNobodyFromServingForWhatIsNoStateOfTheServer() {
    troubles.met(Trouble.TOO_LARGE, new SQLException("too big"));
    troubles.met(Trouble.LOCKED, new SQLException("locked"));

    assertThat(troubles.told()).isEmpty();
  }
}
