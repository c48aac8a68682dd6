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
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * The requests that the first version's README shows, letter by letter but for the commas it forgot
 * and the ids of what has to be there, from a queue of the name that it gives.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstVersionIT {
  private static final String FORMER_QUEUE = "flow_manager-request";
  private static final String START = "00000000-0000-0000-0000-000000000001";

  private DatabaseAddress database;
  private DaemonProcess daemon;
  private Connection connection;
  private Caller caller;
  private JsonNode flow;

  @BeforeAll
  void start() throws IOException, InterruptedException, TimeoutException {
    database = TestServers.emptyDatabase();
    List<String> flags = new ArrayList<>(TestServers.flags(database));
    flags.addAll(
        List.of("-rabbit_queue_listen", "bin-manager.flow-manager.request," + FORMER_QUEUE));
    daemon = DaemonProcess.start(flags);
    connection = DaemonProcess.connect();
    caller = new Caller(connection, FORMER_QUEUE);
    flow =
        ask(
            """
            {
              "uri": "/v1/flows",
              "method": "POST",
              "data_type": "application/json",
              "data": {"user_id": 1, "name": "hello", "detail": "", "webhook_uri": "https://example.com/hook",
                       "persist": true, "actions": [
                {"type": "answer"},
                {"type": "talk", "option": {"text": "hello", "gender": "female", "language": "en-US"}},
                {"type": "dtmf_receive", "option": {"duration": 3000, "finish_on_key": "#", "max_number_key": 2}}]}
            }
            """);
  }

  @AfterAll
  void stop() throws IOException {
    connection.close();
    daemon.close();
    TestServers.drop(database);
  }

  /** The data of an answer of 200. */
  private JsonNode ask(String envelope) throws IOException, InterruptedException {
    JsonNode answer = caller.send(envelope, Duration.ofSeconds(20));
    assertThat(answer.path("status_code").asInt(0)).as("%s", answer).isEqualTo(200);
    return answer.path("data");
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  private JsonNode activeflow(String call) throws IOException, InterruptedException {
    return ask(
        """
        {
          "uri": "/v1/activeflows",
          "method": "POST",
          "data_type": "application/json",
          "data": {"call_id": "%s", "flow_id": "%s"}
        }
        """
            .formatted(call, text(flow, "id")));
  }

  @Test
  void createsAFlowInItsShape() {
    assertThat(flow.path("user_id").asInt(0)).isEqualTo(1);
    assertThat(flow.path("persist").asBoolean(false)).isTrue();
    assertThat(text(flow, "webhook_uri")).isEqualTo("https://example.com/hook");
    assertThat(JsonText.elements(flow.path("actions"))).hasSize(3);
    assertThat(flow.has("tm_create")).isTrue();
    assertThat(flow.has("tm_update")).isTrue();
    assertThat(flow.has("tm_delete")).isTrue();
  }

  @Test
  void createsAnActiveflowForACall() throws Exception {
    String call = "1eb4ed62-05ef-11eb-9354-eb6fe8497be5";

    JsonNode activeflow = activeflow(call);

    assertThat(text(activeflow, "id")).isEqualTo(call);
    assertThat(text(activeflow, "call_id")).isEqualTo(call);
    assertThat(text(activeflow, "flow_id")).isEqualTo(text(flow, "id"));
    assertThat(activeflow.path("user_id").asInt(0)).isEqualTo(1);
    assertThat(text(activeflow, "webhook_uri")).isEqualTo("https://example.com/hook");
    assertThat(text(activeflow.path("current_action"), "id")).isEqualTo(START);
    assertThat(activeflow.path("execute_count").asInt(-1)).isZero();
    assertThat(activeflow.has("forward_action_id")).isTrue();
    assertThat(JsonText.elements(activeflow.path("actions"))).hasSize(3);
  }

  @Test
  void givesTheNextActionUntilTheHangupAtTheEnd() throws Exception {
    String call = "cec5b926-06a7-11eb-967e-fb463343f0a5";
    activeflow(call);
    var types = new ArrayList<String>();
    JsonNode action = JsonText.of("{\"id\":\"" + START + "\"}");

    while (!types.contains("hangup")) {
      action =
          ask(
              """
              {
                "uri": "/v1/activeflows/%s/next",
                "method": "GET",
                "data_type": "application/json",
                "data": {"current_action_id": "%s"}
              }
              """
                  .formatted(call, text(action, "id")));
      types.add(text(action, "type"));
    }

    assertThat(types).containsExactly("answer", "talk", "digits_receive", "hangup");
  }

  @Test
  void answersUnderItsFormerNameToo() throws Exception {
    String call = "1d8dacf4-05ee-11eb-9eae-037ddd66443e";
    activeflow(call);

    JsonNode action =
        ask(
            """
            {"uri": "/v1/active-flows/%s/next", "method": "GET", "data": {"current_action_id": "%s"}}
            """
                .formatted(call, START));

    assertThat(text(action, "type")).isEqualTo("answer");
  }

  @Test
  void returnsAFlowItsActionsAndOneOfThem() throws Exception {
    String id = text(flow, "id");
    String first = text(JsonText.elements(flow.path("actions")).getFirst(), "id");

    JsonNode found =
        ask("{\"uri\": \"/v1/flows/%s\", \"method\": \"GET\", \"data\": {}}".formatted(id));
    JsonNode actions =
        ask(
            """
            {
              "uri": "/v1/flows/%s/actions",
              "method": "GET",
              "data_type": "application/json",
              "data": {}
            }
            """
                .formatted(id));
    JsonNode action =
        ask(
            "{\"uri\": \"/v1/flows/%s/actions/%s\", \"method\": \"GET\", \"data\": {}}"
                .formatted(id, first));

    assertThat(text(found, "id")).isEqualTo(id);
    assertThat(JsonText.elements(actions)).hasSize(3);
    assertThat(text(action, "id")).isEqualTo(first);
    assertThat(text(action, "type")).isEqualTo("answer");
    // What the README prints: the same under its former names.
    assertThat(text(action, "action")).isEqualTo("answer");
    assertThat(text(action, "flow_id")).isEqualTo(id);
    assertThat(text(action, "next_action"))
        .isEqualTo(text(JsonText.elements(flow.path("actions")).get(1), "id"));
    assertThat(action.has("data")).isTrue();
  }

  @Test
  void refusesWhatItPrintsWithoutCommasAndSaysWhy() throws Exception {
    JsonNode answer =
        caller.send(
            """
            {
              "uri": "/v1/flows",
              "method": "GET",
              "data_type": "application/json"
              "data": {}
            }
            """,
            Duration.ofSeconds(20));

    assertThat(answer.path("status_code").asInt(0)).isEqualTo(400);
    assertThat(text(answer.path("data"), "reason")).isEqualTo("INVALID_REQUEST");
  }
}
