package io.flowmanager.app.observe.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

class TextLineEncoderTest {
  private static final String TIME = "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ";

  private final Logger logger = new LoggerContext().getLogger("io.flowmanager.some");

  @Test
  void writesTimeLevelMessageAndWhatIsLoggedAlong() {
    LoggingEvent event = event("Refused GET /v1/flows", null);
    event.addKeyValuePair(new KeyValuePair("flow_id", "f-1"));

    assertThat(line(event)).matches(TIME + "DEBUG Refused GET /v1/flows flow_id=\"f-1\"\n");
  }

  @Test
  void leavesOrdinaryTextOfAllLanguagesAsItIs() {
    assertThat(line(event("Grüße, שלום, 你好, 😀, C:\\temp", null)))
        .matches(TIME + "DEBUG Grüße, שלום, 你好, 😀, C:\\\\temp\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\0",
        "\b",
        "\u001b[31m",
        "\u007f",
        "\u0085",
        "\u009b2J",
        "\u2028",
        "\u2029",
        "\u202e",
        "\u2066",
        "\u200f",
        "\u061c",
        "\ufeff",
        "\ud800",
        "\udb40\udc41"
      })
  void writesNothingThatEndsALineOrSteersATerminal(String steering) {
    String said = "a" + steering + "12:00:00.000 ERROR forged";
    LoggingEvent event =
        event(said, new IllegalStateException(said, new IllegalArgumentException(said)));
    event.addKeyValuePair(new KeyValuePair("name", said));

    String written = line(event);

    assertThat(written).doesNotContain(steering.replace("\n", "\n1").replace("\t", "\t1"));
    assertThat(written.lines())
        .allSatisfy(line ->
            assertThat(line)
                .matches("(" + TIME + "|java\\.lang|Caused by: |\tat |\t\\.\\.\\. ).*"));
  }

  @Test
  void writesEscapesThatCanBeRead() {
    assertThat(line(event("a\nb\u001b[1m\u202ec", null))).endsWith("a\\nb\\u001b[1m\\u202ec\n");
  }

  @Test
  void keepsTheLinesOfAStackTrace() {
    var failure = new IllegalStateException("broken", new IllegalArgumentException("wrong\nhere"));
    failure.addSuppressed(new IllegalStateException());

    assertThat(line(event("Could not serve", failure)))
        .containsSubsequence(
            "Could not serve\njava.lang.IllegalStateException: broken\n\tat ",
            "TextLineEncoderTest",
            "\tSuppressed: java.lang.IllegalStateException",
            "\nCaused by: java.lang.IllegalArgumentException: wrong\\nhere\n\t");
  }

  private LoggingEvent event(String message, @Nullable Throwable failure) {
    return new LoggingEvent("", logger, Level.DEBUG, message, failure, null);
  }

  private static String line(LoggingEvent event) {
    return new String(new TextLineEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
