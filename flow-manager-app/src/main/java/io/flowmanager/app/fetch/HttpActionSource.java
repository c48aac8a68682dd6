package io.flowmanager.app.fetch;

import io.flowmanager.app.fetch.WebAddress.Origin;
import io.flowmanager.application.json.ActionJson;
import io.flowmanager.application.json.NewBody;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.application.port.ActionSource;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.step.HttpRequest.FetchActions;
import io.flowmanager.domain.wording.Wording;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Fetches actions over HTTP/1.1, from public addresses only unless private ones are allowed.
 *
 * <p>The address that was checked is the one that is connected to, also behind a redirect: the
 * client is given the address, and the host by its name only in the Host header and for TLS, which
 * checks the certificate against the name. A client can present one name only, so each request has
 * a client of its own; no connection is kept. Proxies that the process is told of are not used, for
 * nothing could be checked behind them.
 */
public final class HttpActionSource implements ActionSource {
  /** For all of it: names, connections, redirects and the last byte. A caller waits meanwhile. */
  public static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** Some thousand actions; more than a flow may have. */
  static final int ANSWER_BYTES_MAX = 1 << 20;

  /** More than a flow's actions have; each takes some hundred bytes of memory. */
  static final int VALUES_MAX = 150_000;

  static final int REDIRECTS_MAX = 10;

  private static final int OK = 200;

  /** How long one of several addresses of a host may take to accept a connection. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private static final String CONTENT_TYPE = "application/json; charset=utf-8";

  private static final String RESTRICTED_HEADERS = "jdk.httpclient.allowRestrictedHeaders";

  static {
    // Read once, when the first client of the process is made. Without it every fetch fails.
    String allowed = System.getProperty(RESTRICTED_HEADERS, "");
    System.setProperty(RESTRICTED_HEADERS, allowed.isEmpty() ? "host" : allowed + ",host");
  }

  /** A request, and of whom it is asked. */
  private record Hop(WebAddress address, String method, Optional<byte[]> body) {
    Hop asGetTo(WebAddress other) {
      return new Hop(other, "GET", Optional.empty());
    }

    Hop repeatedTo(WebAddress other) {
      return new Hop(other, method, body);
    }

    HttpRequest request(InetAddress at) {
      var request =
          HttpRequest.newBuilder(address.at(at))
              .header("Host", address.authority())
              .header("User-Agent", "flow-manager")
              .header("Accept", "application/json");
      body.ifPresent(bytes -> request.header("Content-Type", CONTENT_TYPE));
      return request
          .method(method, body.map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody))
          .build();
    }
  }

  private final Resolver resolver;
  private final Predicate<InetAddress> allowed;
  private final TrustManager[] trusted;
  private final Duration timeout;
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param allowPrivate whether also addresses are asked that are not public
   */
  public HttpActionSource(boolean allowPrivate) {
    this(
        new Resolver(InetAddress::getAllByName),
        allowPrivate ? address -> true : PublicAddresses::contain,
        standardTrust(),
        TIMEOUT);
  }

  HttpActionSource(
      Resolver resolver, Predicate<InetAddress> allowed, TrustManager[] trusted, Duration timeout) {
    this.resolver = resolver;
    this.allowed = allowed;
    this.trusted = trusted.clone();
    this.timeout = timeout;
  }

  private static TrustManager[] standardTrust() {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * @throws FlowException INVALID_OPTION the address or the method can't be used;
   *     SERVICE_UNAVAILABLE no answer in time; UNEXPECTED_ANSWER another status than 200, no list
   *     of actions, too long, or a redirect that is not followed
   */
  @Override
  public List<Action> fetch(FetchActions request) {
    var deadline = Deadline.in(timeout);
    String method = request.method().isEmpty() ? "GET" : request.method();
    var hop =
        new Hop(WebAddress.of(request.uri(), Origin.AUTHOR), method, Optional.of(bodyOf(request)));
    for (int redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      HttpResponse<Optional<byte[]>> answer = send(hop, deadline);
      Optional<Hop> next = redirected(hop, answer);
      if (next.isEmpty()) {
        return actions(hop, answer);
      }
      hop = next.get();
    }
    throw unexpected(
        hop, "redirect at most %d times".formatted(REDIRECTS_MAX), "it does so more often");
  }

  private static byte[] bodyOf(FetchActions request) {
    var body =
        new NewBody()
            .id("activeflow_id", request.activeflow().value())
            .id("reference_id", request.reference().id().value());
    if (request.reference().type() == ReferenceType.CALL) {
      body.id("call_id", request.reference().id().value()); // all that the first version sent
    }
    return body.json().utf8();
  }

  /** Where to go instead; empty: the answer is the last one. */
  private static Optional<Hop> redirected(Hop hop, HttpResponse<?> answer) {
    return switch (answer.statusCode()) {
      case 301, 302, 303 -> Optional.of(hop.asGetTo(location(hop, answer)));
      case 307, 308 -> Optional.of(hop.repeatedTo(location(hop, answer)));
      default -> Optional.empty();
    };
  }

  private static WebAddress location(Hop hop, HttpResponse<?> answer) {
    String location =
        answer
            .headers()
            .firstValue("Location")
            .orElseThrow(() ->
                unexpected(hop, "redirect somewhere", "the status is " + answer.statusCode()));
    return hop.address().redirectedTo(location);
  }

  private static List<Action> actions(Hop hop, HttpResponse<Optional<byte[]>> answer) {
    if (answer.statusCode() != OK) {
      throw unexpected(hop, "answer with status " + OK, "it is " + answer.statusCode());
    }
    byte[] json =
        answer
            .body()
            .orElseThrow(() ->
                unexpected(
                    hop, "answer with at most %d bytes".formatted(ANSWER_BYTES_MAX), "it is more"));
    if (ValueJson.countIn(json) > VALUES_MAX) {
      throw unexpected(
          hop, "answer with at most %d values and names".formatted(VALUES_MAX), "it is more");
    }
    try {
      return ActionJson.readAll(ValueJson.read(json));
    } catch (FlowException unreadable) {
      throw new FlowException(
          Reason.UNEXPECTED_ANSWER,
          "Expected %s to answer with a list of actions, but: %s"
              .formatted(hop.address(), unreadable.getMessage()),
          unreadable);
    }
  }

  private HttpResponse<Optional<byte[]>> send(Hop hop, Deadline deadline) {
    Iterator<InetAddress> addresses = addressesOf(hop.address(), deadline).iterator();
    while (true) {
      InetAddress address = addresses.next();
      try {
        return send(hop, address, deadline, addresses.hasNext());
      } catch (ConnectException | HttpConnectTimeoutException unreachable) {
        if (!addresses.hasNext() || deadline.isOver()) {
          throw unavailable(hop, "it can't be reached", unreachable);
        }
      }
    }
  }

  /** All of them have to be allowed: a name with one that is not is after something. */
  private List<InetAddress> addressesOf(WebAddress address, Deadline deadline) {
    List<InetAddress> addresses = resolver.addressesOf(address.host(), deadline);
    if (!addresses.stream().allMatch(allowed)) {
      throw address.refusing("a public address", "%s is not".formatted(address));
    }
    return addresses;
  }

  /**
   * @throws ConnectException nothing has been sent
   * @throws HttpConnectTimeoutException nothing has been sent
   */
  private HttpResponse<Optional<byte[]>> send(
      Hop hop, InetAddress address, Deadline deadline, boolean hasOthers)
      throws ConnectException, HttpConnectTimeoutException {
    HttpRequest request = request(hop, address);
    HttpClient client = client(hop.address(), hasOthers ? CONNECT_TIMEOUT : timeout);
    CompletableFuture<HttpResponse<Optional<byte[]>>> answer =
        client.sendAsync(
            request, head -> new LimitedBody(head.statusCode() == OK ? ANSWER_BYTES_MAX : 0));
    try {
      return answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw unavailable(hop, "it did not within " + Wording.duration(timeout), late);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ConnectException unreachable) {
        throw unreachable;
      }
      if (failed.getCause() instanceof HttpConnectTimeoutException unreachable) {
        throw unreachable;
      }
      throw unavailable(hop, "the connection failed", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unavailable(hop, "the wait was interrupted", interrupted);
    } finally {
      client.shutdownNow(); // also ends what is still under way
    }
  }

  private static HttpRequest request(Hop hop, InetAddress address) {
    try {
      return hop.request(address);
    } catch (IllegalArgumentException unusable) {
      throw new FlowException(
          Reason.INVALID_OPTION,
          "Expected event_method to be an HTTP method, but it is \"%s\"".formatted(hop.method()),
          unusable);
    }
  }

  private HttpClient client(WebAddress address, Duration connectTimeout) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(HttpClient.Builder.NO_PROXY)
        .connectTimeout(connectTimeout)
        .sslContext(tls())
        .sslParameters(address.identity())
        .executor(threads)
        .build();
  }

  /**
   * One that remembers nothing: sessions are kept by address, and a name would be believed without
   * a certificate where another name has the same address.
   */
  private SSLContext tls() {
    try {
      var tls = SSLContext.getInstance("TLS");
      tls.init(new KeyManager[0], trusted, new SecureRandom());
      return tls;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static FlowException unavailable(Hop hop, String found, Exception cause) {
    return new FlowException(
        Reason.SERVICE_UNAVAILABLE,
        "Expected %s to answer, but %s".formatted(hop.address(), found),
        cause);
  }

  private static FlowException unexpected(Hop hop, String wanted, String found) {
    return new FlowException(
        Reason.UNEXPECTED_ANSWER,
        "Expected %s to %s, but %s".formatted(hop.address(), wanted, found));
  }
}
