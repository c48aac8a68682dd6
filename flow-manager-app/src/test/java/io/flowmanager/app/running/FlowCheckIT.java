package io.flowmanager.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import io.flowmanager.app.conversation.Caller;
import io.flowmanager.app.conversation.JsonText;
import io.flowmanager.mysql.server.DatabaseAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Flows looked at by a daemon that is told to be strict. */
class FlowCheckIT {
  private static final String WRONG =
      "[{\"type\":\"answer\"},{\"type\":\"sleep\",\"option\":{\"duration\":-1,\"nobody\":2}},"
          + "{\"type\":\"hangup\"}]";

  private final DatabaseAddress database = TestServers.emptyDatabase();
  private final DaemonProcess daemon = DaemonProcess.begin(strict(database));
  private Connection connection;
  private Caller caller;

  private static List<String> strict(DatabaseAddress database) {
    var flags = new ArrayList<>(TestServers.flags(database));
    flags.addAll(List.of("-flow_check", "strict"));
    return flags;
  }

  @BeforeEach
  void call() throws IOException, TimeoutException {
    daemon.awaitReady();
    connection = DaemonProcess.connect();
    caller = new Caller(connection, daemon.requestQueue());
  }

  @AfterEach
  void hangUp() throws IOException {
    connection.close();
    daemon.close();
    TestServers.drop(database);
  }

  private JsonNode ask(String method, String uri, Optional<JsonNode> data)
      throws IOException, InterruptedException {
    return caller.ask(method, uri, data, Duration.ofSeconds(20));
  }

  private JsonNode ask(String method, String uri, String data)
      throws IOException, InterruptedException {
    return ask(method, uri, Optional.of(JsonText.of(data)));
  }

  @Test
  void areToldAllThatIsWrongAndAreNotStored() throws Exception {
    JsonNode verdict =
        ask(
            "POST",
            "/v1/flows/validate",
            "{\"actions\":%s,\"type\":\"flow\",\"reference_type\":\"call\"}".formatted(WRONG));

    assertThat(verdict.path("status_code").asInt(0)).isEqualTo(200);
    JsonNode data = verdict.path("data");
    assertThat(data.path("valid").asBoolean(true)).isFalse();
    assertThat(codes(data.path("findings"))).containsExactly("OUT_OF_RANGE", "UNKNOWN_OPTION");
    assertThat(data.path("findings").path(0).path("pointer").asString(""))
        .isEqualTo("/actions/1/option/duration");

    JsonNode shapeless = ask("POST", "/v1/flows/validate", "{\"actions\":[{\"id\":5},7]}");

    assertThat(codes(shapeless.path("data").path("findings")))
        .contains("WRONG_KIND", "UNKNOWN_TYPE");

    JsonNode refusal =
        ask("POST", "/v1/flows", "{\"name\":\"wrong\",\"actions\":%s}".formatted(WRONG));

    assertThat(refusal.path("status_code").asInt(0)).isEqualTo(400);
    assertThat(refusal.path("data_type").asString("")).isEqualTo("voipbin_error");
    assertThat(refusal.path("data").path("reason").asString("")).isEqualTo("INVALID_FLOW");
    assertThat(codes(refusal.path("data").path("details")))
        .containsExactly("OUT_OF_RANGE", "UNKNOWN_OPTION");

    JsonNode schema = ask("GET", "/v1/flows/schema", Optional.empty());

    assertThat(schema.path("status_code").asInt(0)).isEqualTo(200);
    assertThat(schema.path("data").path("$schema").asString(""))
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
  }

  private static List<String> codes(JsonNode findings) {
    return JsonText.elements(findings).stream()
        .map(finding -> finding.path("code").asString(""))
        .toList();
  }
}
