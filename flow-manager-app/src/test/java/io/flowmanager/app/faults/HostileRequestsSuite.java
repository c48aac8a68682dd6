package io.flowmanager.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.rabbitmq.client.Connection;
import io.flowmanager.app.faults.HostileCaller.Answered;
import io.flowmanager.app.running.DaemonProcess;
import io.flowmanager.rabbitmq.routes.ActiveflowRoutes;
import io.flowmanager.rabbitmq.routes.FlowRoutes;
import io.flowmanager.rabbitmq.routes.OutboxRoutes;
import io.flowmanager.rabbitmq.routes.ParkedMessageRoutes;
import io.flowmanager.rabbitmq.routes.Routes;
import io.flowmanager.rabbitmq.routes.VariableRoutes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever callers send, however much of it at once, a daemon with the heap that the launcher gives
 * it answers each request and lives on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsSuite {
  private static final int AT_ONCE = 64;
  private static final int MIB = 1024 * 1024;

  /** No larger body is sent by anyone, see {@code Message}. */
  private static final int BODY_MAX = 16 * MIB;

  /** The goal: the peak under any load. */
  private static final long PEAK_MEGABYTES_MAX = 420;

  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

  private static final String NOBODY = "dead0000-0000-4000-8000-000000000001";

  /** With {@code -Psoak} every route gets many of each composition, and a million random bodies. */
  private static final boolean SOAKS = Boolean.getBoolean("hostile.soak");

  private static final int RANDOM_BODIES = Integer.getInteger("hostile.random", 20_000);

  /** As many as a process takes off its queue. */
  private static final int RANDOM_AT_ONCE = 256;

  private static final String REQUESTS = "bin-manager.flow-manager.request";

  private final String customer = UUID.randomUUID().toString();
  private final Map<Composition, Integer> largest = new EnumMap<>(Composition.class);
  private Servers servers;
  private DaemonProcess daemon;

  /** MB, of the daemons before this one. */
  private long peakBefore;

  private Connection connection;
  private HostileCaller caller;
  private HostilePeers peers;

  /** What a body is made of; each is a JSON value of about so many bytes. */
  enum Composition {
    PLAIN {
      @Override
      String of(int bytes) {
        return quoted("x".repeat(bytes));
      }
    },
    QUOTES {
      @Override
      String of(int bytes) {
        return quoted("\\\"".repeat(bytes / 2));
      }
    },
    APOSTROPHES {
      @Override
      String of(int bytes) {
        return quoted("'".repeat(bytes));
      }
    },
    BACKSLASHES {
      @Override
      String of(int bytes) {
        return quoted("\\\\".repeat(bytes / 2));
      }
    },
    ONE_BACKSLASH {
      @Override
      String of(int bytes) {
        return quoted("x".repeat(bytes) + "\\\\");
      }
    },
    NEWLINES {
      @Override
      String of(int bytes) {
        return quoted("\\n".repeat(bytes / 2));
      }
    },
    CONTROLS {
      @Override
      String of(int bytes) {
        return quoted("\\u0001".repeat(bytes / 6));
      }
    },
    RAW_CONTROLS {
      @Override
      String of(int bytes) {
        return quoted("\u007f".repeat(bytes));
      }
    },
    EMOJI {
      @Override
      String of(int bytes) {
        return quoted("\uD83D\uDE00".repeat(bytes / 4));
      }
    },
    ONE_EMOJI {
      @Override
      String of(int bytes) {
        return quoted("x".repeat(bytes) + "\uD83D\uDE00");
      }
    },
    DEEP {
      @Override
      String of(int bytes) {
        String one = "[".repeat(60) + "]".repeat(60);
        return "[" + (one + ",").repeat(bytes / 121) + one + "]";
      }
    },
    MEMBERS {
      @Override
      String of(int bytes) {
        return IntStream.range(0, bytes / 12)
            .mapToObj("\"m%07d\":1"::formatted)
            .collect(Collectors.joining(",", "{", "}"));
      }
    },
    NUMBERS {
      @Override
      String of(int bytes) {
        return "[" + "1,".repeat(bytes / 2) + "1]";
      }
    };

    abstract String of(int bytes);

    private static String quoted(String text) {
      return "\"" + text + "\"";
    }
  }

  @BeforeAll
  void start() throws IOException, TimeoutException {
    servers = new Servers();
    daemon = DaemonProcess.start(flags());
    connection = Line.factory(servers.broker()).newConnection("hostile");
    caller = new HostileCaller(connection, REQUESTS, () -> daemon.isAlive());
    peers = new HostilePeers(connection);
  }

  /** What is large is not to be logged as well. */
  private List<String> flags() {
    var flags = new ArrayList<>(servers.flags());
    flags.set(flags.indexOf("debug"), "info");
    flags.add("-fetch_allow_private");
    return flags;
  }

  @AfterAll
  void stop() throws IOException {
    System.out.printf(
        "hostile requests: %d MB resident at the peak, %d MB at the end; largest bodies %s%n",
        peak(), daemon.megabytes("VmRSS"), largest);
    peers.close();
    connection.close();
    daemon.close();
    servers.close();
  }

  @AfterEach
  void livesOn() {
    assertThat(daemon.isAlive()).as("alive; it said %s", daemon.log()).isTrue();
    assertThat(peak()).as("MB at the peak").isLessThan(PEAK_MEGABYTES_MAX);
  }

  private long peak() {
    return Math.max(peakBefore, daemon.megabytes("VmHWM"));
  }

  /** Another one, which has no copies of anything. */
  private void startAnew() {
    peakBefore = peak();
    daemon.terminate();
    assertThat(daemon.awaitEnd()).isZero();
    daemon = DaemonProcess.start(flags());
  }

  private static List<String> routes() {
    return new Routes(
            mock(FlowRoutes.class),
            mock(ActiveflowRoutes.class),
            mock(VariableRoutes.class),
            mock(OutboxRoutes.class),
            mock(ParkedMessageRoutes.class))
        .served();
  }

  /** Something for each route to find where it looks, whatever that is called. */
  private String everything(String flow, String value) {
    return """
    {"customer_id":"%s","flow_id":"%s","reference_type":"call","reference_id":"%s","type":"flow","name":"n",\
    "detail":"d","persist":true,"current_action_id":"%s","forward_action_id":"%s","service_id":"%s","age":2,\
    "actions":[{"type":"talk","option":{"text":%s}}],"variables":{"v":%s},"data":%s}\
    """
        .formatted(
            customer, flow, UUID.randomUUID(), NOBODY, NOBODY, NOBODY, value, "\"\"", "\"\"");
  }

  private byte[] asked(String route, String flow, String activeflow, String value) {
    String[] words = route.split(" ", 2);
    String path =
        words[1]
            .replaceFirst("\\{id}", words[1].contains("/flows/") ? flow : activeflow)
            .replaceFirst("\\{id}", NOBODY)
            .replaceFirst("\\{rest}", "v");
    String uri =
        words[1].equals("/v1/flows") ? path + "?page_size=100&customer_id=" + customer : path;
    return HostileCaller.request(words[0], uri, everything(flow, value));
  }

  private static boolean hasBody(String route) {
    return route.startsWith("POST") || route.startsWith("PUT");
  }

  private Answered ask(String method, String uri, String data) throws IOException {
    return caller.ask(HostileCaller.request(method, uri, data));
  }

  private static String idOf(Answered answer) {
    Matcher id = ID.matcher(answer.beginning());
    assertThat(id.find()).as("%s", answer).isTrue();
    return id.group(1);
  }

  private String flow(String actions) throws IOException {
    Answered made =
        ask(
            "POST",
            "/v1/flows",
            "{\"customer_id\":\"%s\",\"type\":\"flow\",\"name\":\"n\",\"persist\":false,\"actions\":[%s]}"
                .formatted(customer, actions));
    assertThat(made.status()).as("%s", made).isEqualTo(200);
    return idOf(made);
  }

  private String activeflow(String flow, String more) throws IOException {
    Answered made =
        ask(
            "POST",
            "/v1/activeflows",
            "{\"customer_id\":\"%s\",\"flow_id\":\"%s\",\"reference_type\":\"call\",\"reference_id\":\"%s\"%s}"
                .formatted(customer, flow, UUID.randomUUID(), more));
    assertThat(made.status()).as("%s", made).isEqualTo(200);
    return idOf(made);
  }

  private static String talk(String text) {
    return "{\"type\":\"talk\",\"option\":{\"text\":\"%s\",\"language\":\"en-US\"}}"
        .formatted(text);
  }

  private List<Answered> allAtOnce(List<byte[]> bodies) throws IOException {
    var answers = new ArrayList<CompletableFuture<Answered>>();
    for (byte[] body : bodies) {
      answers.add(caller.send(body));
    }
    return caller.await(answers);
  }

  /** Found by halves, with flows: nothing may take more of a body than to keep it. */
  private int largest(Composition composition) throws IOException {
    Integer known = largest.get(composition);
    if (known != null) {
      return known;
    }
    int fits = 1024;
    int tooLarge = BODY_MAX;
    while (tooLarge - fits > Math.max(64 * 1024, fits / 8)) {
      int bytes = (fits + tooLarge) / 2;
      Answered answer = ask("POST", "/v1/flows", everything(NOBODY, composition.of(bytes)));
      assertThat(answer.status()).as("%s of %s bytes", composition, bytes).isPositive();
      if (answer.status() == 200) {
        fits = bytes;
      } else {
        tooLarge = bytes;
      }
    }
    largest.put(composition, fits);
    return fits;
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(Composition.class)
  void everyRouteAnswersTheLargestBody(Composition composition) throws IOException {
    String value = composition.of(largest(composition));

    for (String route : routes()) {
      String flow = flow(talk("hello"));
      Answered answer = caller.ask(asked(route, flow, activeflow(flow, ""), value));
      assertThat(answer.status()).as(route).isPositive();
      assertThat(daemon.isAlive()).as("alive after %s", route).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Composition.class)
  void answersManyLargestBodiesAtOnce(Composition composition) throws IOException {
    String value = composition.of(largest(composition));
    String flow = flow(talk("hello"));
    String activeflow = activeflow(flow, "");
    List<String> all = routes();
    // Each composition has its turn at one route with a body, unless there is time for all.
    List<String> taking = SOAKS ? all : all.stream().filter(HostileRequestsSuite::hasBody).toList();
    int first = SOAKS ? 0 : Math.floorMod(composition.name().hashCode(), taking.size());
    for (int index = first; index < (SOAKS ? taking.size() : first + 1); index++) {
      byte[] body = asked(taking.get(index), flow, activeflow, value);
      List<Answered> answers = allAtOnce(IntStream.range(0, AT_ONCE).mapToObj(n -> body).toList());
      assertThat(answers).as(taking.get(index)).allMatch(answer -> answer.status() > 0);
    }
  }

  @Test
  void deletesManyActiveflowsOfAFlowOfThousandsOfActions() throws IOException {
    String flow =
        flow(
            IntStream.range(0, 5000)
                .mapToObj(n -> talk("Step " + n))
                .collect(Collectors.joining(",")));
    List<String> activeflows = activeflows(flow, AT_ONCE);
    startAnew();

    List<Answered> answers =
        allAtOnce(
            activeflows.stream()
                .map(id -> HostileCaller.request("DELETE", "/v1/activeflows/" + id, ""))
                .toList());

    assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 429);
  }

  private List<String> activeflows(String flow, int count) throws IOException {
    var made = new ArrayList<String>();
    for (int index = 0; index < count; index++) {
      made.add(activeflow(flow, ""));
    }
    return made;
  }

  @ParameterizedTest
  @EnumSource(
      value = Composition.class,
      names = {"PLAIN", "QUOTES", "BACKSLASHES", "EMOJI"})
  void stopsAndPushesWithLongTexts(Composition composition) throws IOException {
    String text = composition.of(MIB);
    String action = "{\"type\":\"talk\",\"option\":{\"text\":%s}}".formatted(text);
    List<String> activeflows = activeflows(flow(action), 40);

    List<Answered> pushed =
        allAtOnce(
            activeflows.stream()
                .map(id ->
                    HostileCaller.request(
                        "POST",
                        "/v1/activeflows/%s/push_actions".formatted(id),
                        "{\"actions\":[%s]}".formatted(action)))
                .toList());
    List<Answered> stopped =
        allAtOnce(
            activeflows.stream()
                .map(id ->
                    HostileCaller.request("POST", "/v1/activeflows/%s/stop".formatted(id), ""))
                .toList());

    assertThat(pushed).allMatch(answer -> answer.status() == 200 || answer.status() == 429);
    assertThat(stopped).allMatch(answer -> answer.status() == 200 || answer.status() == 429);
  }

  @ParameterizedTest
  @EnumSource(
      value = Composition.class,
      names = {"PLAIN", "QUOTES", "CONTROLS", "EMOJI"})
  void readsManyActiveflowsWithLongTexts(Composition composition) throws IOException {
    String text = composition.of(3 * MIB / 4);
    String action = "{\"type\":\"talk\",\"option\":{\"text\":%s}}".formatted(text);
    String flow = flow(String.join(",", action, action, action, action));
    String id = activeflow(flow, "");
    byte[] get = HostileCaller.request("GET", "/v1/activeflows/" + id, "");

    List<Answered> answers = allAtOnce(IntStream.range(0, AT_ONCE).mapToObj(n -> get).toList());

    assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 429);
    assertThat(answers).anyMatch(answer -> answer.status() == 200);
  }

  @ParameterizedTest
  @EnumSource(
      value = Composition.class,
      names = {"PLAIN", "QUOTES"})
  void readsAFlowOfMegabytesManyTimesAtOnce(Composition composition) throws IOException {
    int bytes = Math.min(4 * MIB, largest(composition));
    Answered made = ask("POST", "/v1/flows", everything(NOBODY, composition.of(bytes)));
    byte[] get = HostileCaller.request("GET", "/v1/flows/" + idOf(made), "");

    List<Answered> answers = allAtOnce(IntStream.range(0, AT_ONCE).mapToObj(n -> get).toList());

    assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 429);
    assertThat(answers).anyMatch(answer -> answer.status() == 200);
  }

  @Test
  void goesOnInManyActiveflowsThatFillInALargeVariable() throws IOException {
    String flow =
        flow(IntStream.range(0, 4).mapToObj(n -> talk("${big}")).collect(Collectors.joining(",")));
    List<String> activeflows = activeflows(flow, AT_ONCE);
    for (String id : activeflows) {
      Answered set =
          ask(
              "POST",
              "/v1/variables/%s/variables".formatted(id),
              "{\"variables\":{\"big\":\"%s\"}}".formatted("\\\\".repeat(450_000)));
      assertThat(set.status()).as("%s", set).isEqualTo(200);
    }

    List<Answered> answers =
        allAtOnce(
            activeflows.stream()
                .map(id ->
                    HostileCaller.request(
                        "GET",
                        "/v1/activeflows/%s/next".formatted(id),
                        "{\"current_action_id\":\"00000000-0000-0000-0000-000000000001\"}"))
                .toList());

    assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 429);
    assertThat(answers).anyMatch(answer -> answer.status() == 200);
  }

  /** Actions as JSON of at most so many bytes. */
  private static String answerOf(Composition composition, int bytes) {
    return "[{\"type\":\"talk\",\"option\":{\"text\":%s}}]".formatted(composition.of(bytes - 64));
  }

  private void goesOnAtOnceFrom(String action) throws IOException {
    List<String> activeflows = activeflows(flow(action + "," + talk("hello")), AT_ONCE);

    List<Answered> answers =
        allAtOnce(
            activeflows.stream()
                .map(id ->
                    HostileCaller.request(
                        "GET",
                        "/v1/activeflows/%s/next".formatted(id),
                        "{\"current_action_id\":\"00000000-0000-0000-0000-000000000001\"}"))
                .toList());

    assertThat(answers).allMatch(answer -> answer.status() > 0);
    assertThat(answers).anyMatch(answer -> answer.status() == 200);
  }

  private String fetch() {
    return "{\"type\":\"fetch\",\"option\":{\"event_url\":\"%s\"}}".formatted(peers.address());
  }

  private static String queueJoin() {
    return "{\"type\":\"queue_join\",\"option\":{\"queue_id\":\"%s\"}}"
        .formatted(UUID.randomUUID());
  }

  @ParameterizedTest
  @EnumSource(
      value = Composition.class,
      names = {"PLAIN", "QUOTES", "CONTROLS", "EMOJI"})
  void goesOnWithTheLongestTextsThatAreFetched(Composition composition) throws IOException {
    peers.answering(
        answerOf(composition, MIB - 1024)); // with the fetch, as much as may come in a row

    goesOnAtOnceFrom(fetch());
  }

  @Test
  void goesOnWithThousandsOfShortActionsThatAreFetched() throws IOException {
    peers.answering(
        IntStream.range(0, 9000)
            .mapToObj(n -> talk("Step " + n))
            .collect(Collectors.joining(",", "[", "]")));

    goesOnAtOnceFrom(fetch());
  }

  @ParameterizedTest
  @EnumSource(
      value = Composition.class,
      names = {"PLAIN", "CONTROLS", "EMOJI"})
  void goesOnWithMegabytesThatAQueueAnswers(Composition composition) throws IOException {
    peers.answering(answerOf(composition, 5 * MIB / 2));

    goesOnAtOnceFrom(queueJoin());
  }

  @Test
  void answersRandomBodies() throws IOException {
    String flow = flow(talk("hello"));
    String activeflow = activeflow(flow, "");
    List<String> all = routes();
    var random = new Random(17);
    Composition[] compositions = Composition.values();
    for (int sent = 0; sent < RANDOM_BODIES; sent += RANDOM_AT_ONCE) {
      var bodies = new ArrayList<byte[]>();
      for (int index = 0; index < RANDOM_AT_ONCE; index++) {
        // Most are small; of each thousand a few have 100 KB and more.
        int bytes = (int) Math.exp(Math.pow(random.nextDouble(), 2) * Math.log(MIB / 4.0));
        bodies.add(
            asked(
                all.get(random.nextInt(all.size())),
                flow,
                activeflow,
                compositions[random.nextInt(compositions.length)].of(bytes)));
      }
      assertThat(allAtOnce(bodies)).allMatch(answer -> answer.status() > 0);
    }
  }
}
