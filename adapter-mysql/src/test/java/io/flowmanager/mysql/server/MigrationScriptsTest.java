package io.flowmanager.mysql.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationScriptsTest {
  private static final Path SCRIPTS = Path.of("src/main/resources/db/migration");

  /** Or a daemon would take an older schema for the newest one. */
  @Test
  void endWithTheOneThatIsAskedForAtTheStart() throws IOException {
    try (Stream<Path> scripts = Files.list(SCRIPTS)) {
      assertThat(scripts.map(MigrationScriptsTest::number).max(Integer::compare))
          .contains(Integer.valueOf(Migration.NEWEST_SCRIPT));
    }
  }

  private static Integer number(Path script) {
    String name = script.getFileName().toString();
    return Integer.valueOf(name.substring(1, name.indexOf("__")));
  }
}
