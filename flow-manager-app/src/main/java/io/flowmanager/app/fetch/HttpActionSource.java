package io.flowmanager.app.fetch;

import io.flowmanager.app.fetch.Connection.Answer;
import io.flowmanager.app.fetch.WebAddress.Origin;
import io.flowmanager.application.json.ActionJson;
import io.flowmanager.application.json.NewBody;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.application.memory.MessageMemoryLimiter;
import io.flowmanager.application.port.ActionSource;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.step.HttpRequest.FetchActions;
import io.flowmanager.domain.text.Wording;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/**
 * Fetches actions over HTTP/1.1, from public addresses only unless private ones are allowed.
 *
 * <p>The address that was checked is the one that is connected to, also behind a redirect. Each
 * request has a {@link Connection} of its own, so no customer's request finds anything that another
 * one's left behind.
 *
 * <p>An answer that is not small takes room beside the requests that are in work, from when it
 * comes until the work is over that asked for it.
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

  /** The time that one of several addresses of a host may take to accept a connection. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** A token, of RFC 9110. */
  private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final String CONTENT_TYPE = "application/json; charset=utf-8";

  /** A request, and of whom it is asked. */
  private record Hop(WebAddress address, String method, Optional<byte[]> body) {
    Hop asGetTo(WebAddress other) {
      return new Hop(other, "GET", Optional.empty());
    }

    Hop repeatedTo(WebAddress other) {
      return new Hop(other, method, body);
    }

    ClassicHttpRequest request() {
      var request = new BasicClassicHttpRequest(method, address.scheme(), null, address.target());
      request.setHeader("Host", address.authority());
      request.setHeader("User-Agent", "flow-manager");
      request.setHeader("Accept", "application/json");
      request.setHeader("Connection", "close");
      body.ifPresent(bytes -> {
        request.setHeader("Content-Type", CONTENT_TYPE);
        request.setHeader("Content-Length", bytes.length);
        request.setEntity(new ByteArrayEntity(bytes, null));
      });
      return request;
    }
  }

  private final Resolver resolver;
  private final Predicate<InetAddress> allowed;
  private final TrustManager[] trusted;
  private final Duration timeout;
  private final MessageMemoryLimiter room;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param allowPrivate whether also addresses are asked that are not public
   * @param room for what is answered
   */
  public HttpActionSource(boolean allowPrivate, MessageMemoryLimiter room) {
    this(
        new Resolver(InetAddress::getAllByName),
        allowPrivate ? address -> true : PublicAddresses::contain,
        standardTrust(),
        TIMEOUT,
        room);
  }

  HttpActionSource(
      Resolver resolver,
      Predicate<InetAddress> allowed,
      TrustManager[] trusted,
      Duration timeout,
      MessageMemoryLimiter room) {
    this.room = room;
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
   *     SERVICE_UNAVAILABLE no answer in time, or no memory for it for now; UNEXPECTED_ANSWER
   *     another status than 200, no list of actions, too long, or a redirect that is not followed
   */
  @Override
  public List<Action> fetch(FetchActions request) {
    MessageMemoryLimiter.Reservation reserved = room.reservation();
    boolean isFetched = false;
    try {
      List<Action> actions = fetch(request, reserved);
      reserved.giveBackAtEnd();
      isFetched = true;
      return actions;
    } finally {
      if (!isFetched) {
        reserved.giveBack();
      }
    }
  }

  private List<Action> fetch(FetchActions request, MessageMemoryLimiter.Reservation reserved) {
    var deadline = Deadline.in(timeout);
    String method = checked(request.method().isEmpty() ? "GET" : request.method());
    var hop =
        new Hop(WebAddress.of(request.uri(), Origin.AUTHOR), method, Optional.of(bodyOf(request)));
    for (int redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      Answer answer = send(hop, deadline, reserved);
      Optional<Hop> next = redirected(hop, answer);
      if (next.isEmpty()) {
        return actions(hop, answer, reserved);
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

  /** The address to go to instead; empty: the answer is the last one. */
  private static Optional<Hop> redirected(Hop hop, Answer answer) {
    return switch (answer.status()) {
      case 301, 302, 303 -> Optional.of(hop.asGetTo(location(hop, answer)));
      case 307, 308 -> Optional.of(hop.repeatedTo(location(hop, answer)));
      default -> Optional.empty();
    };
  }

  private static WebAddress location(Hop hop, Answer answer) {
    String location =
        answer
            .location()
            .orElseThrow(
                () -> unexpected(hop, "redirect somewhere", "the status is " + answer.status()));
    return hop.address().redirectedTo(location);
  }

  private List<Action> actions(Hop hop, Answer answer, MessageMemoryLimiter.Reservation reserved) {
    if (answer.status() != OK) {
      throw unexpected(hop, "answer with status " + OK, "it is " + answer.status());
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
    long weight = MessageMemoryLimiter.weigh(json);
    if (!room.everHas(weight)) {
      throw unexpected(hop, "answer with less", "it takes %d bytes of memory".formatted(weight));
    }
    try {
      reserved.growTo(weight);
    } catch (FlowException noRoom) {
      throw unavailable(
          hop,
          "there is no memory for now for the %d bytes that came".formatted(json.length),
          noRoom);
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

  private Answer send(Hop hop, Deadline deadline, MessageMemoryLimiter.Reservation reserved) {
    Iterator<InetAddress> addresses = addressesOf(hop.address(), deadline).iterator();
    while (true) {
      InetAddress address = addresses.next();
      try {
        return send(hop, address, deadline, addresses.hasNext(), reserved);
      } catch (Connection.Unreachable unreachable) {
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
   * On a thread that can be interrupted: no way of limiting single reads limits all of them.
   *
   * @throws Connection.Unreachable nothing has been sent
   */
  private Answer send(
      Hop hop,
      InetAddress address,
      Deadline deadline,
      boolean hasOthers,
      MessageMemoryLimiter.Reservation reserved)
      throws Connection.Unreachable {
    Duration patience = hasOthers ? CONNECT_TIMEOUT : timeout;
    Future<Answer> answer =
        threads.submit(() -> {
          try (var connection = Connection.open(hop.address(), address, trusted, patience)) {
            return connection.ask(hop.request(), OK, ANSWER_BYTES_MAX, reserved);
          }
        });
    try {
      return answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw unavailable(hop, "it did not within " + Wording.duration(timeout), late);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Connection.Unreachable unreachable) {
        throw unreachable;
      }
      if (failed.getCause() instanceof FlowException noRoom) {
        throw unavailable(hop, "there is no memory for now for what comes", noRoom);
      }
      throw unavailable(hop, "the connection failed", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unavailable(hop, "the wait was interrupted", interrupted);
    } finally {
      answer.cancel(true); // closes what is still open
    }
  }

  /** A request is lines of text: a method with anything else in it would be more than one. */
  private static String checked(String method) {
    if (!METHOD.matcher(method).matches() || method.equals("CONNECT")) {
      throw new FlowException(
          Reason.INVALID_OPTION,
          "Expected event_method to be an HTTP method, but it is \"%s\"".formatted(method));
    }
    return method;
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
