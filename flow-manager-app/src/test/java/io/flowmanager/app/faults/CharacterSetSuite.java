package io.flowmanager.app.faults;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.app.conversation.JsonText;
import io.flowmanager.app.running.DaemonProcess;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A daemon whose server has every session speak another character set, which it does to those
 * without a privilege: texts come back as they went in, whichever way they took.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CharacterSetSuite {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A text of so many characters goes beside its statement, piece by piece. */
  private static final int LARGE = 70_000;

  private static final List<String> TEXTS =
      List.of(
          "a backslash \\ and an emoji \uD83D\uDCDE",
          "an emoji \uD83D\uDCDE",
          "umlauts \u00E4\u00F6\u00FC\u00DF",
          "letters \u96FB\u8A71 \u4E2D\u6587",
          // The second byte of some of these is a backslash or a quote to those who read GBK.
          "\u8A95\u5C5C\u6C5C' \" \\ \u00BF\\'");

  private static final String NAME = "\u00E4\u96FB\uD83D\uDCDE";

  private final Servers servers = new Servers();

  CharacterSetSuite() {
    for (String host : List.of("'%'", "localhost")) {
      run("CREATE USER plain@" + host + " IDENTIFIED BY 'plain'");
      run("GRANT ALL ON flow_manager.* TO plain@" + host);
    }
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  private void run(String sql) {
    try (var connection = DriverManager.getConnection(servers.jdbcUrl(), "flow", "flow");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private List<String> flags() {
    URI database = URI.create(servers.jdbcUrl().replaceFirst("^jdbc:", ""));
    var flags = new ArrayList<>(servers.flags());
    flags.set(
        flags.indexOf("-dbDSN") + 1,
        "plain:plain@tcp(127.0.0.1:%d)%s".formatted(database.getPort(), database.getPath()));
    return flags;
  }

  @ParameterizedTest
  @ValueSource(strings = {"latin1", "gbk", "utf8"})
  void givesTextsBackAsTheyWere(String characterSet) throws Exception {
    run("SET GLOBAL init_connect = 'SET NAMES %s'".formatted(characterSet));
    String id;
    List<String> large = TEXTS.stream().map(CharacterSetSuite::repeated).toList();
    var largeIds = new ArrayList<String>();
    try (DaemonProcess daemon = DaemonProcess.start(flags());
        var line = new Line(servers.broker())) {
      id = created(line, TEXTS);
      for (String text : large) {
        largeIds.add(created(line, List.of(text)));
      }
      assertThat(daemon.saidTimes("Serving")).isPositive();
    }
    // Another process, and a cache that remembers nothing.
    servers.emptyCache();
    try (DaemonProcess daemon = DaemonProcess.start(flags());
        var line = new Line(servers.broker())) {
      assertThat(daemon.saidTimes("Serving")).isPositive();
      assertThat(texts(line, id)).isEqualTo(TEXTS);
      for (int place = 0; place < large.size(); place++) {
        assertThat(texts(line, largeIds.get(place)).equals(List.of(large.get(place))))
            .as("%d characters like '%s' came back", LARGE, TEXTS.get(place))
            .isTrue();
      }
    } finally {
      run("SET GLOBAL init_connect = ''");
    }
  }

  private static String repeated(String text) {
    return text.repeat(LARGE / text.length() + 1);
  }

  private static String created(Line line, List<String> texts) throws InterruptedException {
    String actions =
        texts.stream()
            .map(text -> "{\"type\":\"talk\",\"option\":{\"text\":%s}}".formatted(quoted(text)))
            .collect(joining(","));
    String wanted =
        "{\"customer_id\":\"%s\",\"type\":\"flow\",\"persist\":true,\"name\":%s,\"actions\":[%s]}"
            .formatted(SimulatedCall.CUSTOMER, quoted(NAME), actions);
    return answered(line, "POST", "/v1/flows", wanted).path("id").asString("");
  }

  private static List<String> texts(Line line, String id) throws InterruptedException {
    JsonNode flow = answered(line, "GET", "/v1/flows/" + id, "{}");
    assertThat(flow.path("name").asString("")).isEqualTo(NAME);
    return JsonText.elements(flow.path("actions")).stream()
        .map(action -> action.path("option").path("text").asString(""))
        .toList();
  }

  private static JsonNode answered(Line line, String method, String uri, String data)
      throws InterruptedException {
    JsonNode answer = line.ask(method, uri, data, PATIENCE, 1).orElseThrow();
    assertThat(answer.path("status_code").asInt(0)).isEqualTo(200);
    return answer.path("data");
  }

  private static String quoted(String text) {
    return JsonNodeFactory.instance.stringNode(text).toString();
  }
}
