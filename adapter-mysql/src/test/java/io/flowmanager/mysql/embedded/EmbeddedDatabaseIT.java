package io.flowmanager.mysql.embedded;

import static io.flowmanager.application.port.PortExamples.NOON;
import static io.flowmanager.application.port.PortExamples.flow;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.mysql.server.MysqlDatabase;
import io.flowmanager.mysql.store.MysqlFlowRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("embedded")
class EmbeddedDatabaseIT {
  /** Kept between runs: its binaries are unpacked once. */
  private static final Path DIRECTORY = Path.of("target", "embedded-database-started-twice");

  @Test
  void keepsWhatItStoredWhenStartedAgainInTheSameFolder() {
    var flow = flow(NOON);
    try (var embedded = EmbeddedDatabase.start(DIRECTORY);
        var database = MysqlDatabase.open(embedded.address(), 2)) {
      new MysqlFlowRepository(database, MemoryLimiter.none())
          .create(flow, Optional.empty(), List.of());
    }

    try (var embedded = EmbeddedDatabase.start(DIRECTORY);
        var database = MysqlDatabase.open(embedded.address(), 2)) {
      assertThat(new MysqlFlowRepository(database, MemoryLimiter.none()).find(flow.id()))
          .contains(new Versioned<>(flow, 1));
    }
  }
}
