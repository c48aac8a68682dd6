package io.flowmanager.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import io.flowmanager.app.conversation.Caller;
import io.flowmanager.app.conversation.JsonText;
import io.flowmanager.mysql.server.DatabaseAddress;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What every request is answered that does not go well, and what lists give. */
@Tag("embedded")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiIT {
  private static final String UNKNOWN = "dead0000-0000-4000-8000-000000000000";
  private static final String START = "00000000-0000-0000-0000-000000000001";

  private final String customer = UUID.randomUUID().toString();
  private DatabaseAddress database;
  private DaemonProcess daemon;
  private Connection connection;
  private Caller caller;

  @BeforeAll
  void start() throws IOException, TimeoutException {
    database = TestServers.emptyDatabase();
    List<String> flags = new ArrayList<>(TestServers.flags(database));
    flags.addAll(List.of("-limit_in_a_row", "10"));
    daemon = DaemonProcess.start(flags);
    connection = DaemonProcess.connect();
    caller = new Caller(connection, daemon.requestQueue());
  }

  @AfterAll
  void stop() throws IOException {
    connection.close();
    daemon.close();
    TestServers.drop(database);
  }

  private JsonNode ask(String method, String uri, String data)
      throws IOException, InterruptedException {
    return caller.ask(
        method,
        uri,
        Optional.of(data).filter(body -> !body.isEmpty()).map(JsonText::of),
        Duration.ofSeconds(20));
  }

  private JsonNode data(String method, String uri, String data)
      throws IOException, InterruptedException {
    JsonNode answer = ask(method, uri, data);
    assertThat(answer.path("status_code").asInt(0)).as("%s", answer).isEqualTo(200);
    return answer.path("data");
  }

  private static void assertRefused(JsonNode answer, int status, String reason) {
    assertThat(answer.path("status_code").asInt(0)).as("%s", answer).isEqualTo(status);
    assertThat(text(answer, "data_type")).isEqualTo("voipbin_error");
    assertThat(text(answer.path("data"), "reason")).isEqualTo(reason);
    assertThat(text(answer.path("data"), "domain")).isEqualTo("flow-manager");
    assertThat(text(answer.path("data"), "message")).isNotEmpty();
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  private JsonNode flow(String customer, boolean persist, String actions)
      throws IOException, InterruptedException {
    return data(
        "POST",
        "/v1/flows",
        "{\"customer_id\":\"%s\",\"type\":\"queue\",\"name\":\"n\",\"persist\":%s,\"actions\":%s}"
            .formatted(customer, persist, actions));
  }

  private JsonNode activeflow(String flow) throws IOException, InterruptedException {
    return ask(
        "POST",
        "/v1/activeflows",
        """
        {"customer_id":"%s","flow_id":"%s","reference_type":"call","reference_id":"%s"}
        """
            .formatted(customer, flow, UUID.randomUUID()));
  }

  @ParameterizedTest
  @Tag("difference-4")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /v1/flows/{id}                          |                                             | FLOW_NOT_FOUND
          PUT    | /v1/flows/{id}                          | {"name":"n"}                                | FLOW_NOT_FOUND
          DELETE | /v1/flows/{id}                          |                                             | FLOW_NOT_FOUND
          GET    | /v1/flows/{id}/actions                  |                                             | FLOW_NOT_FOUND
          PUT    | /v1/flows/{id}/actions                  | {"actions":[]}                              | FLOW_NOT_FOUND
          GET    | /v1/flows/{id}/actions/{id}             |                                             | FLOW_NOT_FOUND
          GET    | /flows/{id}/actions/{id}                |                                             | FLOW_NOT_FOUND
          POST   | /v1/flows/{id}/direct-hash-regenerate   |                                             | FLOW_NOT_FOUND
          GET    | /v1/activeflows/{id}                    |                                             | ACTIVEFLOW_NOT_FOUND
          DELETE | /v1/activeflows/{id}                    |                                             | ACTIVEFLOW_NOT_FOUND
          GET    | /v1/activeflows/{id}/next               | {"current_action_id":"dead0000-0000-4000-8000-000000000001"} | ACTIVEFLOW_NOT_FOUND
          POST   | /v1/activeflows/{id}/execute            | {}                                          | ACTIVEFLOW_NOT_FOUND
          POST   | /v1/activeflows/{id}/continue           | {"current_action_id":"dead0000-0000-4000-8000-000000000001"} | ACTIVEFLOW_NOT_FOUND
          POST   | /v1/activeflows/{id}/stop               |                                             | ACTIVEFLOW_NOT_FOUND
          PUT    | /v1/activeflows/{id}/forward_action_id  | {"forward_action_id":"dead0000-0000-4000-8000-000000000001"} | ACTIVEFLOW_NOT_FOUND
          POST   | /v1/activeflows/{id}/push_actions       | {"actions":[{"type":"answer"}]}             | ACTIVEFLOW_NOT_FOUND
          POST   | /v1/activeflows/{id}/add_actions        | {"actions":[{"type":"answer"}]}             | ACTIVEFLOW_NOT_FOUND
          POST   | /v1/activeflows/{id}/service_stop       | {"service_id":"dead0000-0000-4000-8000-000000000001"} | ACTIVEFLOW_NOT_FOUND
          GET    | /v1/variables/{id}                      |                                             | ACTIVEFLOW_NOT_FOUND
          POST   | /v1/variables/{id}/variables            | {"variables":{"a":"b"}}                     | ACTIVEFLOW_NOT_FOUND
          DELETE | /v1/variables/{id}/variables/a          |                                             | ACTIVEFLOW_NOT_FOUND
          POST   | /v1/variables/{id}/substitute           | {"data":"${a}"}                             | ACTIVEFLOW_NOT_FOUND
          GET    | /v1/nowhere                             |                                             | ROUTE_NOT_FOUND
          PATCH  | /v1/flows/{id}                          | {}                                          | ROUTE_NOT_FOUND
          GET    | ?/v1/flows/{id}                         |                                             | ROUTE_NOT_FOUND
          GET    | /v1/flows/not-an-id                     |                                             | ROUTE_NOT_FOUND
          """)
  void saysWhatIsNotThere(String method, String uri, String data, String reason) throws Exception {
    JsonNode answer =
        ask(method, uri.replace("{id}", UNKNOWN), Optional.ofNullable(data).orElse(""));

    assertRefused(answer, 404, reason);
  }

  @ParameterizedTest
  @Tag("difference-6")
  @ValueSource(
      strings = {
        "hello",
        "",
        "[]",
        "null",
        "{",
        "{\"uri\":5}",
        "{\"uri\":\"/v1/flows\",\"method\":[]}",
        "{\"uri\":\"/v1/flows\",\"method\":\"GET\"} x"
      })
  void saysThatItIsNoRequest(String body) throws Exception {
    JsonNode answer = caller.send(body, Duration.ofSeconds(20));

    assertThat(answer.path("status_code").asInt(0)).as("%s", answer).isIn(400, 404);
    assertThat(text(answer, "data_type")).isEqualTo("voipbin_error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | /v1/flows              | {"name":5}                                                   | INVALID_REQUEST
          POST | /v1/flows              | {"actions":{}}                                               | INVALID_REQUEST
          POST | /v1/flows              | {"actions":[5]}                                              | INVALID_REQUEST
          POST | /v1/flows              | {"actions":[{"type":"teleport"}]}                            | INVALID_ACTION_TYPE
          POST | /v1/flows              | {"actions":[{"type":"empty"}]}                               | INVALID_ACTION_TYPE
          POST | /v1/flows              | {"actions":[{"type":"call","option":{"anonymous":"maybe"}}]} | INVALID_ANONYMOUS_VALUE
          POST | /v1/flows              | {"customer_id":"x"}                                          | INVALID_REQUEST
          POST | /v1/flows              | {"actions":[{"id":"00000000-0000-0000-0000-000000000002","type":"answer"}]} | RESERVED_ACTION_ID
          POST | /v1/activeflows        | {"reference_type":"pigeon"}                                  | INVALID_REFERENCE_TYPE
          POST | /v1/activeflows        | {"variables":{"a":5}}                                        | INVALID_REQUEST
          GET  | /v1/flows?page_size=10 | {"no_such_column":"x"}                                       | INVALID_FILTER
          """)
  void saysWhatIsWrong(String method, String uri, String data, String reason) throws Exception {
    assertRefused(ask(method, uri, data), 400, reason);
  }

  @Test
  void storesNothingOfWhatItRefuses() throws Exception {
    String nobody = UUID.randomUUID().toString();
    ask(
        "POST",
        "/v1/flows",
        "{\"customer_id\":\"%s\",\"persist\":true,\"actions\":[{\"type\":\"teleport\"}]}"
            .formatted(nobody));

    assertThat(
            data("GET", "/v1/flows/count_by_customer", "{\"customer_id\":\"" + nobody + "\"}")
                .path("count")
                .asInt(-1))
        .isZero();
  }

  @ParameterizedTest
  @Tag("difference-18")
  @ValueSource(strings = {"persist", "1=1 OR id", "tm_create", "actions", "Customer_ID; DROP"})
  void filtersByWhatItKnowsAndByNothingElse(String key) throws Exception {
    assertRefused(
        ask("GET", "/v1/flows?page_size=10", "{\"" + key + "\":\"x\"}"), 400, "INVALID_FILTER");
    assertRefused(
        ask("GET", "/v1/activeflows?page_size=10", "{\"" + key + "\":\"x\"}"),
        400,
        "INVALID_FILTER");
  }

  @Test
  @Tag("difference-19")
  void givesAHundredWhereNoSizeIsAskedForAndAllOfThemPageByPage() throws Exception {
    String tenant = UUID.randomUUID().toString();
    for (int number = 0; number < 105; number++) {
      flow(tenant, true, "[]");
    }
    String mine = "{\"customer_id\":\"" + tenant + "\",\"deleted\":false}";

    assertThat(JsonText.elements(data("GET", "/v1/flows", mine))).hasSize(100);
    assertThat(JsonText.elements(data("GET", "/v1/flows?page_size=5000", mine))).hasSize(105);
    var seen = new ArrayList<String>();
    String token = "";
    List<JsonNode> page;
    do {
      page = JsonText.elements(data("GET", "/v1/flows?page_size=40&page_token=" + token, mine));
      page.forEach(flow -> seen.add(text(flow, "id")));
      token =
          page.isEmpty()
              ? ""
              : URLEncoder.encode(text(page.getLast(), "tm_create"), StandardCharsets.UTF_8);
    } while (!page.isEmpty());
    assertThat(seen).hasSize(105).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @Tag("difference-32")
  @ValueSource(
      strings = {"page_size=-1", "page_size=many", "page_size=1.5", "page_size=5&page_token=soon"})
  void refusesAPageThatIsNone(String query) throws Exception {
    assertRefused(ask("GET", "/v1/flows?" + query, "{}"), 400, "INVALID_PAGE");
    assertRefused(ask("GET", "/v1/activeflows?" + query, "{}"), 400, "INVALID_PAGE");
  }

  @Test
  @Tag("difference-23")
  void updatesAndDeletesTemporaryFlows() throws Exception {
    String id = text(flow(customer, false, "[{\"type\":\"answer\"}]"), "id");

    data("PUT", "/v1/flows/" + id, "{\"name\":\"new\",\"actions\":[{\"type\":\"hangup\"}]}");
    JsonNode updated = data("GET", "/v1/flows/" + id, "");
    data("DELETE", "/v1/flows/" + id, "");

    assertThat(text(updated, "name")).isEqualTo("new");
    assertThat(updated.path("persist").asBoolean(true)).isFalse();
    assertThat(text(updated.path("actions").path(0), "type")).isEqualTo("hangup");
    assertRefused(activeflow(id), 404, "FLOW_NOT_FOUND");
  }

  @Test
  @Tag("difference-31")
  void endsAnActiveflowThatGoesInCirclesAndSaysWhy() throws Exception {
    String circle =
        """
        [{"id":"a0000000-0000-4000-8000-000000000001","type":"variable_set","option":{"key":"a","value":"b"}},
         {"id":"a0000000-0000-4000-8000-000000000002","type":"goto",
          "option":{"target_id":"a0000000-0000-4000-8000-000000000001","loop_count":1000}}]
        """;
    String id = text(activeflow(text(flow(customer, false, circle), "id")).path("data"), "id");

    assertRefused(
        ask("GET", "/v1/activeflows/" + id + "/next", "{\"current_action_id\":\"" + START + "\"}"),
        429,
        "TOO_MANY_TRANSITIONS");
    assertThat(text(data("GET", "/v1/activeflows/" + id, ""), "status")).isEqualTo("ended");
  }

  @Test
  void takesAKeyWithAnythingInIt() throws Exception {
    String id =
        text(
            activeflow(text(flow(customer, false, "[{\"type\":\"answer\"}]"), "id")).path("data"),
            "id");
    String uri = "/v1/variables/" + id + "/variables";
    data("POST", uri, "{\"variables\":{\"a/b%c+d e\":\"1\",\"kept\":\"2\"}}");

    data("DELETE", uri + "/" + URLEncoder.encode("a/b%c+d e", StandardCharsets.UTF_8), "");

    JsonNode left = data("GET", "/v1/variables/" + id, "").path("variables");
    assertThat(left.has("a/b%c+d e")).isFalse();
    assertThat(text(left, "kept")).isEqualTo("2");
  }

  @Test
  void findsAnIdInAnyCase() throws Exception {
    String id = text(flow(customer, true, "[]"), "id");

    assertThat(text(data("GET", "/v1/flows/" + id.toUpperCase(Locale.ROOT), ""), "id"))
        .isEqualTo(id);
  }

  @Test
  void regeneratesAHashOnlyWhereTheDirectManagerAnswers() throws Exception {
    String id = text(flow(customer, true, "[]"), "id");

    JsonNode answer = ask("POST", "/v1/flows/" + id + "/direct-hash-regenerate", "");

    assertThat(answer.path("status_code").asInt(0)).isEqualTo(503);
    assertThat(text(answer.path("data"), "reason")).isEqualTo("SERVICE_UNAVAILABLE");
  }
}
