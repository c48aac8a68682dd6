package io.flowmanager.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The outcome of a command line. */
record Typed(int exit, String out, String err) {

  static Typed typed(String... words) {
    return at(Terminal.NONE, Map.of(), words);
  }

  static Typed at(Terminal terminal, Map<String, String> environment, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        Cli.run(
            List.of(words),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            terminal);
    return new Typed(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  Body json() {
    return Body.of(value());
  }

  List<Value> list() {
    return ((Items) value()).values();
  }

  private Value value() {
    assertThat(out).as("what was printed, where the complaint was <%s>", err).isNotEmpty();
    return ValueJson.read(Json.of(out));
  }
}
