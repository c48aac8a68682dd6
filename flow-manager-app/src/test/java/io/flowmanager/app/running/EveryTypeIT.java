package io.flowmanager.app.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.flowmanager.app.conversation.JsonText;
import io.flowmanager.app.conversation.Player;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.mysql.server.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Every type that authors can use, as its example shows it, on the daemon: who is asked for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryTypeIT {
  private static final String CUSTOMER = "5e4a0680-804e-11ec-8477-2fea5968d85b";
  private static final String START = "00000000-0000-0000-0000-000000000001";
  private static final String STOP = "ac000000-0000-4000-8000-000000000099";

  private DatabaseAddress database;
  private DaemonProcess daemon;
  private Player player;
  private HttpServer web;

  @BeforeAll
  void start() throws IOException, TimeoutException {
    database = TestServers.emptyDatabase();
    List<String> flags = new ArrayList<>(TestServers.flags(database));
    flags.add("-fetch_allow_private");
    daemon = DaemonProcess.start(flags);
    player = Player.of(daemon);
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          byte[] actions = "[{\"type\":\"answer\"}]".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, actions.length);
          exchange.getResponseBody().write(actions);
          exchange.close();
        });
    web.start();
  }

  @AfterAll
  void stop() throws IOException {
    web.stop(0);
    player.close();
    daemon.close();
    TestServers.drop(database);
  }

  @TestFactory
  Stream<DynamicTest> isPerformedByWhomItIsSaidToBe() {
    return ActionCatalog.standard().types().stream()
        .filter(ActionType::isForAuthors)
        .map(type -> DynamicTest.dynamicTest(type.name(), () -> perform(type)));
  }

  private void perform(ActionType<?> type) throws Exception {
    String other = flow("[{\"type\":\"answer\"}]");
    String flow =
        flow("[%s,{\"id\":\"%s\",\"type\":\"stop\"}]".formatted(example(type, other), STOP));
    String reference = type.medium() == Medium.NON_REALTIME ? "api" : "call";
    String activeflow =
        data(
                "POST",
                "/v1/activeflows",
                "{\"customer_id\":\"%s\",\"flow_id\":\"%s\",\"reference_type\":\"%s\",\"reference_id\":\"%s\"}"
                    .formatted(CUSTOMER, flow, reference, UUID.randomUUID()))
            .path("id")
            .asString("");
    player.requests(0);

    JsonNode action =
        data(
            "GET",
            "/v1/activeflows/" + activeflow + "/next",
            "{\"current_action_id\":\"" + START + "\"}");

    String performer = type.dispatchedTo();
    if (type.isHandedOver()) {
      assertThat(action.path("type").asString("")).isEqualTo(type.name());
    } else if (!performer.isEmpty()) {
      assertThat(player.requests(1))
          .extracting(request -> request.path("to").asString(""))
          .contains(performer);
    }
  }

  /** With targets and flows that are there. */
  private String example(ActionType<?> type, String otherFlow) throws IOException {
    String file = "/io/flowmanager/domain/catalog/examples/" + type.name() + ".json";
    try (InputStream example =
        Objects.requireNonNull(ActionCatalog.class.getResourceAsStream(file), file)) {
      return new String(example.readAllBytes(), UTF_8)
          .replaceAll(
              "(\"(?:false_|default_)?target_id\"\\s*:\\s*)\"[^\"]*\"", "$1\"" + STOP + "\"")
          .replaceAll("(\"target_ids\"\\s*:\\s*)\\{[^}]*}", "$1{}")
          .replaceAll("(\"flow_id\"\\s*:\\s*)\"[^\"]*\"", "$1\"" + otherFlow + "\"")
          .replaceAll(
              "(\"event_url\"\\s*:\\s*)\"[^\"]*\"",
              "$1\"http://127.0.0.1:" + web.getAddress().getPort() + "/\"");
    }
  }

  private String flow(String actions) throws IOException, InterruptedException {
    return data(
            "POST",
            "/v1/flows",
            "{\"customer_id\":\"%s\",\"type\":\"queue\",\"name\":\"n\",\"actions\":%s}"
                .formatted(CUSTOMER, actions))
        .path("id")
        .asString("");
  }

  private JsonNode data(String method, String uri, String data)
      throws IOException, InterruptedException {
    JsonNode answer =
        player.caller().ask(method, uri, Optional.of(JsonText.of(data)), Duration.ofSeconds(20));
    assertThat(answer.path("status_code").asInt(0)).as("%s", answer).isEqualTo(200);
    return answer.path("data");
  }
}
