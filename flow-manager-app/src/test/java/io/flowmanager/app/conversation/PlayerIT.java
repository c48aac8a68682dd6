package io.flowmanager.app.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.rabbitmq.embedded.EmbeddedBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** A player and a daemon that does what it is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlayerIT {
  private static final String FLOW = "c0ffee00-0000-4000-8000-000000000001";
  private static final String TALK = "c0ffee00-0000-4000-8000-000000000002";
  private static final String FINISH = "00000000-0000-0000-0000-000000000002";

  private Optional<EmbeddedBroker> embedded = Optional.empty();
  private URI broker = URI.create("amqp://nowhere");
  private CannedDaemon daemon;
  private Player player;

  @BeforeAll
  void findBroker() {
    Optional<URI> named = Optional.ofNullable(System.getenv("FLOW_RABBIT_ADDR")).map(URI::create);
    if (named.isEmpty()) {
      embedded = Optional.of(EmbeddedBroker.start(0));
    }
    broker =
        named.orElseGet(() ->
            URI.create("amqp://guest:guest@127.0.0.1:" + embedded.orElseThrow().address().port()));
  }

  @AfterAll
  void stopBroker() {
    embedded.ifPresent(EmbeddedBroker::close);
  }

  @BeforeEach
  void meet() throws Exception {
    daemon = new CannedDaemon(broker);
    player = Player.of(daemon);
  }

  @AfterEach
  void part() throws IOException {
    player.close();
    daemon.close();
  }

  @Test
  void agreesWithADaemonThatDoesAllThatIsExpected() throws Exception {
    daemon.upon("POST", "/v1/flows", this::createFlow);

    List<String> differences = player.differences(creatingAFlow());

    assertThat(differences).isEmpty();
  }

  @Test
  void waitsForAnEventThatComesAfterTheAnswer() throws Exception {
    daemon.upon(
        "POST",
        "/v1/flows",
        request -> {
          Thread.ofVirtual().start(() -> createLate(request));
          return created(request);
        });

    List<String> differences = player.differences(creatingAFlow());

    assertThat(differences).isEmpty();
  }

  @Test
  void noticesAnEventThatIsMissing() throws Exception {
    daemon.upon(
        "POST",
        "/v1/flows",
        request -> {
          daemon.tell("direct", directRequest(request));
          return created(request);
        });

    List<String> differences = player.differences(creatingAFlow());

    assertThat(differences)
        .singleElement()
        .asString()
        .startsWith("create: events[flow_created]: expected {")
        .endsWith("got nothing");
  }

  @Test
  void noticesARequestThatIsTooMany() throws Exception {
    daemon.upon(
        "POST",
        "/v1/flows",
        request -> {
          daemon.tell("direct", directRequest(request));
          return createFlow(request);
        });

    List<String> differences = player.differences(creatingAFlow());

    assertThat(differences).singleElement().asString().startsWith("create: requests: expected");
  }

  @Test
  void noticesThatThereIsNoAnswer() throws Exception {
    Conversation conversation =
        conversation(
            """
            {"name": "raw", "raw": "hello", "timeout_ms": 200, "expect": {"answer": {"timeout": true}}},
            {"name": "other", "raw": "{}", "expect": {"answer": {"timeout": true}}}
            """);
    daemon.upon("", "", request -> "{\"status_code\": 404}");

    List<String> differences = player.differences(conversation);

    assertThat(differences)
        .containsExactly(
            "raw: answer: expected {\"timeout\":true}, got {\"status_code\":404}",
            "other: answer: expected {\"timeout\":true}, got {\"status_code\":404}");
  }

  @Test
  void walksUntilTheEndOfTheFlow() throws Exception {
    daemon.upon(
        "GET",
        "/v1/activeflows/{id}/next",
        request -> {
          String from = request.path("data").path("current_action_id").asString();
          return ok("{\"id\": \"%s\"}".formatted(from.equals(TALK) ? FINISH : TALK));
        });
    Conversation conversation =
        conversation(
            """
            {"name": "walk", "walk": {"activeflow": "%s"}, "expect": [
              {"answer": {"status_code": 200, "data": {"id": "%s"}}},
              {"answer": {"status_code": 200, "data": {"id": "%s"}}}]}
            """
                .formatted(FLOW, TALK, FINISH));

    List<String> differences = player.differences(conversation);

    assertThat(differences).isEmpty();
  }

  @Test
  void servesWhatADaemonFetches() throws Exception {
    daemon.upon("POST", "/v1/fetch", request -> ok(fetched(request)));
    Conversation conversation =
        conversation(
            """
            {"http": [{"path": "/actions", "status": 200, "body": [{"type": "answer"}]}]},
            {"name": "fetch",
             "request": {"method": "POST", "uri": "/v1/fetch", "data": {"from": "${http_base}/actions"}},
             "expect": {
              "answer": {"status_code": 200, "data": [{"type": "answer"}]},
              "http": [{"method": "GET", "path": "/actions", "content_type": "", "body": ""}]}}
            """);

    List<String> differences = player.differences(conversation);

    assertThat(differences).isEmpty();
  }

  private static Conversation creatingAFlow() {
    return conversation(
        """
        {"name": "create",
         "request": {"method": "POST", "uri": "/v1/flows", "data": {"customer_id": "${uuid:customer}"}},
         "capture": {"flow": "data.id"},
         "expect": {
          "answer": {"status_code": 200, "data": {"id": "«flow»", "customer_id": "«customer»"}},
          "requests": [{"to": "direct-manager", "method": "POST", "uri": "/v1/directs",
            "data": {"customer_id": "«customer»"}}],
          "events": [{"type": "flow_created", "data": {"id": "«flow»"}}]}},
        {"name": "get", "request": {"method": "GET", "uri": "/v1/flows/${flow}"},
         "expect": {"answer": {"status_code": 404}}}
        """);
  }

  private String createFlow(JsonNode request) throws IOException {
    daemon.tell("direct", directRequest(request));
    daemon.publish("{\"type\": \"flow_created\", \"data\": {\"id\": \"%s\"}}".formatted(FLOW));
    return created(request);
  }

  private void createLate(JsonNode request) {
    try {
      createFlow(request);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static String directRequest(JsonNode request) {
    return "{\"method\": \"POST\", \"uri\": \"/v1/directs\", \"data\": {\"customer_id\": %s}}"
        .formatted(request.path("data").path("customer_id"));
  }

  private static String created(JsonNode request) {
    return ok(
        "{\"id\": \"%s\", \"customer_id\": %s}"
            .formatted(FLOW, request.path("data").path("customer_id")));
  }

  private static String ok(String data) {
    return "{\"status_code\": 200, \"data\": %s}".formatted(data);
  }

  private static String fetched(JsonNode request) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      URI from = URI.create(request.path("data").path("from").asString());
      return http.send(HttpRequest.newBuilder(from).build(), BodyHandlers.ofString()).body();
    }
  }

  private static Conversation conversation(String steps) {
    return Conversation.of("example", "{\"steps\": [%s]}".formatted(steps));
  }
}
