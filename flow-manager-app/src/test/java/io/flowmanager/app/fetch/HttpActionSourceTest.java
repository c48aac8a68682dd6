package io.flowmanager.app.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.memory.MessageMemoryLimiter;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.HttpRequest.FetchActions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpActionSourceTest {
  private static final ActiveflowId ACTIVEFLOW =
      new ActiveflowId(UUID.fromString("af000000-0000-4000-8000-000000000001"));
  private static final ReferenceId REFERENCE =
      new ReferenceId(UUID.fromString("ca000000-0000-4000-8000-000000000001"));
  private static final String ACTIONS =
      """
      [{"id":"a0000000-0000-4000-8000-000000000071","type":"talk","option":{"text":"hi"}}]\
      """;

  /** The only address that may be asked in these tests; the others stand for private ones. */
  private static final InetAddress ALLOWED = address("127.0.0.1");

  private static final TrustManager[] TRUSTING_NOBODY = {};

  /** Long enough that nothing that works takes as long. */
  private static final Duration PATIENT = Duration.ofSeconds(30);

  private static final Duration IMPATIENT = Duration.ofMillis(400);

  /** More than any of these answers takes, but for one. */
  private final MemoryLimiter memory = new MemoryLimiter(32_000_000, Duration.ofMillis(50));

  private final MessageMemoryLimiter room = new MessageMemoryLimiter(32_000_000, memory);

  /** What was asked of the server, as "METHOD path". */
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

  private final AtomicInteger searches = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server = start(plain());

  /** What a server saw of a request. */
  private record Seen(String method, String host, List<String> contentType, String body) {}

  private final ConcurrentLinkedQueue<Seen> seen = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void serveActions() {
    serve("/actions", answer(200, ACTIONS));
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  @Test
  void tellsTheServerWhatTheFlowRunsFor() {
    fetch("http://actions.example:%d/actions".formatted(port()), "POST");

    assertThat(seen)
        .containsExactly(
            new Seen(
                "POST",
                "actions.example:" + port(),
                List.of("application/json; charset=utf-8"),
                """
                {"activeflow_id":"af000000-0000-4000-8000-000000000001",\
                "reference_id":"ca000000-0000-4000-8000-000000000001",\
                "call_id":"ca000000-0000-4000-8000-000000000001"}\
                """));
  }

  @Test
  void namesACallOnlyWhereThereIsOne() {
    source(PATIENT)
        .fetch(
            new FetchActions(
                at("/actions"),
                "GET",
                ACTIVEFLOW,
                new Reference(ReferenceType.CONVERSATION, REFERENCE)));

    assertThat(seen)
        .extracting(Seen::body)
        .allSatisfy(body -> assertThat(body).contains("reference_id").doesNotContain("call_id"));
  }

  @Test
  void asksWithGetAndTheSameBodyWhereTheAuthorNamesNoMethod() {
    fetch(at("/actions"), "");

    assertThat(seen).extracting(Seen::method).containsExactly("GET");
    assertThat(seen)
        .extracting(Seen::body)
        .allSatisfy(body -> assertThat(body).contains("activeflow_id"));
  }

  @Test
  void givesTheActionsAsTheyCame() {
    List<Action> actions = fetch(at("/actions"), "GET");

    assertThat(actions).extracting(Action::type).containsExactly("talk");
    assertThat(actions).extracting(action -> action.options().text("text")).containsExactly("hi");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", " [ ] \n"})
  void takesNullAndTheEmptyListForNoActions(String nothing) {
    serve("/nothing", answer(200, nothing));

    assertThat(fetch(at("/nothing"), "GET")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "actions", "{\"actions\":[]}", "[1]", "[{\"id\":5}]", "[] []"})
  void expectsAListOfActions(String something) {
    serve("/something", answer(200, something));

    assertThat(failureOf(at("/something"), "GET")).isEqualTo(Reason.UNEXPECTED_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 300, 304, 404, 500})
  void expectsStatus200(int status) {
    serve(
        "/status",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });

    assertThat(failureOf(at("/status"), "GET")).isEqualTo(Reason.UNEXPECTED_ANSWER);
  }

  @Test
  void readsAnAnswerOfTheFullLength() {
    serve("/long", answer(200, " ".repeat(HttpActionSource.ANSWER_BYTES_MAX - 2) + "[]"));

    assertThat(fetch(at("/long"), "GET")).isEmpty();
  }

  @Test
  void readsNoAnswerThatIsLonger() {
    serve("/long", answer(200, " ".repeat(HttpActionSource.ANSWER_BYTES_MAX - 1) + "[]"));

    assertThat(failureOf(at("/long"), "GET")).isEqualTo(Reason.UNEXPECTED_ANSWER);
  }

  @Test
  void readsNoAnswerOfMoreValuesThanThereIsMemoryFor() {
    serve("/many", answer(200, "[" + "1,".repeat(HttpActionSource.VALUES_MAX) + "1]"));

    assertThatThrownBy(() -> fetch(at("/many"), "GET"))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("at most %d values".formatted(HttpActionSource.VALUES_MAX));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 500})
  void waitsForNoEndOfAnEndlessAnswer(int status) {
    serve(
        "/endless",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/actions");
          exchange.sendResponseHeaders(status, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            while (end.getCount() > 0) {
              body.write(new byte[8192]);
            }
          }
        });

    if (status == 302) {
      assertThat(fetch(at("/endless"), "GET")).hasSize(1);
    } else {
      assertThat(failureOf(at("/endless"), "GET")).isEqualTo(Reason.UNEXPECTED_ANSWER);
    }
  }

  @Test
  void waitsNoLongerForAnAnswerThatTrickles() {
    serve(
        "/trickle",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          trickle(exchange.getResponseBody());
        });

    assertThat(failureOf(source(IMPATIENT), at("/trickle"), "GET"))
        .isEqualTo(Reason.SERVICE_UNAVAILABLE);
  }

  @Test
  void waitsNoLongerForHeadersThatTrickle() throws IOException {
    try (var slow = new ServerSocket(0, 5, ALLOWED)) {
      Thread.startVirtualThread(() -> {
        try (Socket connection = slow.accept()) {
          connection.getOutputStream().write("HTTP/1.1 200 OK\r\nX: ".getBytes(UTF_8));
          trickle(connection.getOutputStream());
        } catch (IOException gone) {
          // it gave up
        }
      });

      assertThat(
              failureOf(
                  source(IMPATIENT), "http://127.0.0.1:%d/".formatted(slow.getLocalPort()), "GET"))
          .isEqualTo(Reason.SERVICE_UNAVAILABLE);
    }
  }

  @Test
  void waitsNoLongerForAServerThatSaysNothing() throws IOException {
    try (var silent = new ServerSocket(0, 5, ALLOWED)) {
      assertThat(
              failureOf(
                  source(IMPATIENT),
                  "http://127.0.0.1:%d/".formatted(silent.getLocalPort()),
                  "GET"))
          .isEqualTo(Reason.SERVICE_UNAVAILABLE);
    }
  }

  @Test
  void waitsNoLongerForANameThatNobodyKnowsOf() {
    assertThat(failureOf(source(IMPATIENT), "http://hanging.example/", "GET"))
        .isEqualTo(Reason.SERVICE_UNAVAILABLE);
  }

  @Test
  void failsAtOnceWhereThereIsNoSuchName() {
    assertThat(failureOf("http://nowhere.example/", "GET")).isEqualTo(Reason.SERVICE_UNAVAILABLE);
  }

  @Test
  void failsAtOnceWhereNobodyListens() {
    server.stop(0);

    assertThat(failureOf(at("/actions"), "GET")).isEqualTo(Reason.SERVICE_UNAVAILABLE);
  }

  @Test
  void givesUpWhenItIsInterruptedAndSaysSo() {
    serve("/never", exchange -> await(end));
    Thread.currentThread().interrupt();

    assertThat(failureOf(at("/never"), "GET")).isEqualTo(Reason.SERVICE_UNAVAILABLE);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void triesTheNextAddressWhereNobodyListensAtTheFirst() {
    var everywhere =
        new HttpActionSource(
            new Resolver(this::search), address -> true, TRUSTING_NOBODY, PATIENT, room);

    assertThat(
            everywhere.fetch(
                onCall("http://two-homes.example:%d/actions".formatted(port()), "GET")))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303})
  void asksWithGetAndNoBodyWhereItIsSentElsewhere(int status) {
    serve("/moved", redirect(status, "/actions"));

    assertThat(fetch(at("/moved"), "POST")).hasSize(1);

    assertThat(asked).containsExactly("POST /moved", "GET /actions");
    assertThat(seen).extracting(Seen::body).containsExactly("");
    assertThat(seen).extracting(Seen::contentType).containsExactly(List.of());
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 308})
  void asksTheSameElsewhereWhereItIsToldTo(int status) {
    serve("/moved", redirect(status, "http://other.example:%d/actions".formatted(port())));

    assertThat(fetch(at("/moved"), "PUT")).hasSize(1);

    assertThat(asked).containsExactly("PUT /moved", "PUT /actions");
    assertThat(seen).extracting(Seen::host).containsExactly("other.example:" + port());
    assertThat(seen)
        .extracting(Seen::body)
        .allSatisfy(body -> assertThat(body).contains("activeflow_id"));
  }

  @Test
  void followsTenRedirects() {
    var left = new AtomicInteger(HttpActionSource.REDIRECTS_MAX);
    serve(
        "/chain",
        exchange ->
            redirect(302, left.decrementAndGet() > 0 ? "/chain" : "/actions").handle(exchange));

    assertThat(fetch(at("/chain"), "GET")).hasSize(1);
  }

  @Test
  void followsNoLoop() {
    serve("/loop", redirect(302, "/loop"));

    assertThat(failureOf(at("/loop"), "GET")).isEqualTo(Reason.UNEXPECTED_ANSWER);

    assertThat(asked).hasSize(1 + HttpActionSource.REDIRECTS_MAX);
  }

  @Test
  void followsNoRedirectToNowhere() {
    serve(
        "/moved",
        exchange -> {
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });

    assertThat(failureOf(at("/moved"), "GET")).isEqualTo(Reason.UNEXPECTED_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://private.example/actions",
        "http://127.0.0.2/actions",
        "file:///etc/passwd",
        "http://user:secret@actions.example/",
        "ftp://actions.example/actions",
        "http://"
      })
  void followsNoRedirectToWhatItWouldNotAskItself(String location) {
    serve("/moved", redirect(302, location));

    assertThat(failureOf(at("/moved"), "GET")).isEqualTo(Reason.UNEXPECTED_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://private.example/actions",
        "http://127.0.0.2/actions",
        // one of its addresses is allowed
        "http://two-homes.example/actions"
      })
  void asksNoPrivateAddress(String uri) {
    assertThat(failureOf(uri, "GET")).isEqualTo(Reason.INVALID_OPTION);
  }

  @Test
  void asksTheAddressThatItChecked() {
    assertThat(fetch("http://rebinding.example:%d/actions".formatted(port()), "GET")).hasSize(1);

    assertThat(searches).hasValue(1);
  }

  @Test
  void seesThroughOtherWaysToWriteAPrivateAddress() {
    var production = new HttpActionSource(false, room);

    assertThat(failureOf(production, "http://2130706433/", "GET")).isEqualTo(Reason.INVALID_OPTION);
    assertThat(failureOf(production, "http://[::ffff:127.0.0.1]/", "GET"))
        .isEqualTo(Reason.INVALID_OPTION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "actions",
        "/actions",
        "file:///etc/passwd",
        "ftp://actions.example/",
        "http:///actions",
        "http:actions.example",
        "http://0x7f.1/",
        "http://user@actions.example/",
        "http://user:secret@actions.example/",
        "http://actions.example:0/",
        "http://actions.example:65536/",
        "http://actions.example:port/",
        "http://actions.example\r\nX: y/",
        "http://ä.example/",
        "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example/"
      })
  void expectsTheUrlOfAServer(String uri) {
    assertThat(failureOf(uri, "GET")).isEqualTo(Reason.INVALID_OPTION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /", "GET\r\nX: y", "CONNECT", "\u00e4"})
  void expectsAMethodOfHttp(String method) {
    assertThat(failureOf(at("/actions"), method)).isEqualTo(Reason.INVALID_OPTION);
    assertThat(asked).isEmpty();
  }

  @Test
  void encodesWhatAuthorsForgetToEncode() {
    serve("/a b", answer(200, "[]"));

    fetch(at("/a b?name=J\u00fcrgen {x}\r\nX: y"), "GET");

    assertThat(asked).containsExactly("GET /a%20b?name=J%C3%BCrgen%20%7Bx%7D%0D%0AX:%20y");
  }

  @Test
  void saysNothingOfPathAndQuery() {
    FlowException failure =
        catchThrowableOfType(FlowException.class, () -> fetch(at("/missing?token=secret"), "GET"));

    assertThat(failure).hasMessageContaining("127.0.0.1").hasMessageNotContaining("changeit");
  }

  @Test
  void asksPublicAddressesOnlyUnlessItIsToldOtherwise() {
    FetchActions request = onCall("http://localhost:%d/actions".formatted(port()), "GET");

    assertThat(new HttpActionSource(true, room).fetch(request)).hasSize(1);
    assertThat(failureOf(new HttpActionSource(false, room), request.uri(), "GET"))
        .isEqualTo(Reason.INVALID_OPTION);
  }

  @Test
  void presentsAndChecksTheNameOfASecureServer(@TempDir Path folder) throws Exception {
    Identity identity = identityOf("actions.example", folder);
    server.stop(0);
    server = start(secure(identity.server()));
    serve("/actions", answer(200, ACTIONS));
    var source =
        new HttpActionSource(
            new Resolver(this::search), ALLOWED::equals, identity.trusted(), PATIENT, room);

    assertThat(source.fetch(onCall("https://actions.example:%d/actions".formatted(port()), "GET")))
        .hasSize(1);
    // the same server and address, but a name that is not in its certificate
    assertThat(failureOf(source, "https://other.example:%d/actions".formatted(port()), "GET"))
        .isEqualTo(Reason.SERVICE_UNAVAILABLE);
    assertThat(failureOf(source, "https://127.0.0.1:%d/actions".formatted(port()), "GET"))
        .isEqualTo(Reason.SERVICE_UNAVAILABLE);
    assertThat(seen).hasSize(1);
  }

  @Test
  void trustsNoCertificateThatNobodyVouchesFor(@TempDir Path folder) throws Exception {
    server.stop(0);
    server = start(secure(identityOf("actions.example", folder).server()));
    serve("/actions", answer(200, ACTIONS));

    assertThat(failureOf("https://actions.example:%d/actions".formatted(port()), "GET"))
        .isEqualTo(Reason.SERVICE_UNAVAILABLE);
  }

  /** A list of one action, as JSON. */
  private static String actionOf(String text) {
    return "[{\"type\":\"talk\",\"option\":{\"text\":\"%s\"}}]".formatted(text);
  }

  @Test
  void takesRoomForALongAnswerUntilTheWorkIsOverThatAsked() {
    String answer = actionOf("x".repeat(200_000));
    serve("/long", answer(200, answer));

    memory.within(() -> {
      assertThat(fetch(at("/long"), "GET")).hasSize(1);
      assertThat(room.taken())
          .isEqualTo(MessageMemoryLimiter.weigh(answer.getBytes(UTF_8)))
          .isPositive();
      assertThat(fetch(at("/long"), "GET")).hasSize(1);
      assertThat(room.taken()).isEqualTo(2 * MessageMemoryLimiter.weigh(answer.getBytes(UTF_8)));
    });

    assertThat(room.taken()).isZero();
  }

  @Test
  void hasNoLongAnswerWhereOthersHaveTheRoomForIt() {
    String answer = actionOf("x".repeat(200_000));
    serve("/long", answer(200, answer));
    long others = 32_000_000 - MessageMemoryLimiter.weigh(answer.getBytes(UTF_8)) + 1;
    room.take(others);

    memory.within(() -> {
      assertThat(failureOf(at("/long"), "GET")).isEqualTo(Reason.SERVICE_UNAVAILABLE);
      assertThat(room.taken()).isEqualTo(others);
      assertThat(fetch(at("/actions"), "GET")).hasSize(1);
    });
    room.giveBack(others);
    assertThat(fetch(at("/long"), "GET")).hasSize(1);
    assertThat(room.taken()).isZero();
  }

  @Test
  void readsNoFurtherThanThereIsRoom() {
    serve(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[20_000]);
          exchange.getResponseBody().flush();
          await(end);
        });
    room.take(32_000_000);

    assertThat(failureOf(at("/slow"), "GET")).isEqualTo(Reason.SERVICE_UNAVAILABLE);
    assertThat(room.taken()).isEqualTo(32_000_000);
  }

  @Test
  void takesNoRoomForAnAnswerThatNeverEnds() {
    serve(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[20_000]);
          exchange.getResponseBody().flush();
          await(end);
        });

    memory.within(() -> {
      assertThat(failureOf(source(IMPATIENT), at("/slow"), "GET"))
          .isEqualTo(Reason.SERVICE_UNAVAILABLE);
      assertThat(room.taken()).isZero();
    });
  }

  @Test
  void takesNoAnswerThatThereIsNeverRoomFor() {
    // 64 000 actions
    serve("/many", answer(200, "[" + "{\"type\":\"\"},".repeat(64_000) + "{}]"));

    assertThat(failureOf(at("/many"), "GET")).isEqualTo(Reason.UNEXPECTED_ANSWER);
    assertThat(room.taken()).isZero();
  }

  private InetAddress[] search(String host) throws UnknownHostException {
    int before = searches.getAndIncrement();
    return switch (host) {
      case "actions.example", "other.example" -> new InetAddress[] {ALLOWED};
      case "private.example" -> new InetAddress[] {address("127.0.0.2")};
      case "two-homes.example" -> new InetAddress[] {address("127.0.0.2"), ALLOWED};
      case "rebinding.example" -> new InetAddress[] {before == 0 ? ALLOWED : address("127.0.0.2")};
      case "hanging.example" -> {
        await(end);
        throw new UnknownHostException(host);
      }
      case "nowhere.example" -> throw new UnknownHostException(host);
      default -> InetAddress.getAllByName(host); // an address: nobody is asked
    };
  }

  private HttpActionSource source(Duration timeout) {
    return new HttpActionSource(
        new Resolver(this::search), ALLOWED::equals, TRUSTING_NOBODY, timeout, room);
  }

  private List<Action> fetch(String uri, String method) {
    return source(PATIENT).fetch(onCall(uri, method));
  }

  private static FetchActions onCall(String uri, String method) {
    return new FetchActions(uri, method, ACTIVEFLOW, new Reference(ReferenceType.CALL, REFERENCE));
  }

  private Reason failureOf(String uri, String method) {
    return failureOf(source(PATIENT), uri, method);
  }

  private static Reason failureOf(HttpActionSource source, String uri, String method) {
    FlowException failure =
        catchThrowableOfType(FlowException.class, () -> source.fetch(onCall(uri, method)));
    assertThat(failure).isNotNull();
    return Reason.valueOf(failure.reason());
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private String at(String path) {
    return "http://127.0.0.1:%d%s".formatted(port(), path);
  }

  private void serve(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          asked.add(exchange.getRequestMethod() + ' ' + exchange.getRequestURI());
          handler.handle(exchange);
        });
  }

  private HttpHandler answer(int status, String body) {
    return exchange -> {
      seen.add(seenOf(exchange));
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    };
  }

  private static Seen seenOf(HttpExchange exchange) throws IOException {
    try (InputStream body = exchange.getRequestBody()) {
      return new Seen(
          exchange.getRequestMethod(),
          exchange.getRequestHeaders().getFirst("Host"),
          exchange.getRequestHeaders().getOrDefault("Content-Type", List.of()),
          new String(body.readAllBytes(), UTF_8));
    }
  }

  private static HttpHandler redirect(int status, String location) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    };
  }

  /** A byte after the other, each in good time, for ever. */
  private void trickle(OutputStream out) throws IOException {
    while (!awaitBriefly(end)) {
      out.write(' ');
      out.flush();
    }
  }

  private static boolean awaitBriefly(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      return true;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  private static HttpServer plain() {
    try {
      return HttpServer.create(new InetSocketAddress(ALLOWED, 0), 0);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static HttpServer secure(SSLContext tls) throws IOException {
    var secure = HttpsServer.create(new InetSocketAddress(ALLOWED, 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(tls));
    return secure;
  }

  private static HttpServer start(HttpServer made) {
    made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    made.start();
    return made;
  }

  /** What a server of this name needs, and whom its clients have to trust. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Identity(SSLContext server, TrustManager[] trusted) {}

  private static Identity identityOf(String name, Path folder) throws Exception {
    Path file = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor())
        .describedAs(new String(keytool.getInputStream().readAllBytes(), UTF_8))
        .isZero();
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, "changeit".toCharArray());
    }
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, "changeit".toCharArray());
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate(keys.aliases().nextElement()));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), new TrustManager[0], new SecureRandom());
    return new Identity(context, trust.getTrustManagers());
  }
}
