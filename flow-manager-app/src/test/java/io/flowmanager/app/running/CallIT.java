package io.flowmanager.app.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.flowmanager.app.conversation.Caller;
import io.flowmanager.app.conversation.JsonText;
import io.flowmanager.mysql.server.DatabaseAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A call that is stepped through a daemon which comes, goes, and is killed meanwhile. */
class CallIT {
  private static final String CUSTOMER = "5e4a0680-804e-11ec-8477-2fea5968d85b";
  private static final String START = "00000000-0000-0000-0000-000000000001";

  private final DatabaseAddress database = TestServers.emptyDatabase();
  private DaemonProcess daemon = DaemonProcess.begin(TestServers.flags(database));
  private Connection connection;
  private Caller caller;

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

  private JsonNode ask(String method, String uri, String data)
      throws IOException, InterruptedException {
    return caller.ask(method, uri, Optional.of(JsonText.of(data)), Duration.ofSeconds(20));
  }

  private JsonNode data(String method, String uri, String data)
      throws IOException, InterruptedException {
    JsonNode answer = ask(method, uri, data);
    assertThat(answer.path("status_code").asInt(0)).as("%s", answer).isEqualTo(200);
    return answer.path("data");
  }

  private String flowOf(String actions) throws IOException, InterruptedException {
    return data(
            "POST",
            "/v1/flows",
            "{\"customer_id\":\"%s\",\"type\":\"flow\",\"persist\":true,\"name\":\"menu\",\"actions\":%s}"
                .formatted(CUSTOMER, actions))
        .path("id")
        .asString("");
  }

  private JsonNode begin(String flow) throws IOException, InterruptedException {
    return ask(
        "POST",
        "/v1/activeflows",
        """
        {"customer_id":"%s","flow_id":"%s","reference_type":"call",
        "reference_id":"fd581a20-2606-47fd-a7e8-6bba7c294170"}
        """
            .formatted(CUSTOMER, flow));
  }

  private String activeflowOf(String actions) throws IOException, InterruptedException {
    JsonNode begun = begin(flowOf(actions));
    assertThat(begun.path("status_code").asInt(0)).as("%s", begun).isEqualTo(200);
    return begun.path("data").path("id").asString("");
  }

  private JsonNode next(String activeflow, String from) throws IOException, InterruptedException {
    return data(
        "GET",
        "/v1/activeflows/" + activeflow + "/next",
        "{\"current_action_id\":\"" + from + "\"}");
  }

  private void dial(String activeflow, String digit) throws IOException, InterruptedException {
    data(
        "POST",
        "/v1/variables/" + activeflow + "/variables",
        "{\"variables\":{\"voipbin.call.digits\":\"${voipbin.call.digits}" + digit + "\"}}");
  }

  private static String action(int number) {
    return "a0000000-0000-4000-8000-00000000000" + number;
  }

  private static final String MENU =
      """
      [{"id":"%s","type":"answer"},
       {"id":"%s","type":"talk","option":{"text":"One or two?","language":"en-US"}},
       {"id":"%s","type":"digits_receive","option":{"duration":5000,"length":1}},
       {"id":"%s","type":"branch","option":{"default_target_id":"%s","target_ids":{"1":"%s"}}},
       {"id":"%s","type":"goto","option":{"target_id":"%s","loop_count":1}},
       {"id":"%s","type":"hangup"},
       {"id":"%s","type":"play","option":{"stream_urls":["https://media.example/open.wav"]},"next_id":"%s"}]
      """
          .formatted(
              action(1), action(2), action(3), action(4), action(5), action(7), action(5),
              action(2), action(6), action(7), action(6));

  private List<String> walk(boolean killedInBetween) throws Exception {
    String activeflow = activeflowOf(MENU);
    var types = new ArrayList<String>();
    String from = START;
    List<String> digits = new ArrayList<>(List.of("9", "1"));
    while (!types.contains("hangup")) {
      JsonNode action = next(activeflow, from);
      types.add(action.path("type").asString(""));
      from = action.path("id").asString("");
      if (action.path("type").asString("").equals("digits_receive")) {
        dial(activeflow, digits.removeFirst());
      }
      if (killedInBetween) {
        daemon.kill();
        daemon = DaemonProcess.start(TestServers.flags(database));
      }
    }
    return types;
  }

  @Test
  void isSteppedFromItsAnswerToItsHangup() throws Exception {
    assertThat(walk(false))
        .containsExactly(
            "answer", "talk", "digits_receive", "talk", "digits_receive", "play", "hangup");
  }

  @Test
  void goesOnWhereItStoodThoughTheDaemonIsKilledAfterEachStep() throws Exception {
    assertThat(walk(true))
        .containsExactly(
            "answer", "talk", "digits_receive", "talk", "digits_receive", "play", "hangup");
  }

  @Test
  void getsTheSameAnswerAgainFromADaemonThatKnowsNothingOfTheFirst() throws Exception {
    String activeflow = activeflowOf(MENU);
    JsonNode first = next(activeflow, START);

    daemon.kill();
    daemon = DaemonProcess.start(TestServers.flags(database));

    assertThat(next(activeflow, START)).isEqualTo(first);
    assertThat(data("GET", "/v1/activeflows/" + activeflow, "{}").path("execute_count").asInt(0))
        .isEqualTo(1);
  }

  @Test
  void hearsADigitOnceThoughTheDaemonIsKilledBeforeItAcknowledgesIt() throws Exception {
    String activeflow = activeflowOf(MENU);
    Channel channel = connection.createChannel();
    String replies = channel.queueDeclare().getQueue();
    var properties = new AMQP.BasicProperties.Builder().replyTo(replies).build();
    byte[] digit =
        """
        {"uri":"/v1/variables/%s/variables","method":"POST",
        "data":{"variables":{"voipbin.call.digits":"${voipbin.call.digits}1"}}}
        """
            .formatted(activeflow)
            .getBytes(UTF_8);
    channel.basicPublish("", daemon.requestQueue(), properties, digit);
    taken(channel, replies);
    daemon.kill();

    // What the broker does with what it knows of no end of.
    channel.basicPublish("", daemon.requestQueue(), properties, digit);
    long tag = taken(channel, daemon.requestQueue()).getEnvelope().getDeliveryTag();
    channel.basicNack(tag, false, true);
    daemon = DaemonProcess.start(TestServers.flags(database));

    taken(channel, replies);
    assertThat(
            data("GET", "/v1/variables/" + activeflow, "{}")
                .path("variables")
                .path("voipbin.call.digits")
                .asString(""))
        .isEqualTo("1");
  }

  private static GetResponse taken(Channel channel, String queue) {
    return await().until(() -> channel.basicGet(queue, false), Objects::nonNull);
  }

  @Test
  void isAnsweredBeforeADaemonThatIsToldToStopIsGone() throws Exception {
    String activeflow = activeflowOf(MENU);

    daemon.terminate();

    assertThat(daemon.awaitEnd()).isZero();
    daemon = DaemonProcess.start(TestServers.flags(database));
    assertThat(next(activeflow, START).path("type").asString("")).isEqualTo("answer");
  }

  /** With the launcher's heap: each event, and the answer to each creation, is of 900 KB here. */
  @Test
  void isSteppedWithManyOthersThroughAFlowOfThousandsOfActions() throws Exception {
    String flow = flowOf(talks(5000));

    List<List<String>> texts;
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      texts =
          callers
              .invokeAll(Collections.<Callable<List<String>>>nCopies(64, () -> firstTexts(flow, 5)))
              .stream()
              .map(Future::resultNow)
              .toList();
    }

    assertThat(texts)
        .hasSize(64)
        .allSatisfy(heard -> assertThat(heard).containsExactly("0", "1", "2", "3", "4"));
  }

  private List<String> firstTexts(String flow, int steps) throws Exception {
    String activeflow = begunInTheEnd(flow);
    var texts = new ArrayList<String>();
    String from = START;
    while (texts.size() < steps) {
      JsonNode action = next(activeflow, from);
      texts.add(action.path("option").path("text").asString(""));
      from = action.path("id").asString("");
    }
    return texts;
  }

  /** Those that are turned away because many begin at once try again. */
  private String begunInTheEnd(String flow) throws Exception {
    JsonNode answer = begin(flow);
    while (answer.path("status_code").asInt(0) == 429) {
      answer = begin(flow);
    }
    assertThat(answer.path("status_code").asInt(0)).as("%s", answer).isEqualTo(200);
    return answer.path("data").path("id").asString("");
  }

  private static String talks(int count) {
    return IntStream.range(0, count)
        .mapToObj(number ->
            """
            {"id":"a0000000-0000-4000-8000-%012d","type":"talk",
            "option":{"text":"%d","language":"en-US"}}
            """
                .formatted(number, number))
        .collect(joining(",", "[", "]"));
  }

  /** With the launcher's heap. */
  @Test
  void isSteppedThroughAFlowOfAsManyActionsAsThereMayBe() throws Exception {
    assertThat(firstTexts(flowOf(talks(10_000)), 3)).containsExactly("0", "1", "2");
  }

  /** With the launcher's heap: all the steps together are 40 MB, as are those of each event. */
  @Test
  @Tag("difference-33")
  void goesRoundLongActionsThoughAllItsStepsAreMoreThanItsHeapHolds() throws Exception {
    String again = "a0000000-0000-4000-8000-000000000001";
    String activeflow =
        begunInTheEnd(
            flowOf(
                """
                [{"type":"answer"},
                 {"id":"%s","type":"talk","option":{"text":"%s"}},
                 {"type":"goto","option":{"target_id":"%s","loop_count":1000}}]
                """
                    .formatted(again, "x".repeat(400_000), again)));
    String from = next(activeflow, START).path("id").asString("");

    for (int round = 0; round < 100; round++) {
      from = next(activeflow, from).path("id").asString("");
      assertThat(from).isEqualTo(again);
    }

    JsonNode found = data("GET", "/v1/activeflows/" + activeflow, "{}");
    assertThat(found.path("execute_count").asInt(0)).isEqualTo(200);
    assertThat(found.path("executed_actions").size()).isBetween(1, 10);
  }

  /** With the launcher's heap, of which each takes more than there is. */
  @Test
  void answersRequestsThatAreLargerThanItsHeapAndGoesOn() throws Exception {
    String flow = flowOf(MENU);
    String text = "{\"name\":\"" + "x".repeat(18_000_000) + "\"}";
    String numbers = "{\"name\":[" + "1,".repeat(1_000_000) + "1]}";

    assertThat(reason(ask("POST", "/v1/flows", text))).isEqualTo("REQUEST_TOO_LARGE");
    for (int again = 0; again < 2; again++) {
      assertThat(reason(ask("POST", "/v1/flows", numbers))).isEqualTo("REQUEST_TOO_LARGE");
    }

    assertThat(begin(flow).path("status_code").asInt(0)).isEqualTo(200);
  }

  @Test
  void refusesAPageThatIsLargerThanItsHeapAndGoesOn() throws Exception {
    String large = "[{\"type\":\"talk\",\"option\":{\"x\":[" + "1,".repeat(200_000) + "1]}}]";
    for (int flow = 0; flow < 6; flow++) {
      flowOf(large);
    }

    assertThat(reason(ask("GET", "/v1/flows?page_size=1000", "{}"))).isEqualTo("ANSWER_TOO_LARGE");

    assertThat(data("GET", "/v1/flows?page_size=1", "{}")).hasSize(1);
  }

  private static String reason(JsonNode answer) {
    return answer.path("data").path("reason").asString("");
  }

  @Test
  void waitsForADatabaseThatIsNotThereAndSaysSo() {
    List<String> flags =
        List.of(
            "-rabbit_addr",
            TestServers.broker().toString(),
            "-dbDSN",
            "nobody:secret-of-nobody@tcp(127.0.0.1:9)/nothing",
            "-redis_addr",
            "");
    try (DaemonProcess waiting = DaemonProcess.begin(flags)) {
      await().atMost(DaemonProcess.PATIENCE).until(() -> waiting.status("/readyz").isPresent());

      assertThat(waiting.status("/healthz")).hasValue(200);
      assertThat(waiting.status("/readyz")).hasValue(503);
      await().until(() -> waiting.log().contains("Waiting for the database at"));
      assertThat(waiting.body("/readyz").orElseThrow()).contains("database", "rabbitmq");
      assertThat(waiting.log()).doesNotContain("secret-of-nobody");
      waiting.terminate();
      assertThat(waiting.awaitEnd()).isZero();
    }
  }
}
