package io.flowmanager.app.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher at the top of the project, as a shell starts it. */
class LauncherIT {
  @TempDir private Path folder;

  /** As under cron. */
  private static Process startWithoutEnvironment(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PATH", "/usr/bin:/bin");
    return builder.start();
  }

  @Test
  void readsAndWritesEveryLanguageThoughNoLocaleIsSet() throws Exception {
    Path flow = folder.resolve("greetings.json");
    Files.writeString(flow, "[{\"type\":\"talk\",\"option\":{\"text\":\"Schöne Grüße, 你好\"}}]");

    Process drawing =
        startWithoutEnvironment(
            List.of("../flow-manager", "draw", flow.toString(), "--format", "mermaid"));

    String drawn = new String(drawing.getInputStream().readAllBytes(), UTF_8);
    assertThat(drawn).contains("Schöne Grüße, 你好");
    assertThat(drawing.waitFor()).isZero();
  }
}
