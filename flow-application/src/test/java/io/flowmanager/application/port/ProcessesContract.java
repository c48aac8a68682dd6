package io.flowmanager.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.domain.id.ProcessId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every way to know of other processes has to do. */
public interface ProcessesContract {
  /** One more process. */
  Processes begin();

  /** Ends it as a crash would. */
  void end(Processes process);

  @Test
  default void knowsItselfAndTheOthers() {
    Processes one = begin();
    Processes other = begin();

    assertThat(one.self()).isNotEqualTo(other.self());
    assertThat(one.isThere(one.self())).isTrue();
    assertThat(one.isThere(other.self())).isTrue();
    assertThat(other.isThere(one.self())).isTrue();
  }

  @Test
  default void noticesThatOneIsGone() {
    Processes one = begin();
    Processes other = begin();

    end(other);

    await().until(() -> !one.isThere(other.self()));
    assertThat(one.isThere(one.self())).isTrue();
  }

  @Test
  default void takesOneItNeverHeardOfToBeGone() {
    assertThat(begin().isThere(new ProcessId(UUID.randomUUID()))).isFalse();
  }
}
