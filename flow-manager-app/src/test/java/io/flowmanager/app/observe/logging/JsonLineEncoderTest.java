package io.flowmanager.app.observe.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.ValueJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonLineEncoderTest {
  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("io.flowmanager.some");

  @Test
  void writesOneObjectALineWithTheFieldsOfItsWork() {
    Map<String, String> fields = Map.of("activeflow_id", "a-1", "message", "not this one");

    String line = line(event(Level.WARN, null, fields));

    assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
    Body read = read(line);
    assertThat(read.text("severity")).isEqualTo("WARNING");
    assertThat(read.text("message")).isEqualTo("Could not\nserve");
    assertThat(read.text("activeflow_id")).isEqualTo("a-1");
    assertThat(read.time("time")).isPresent();
  }

  @Test
  void tellsWhatBroke() {
    String line = line(event(Level.ERROR, new IllegalStateException("broken"), Map.of()));

    assertThat(read(line).text("exception"))
        .startsWith("java.lang.IllegalStateException: broken")
        .contains("JsonLineEncoderTest");
  }

  private LoggingEvent event(Level level, @Nullable Throwable failure, Map<String, String> fields) {
    var event = new LoggingEvent("", logger, level, "Could not\nserve", failure, null);
    event.setMDCPropertyMap(fields);
    return event;
  }

  private static String line(LoggingEvent event) {
    return new String(new JsonLineEncoder().encode(event), StandardCharsets.UTF_8);
  }

  private static Body read(String line) {
    return Body.of(ValueJson.read(line.getBytes(StandardCharsets.UTF_8)));
  }
}
