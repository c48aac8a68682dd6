package io.flowmanager.app.fetch;

import io.flowmanager.application.json.ActionJson;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.application.port.ActionSource;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.step.HttpRequest.FetchActions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks over HTTP. All of it, redirects included, is over within {@link #TIME_MAX}; an answer has
 * {@link #ANSWER_BYTES_MAX} at most; and private addresses are not asked unless that is allowed.
 *
 * <p>A name's addresses are looked at before it is asked. The JVM keeps them for 30 seconds, so the
 * connection goes to the same ones.
 */
public final class HttpActionSource implements ActionSource {
  static final Duration TIME_MAX = Duration.ofSeconds(5);
  static final int ANSWER_BYTES_MAX = 1024 * 1024;
  static final int REDIRECTS_MAX = 10;

  private static final Set<Integer> REDIRECTS_AS_GET = Set.of(301, 302, 303);
  private static final Set<Integer> REDIRECTS_AS_IT_WAS = Set.of(307, 308);

  private final boolean allowPrivate;
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TIME_MAX)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  public HttpActionSource(boolean allowPrivate) {
    this.allowPrivate = allowPrivate;
  }

  @Override
  public List<Action> fetch(FetchActions request) {
    var answer = new FutureTask<>(() -> ask(request));
    Thread asking = Thread.ofVirtual().name("fetch").start(answer);
    try {
      return actions(request, answer.get(TIME_MAX.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      asking.interrupt();
      throw unavailable(request, "it did not answer within " + TIME_MAX.toSeconds() + " s", late);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof FlowException refusal
          ? refusal
          : unavailable(request, "it can't be asked: " + failed.getCause(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unavailable(request, "the wait for it was interrupted", interrupted);
    }
  }

  private byte[] ask(FetchActions request) throws IOException, InterruptedException {
    URI uri = uri(request, request.uri());
    String method = request.method();
    BodyPublisher body = BodyPublishers.ofByteArray(body(request));
    for (int redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      requireAllowed(request, uri);
      HttpResponse<InputStream> response =
          client.send(http(uri, method, body), BodyHandlers.ofInputStream());
      try (InputStream content = response.body()) {
        int status = response.statusCode();
        if (status == 200) {
          return upToMost(request, content);
        }
        if (!REDIRECTS_AS_GET.contains(status) && !REDIRECTS_AS_IT_WAS.contains(status)) {
          throw refused(request, "its status is " + status);
        }
        if (REDIRECTS_AS_GET.contains(status)) {
          method = "GET";
          body = BodyPublishers.noBody();
        }
        String location =
            response
                .headers()
                .firstValue("Location")
                .orElseThrow(() -> refused(request, "it redirects to nowhere"));
        uri = uri.resolve(uri(request, location));
      }
    }
    throw refused(request, "it redirects more than %d times".formatted(REDIRECTS_MAX));
  }

  private static HttpRequest http(URI uri, String method, BodyPublisher body) {
    return HttpRequest.newBuilder(uri)
        .method(method, body)
        .header("Content-Type", "application/json; charset=utf-8")
        .timeout(TIME_MAX)
        .build();
  }

  private static byte[] body(FetchActions request) {
    var members = new LinkedHashMap<String, Value>();
    var reference = new Text(request.reference().id().toString());
    members.put("activeflow_id", new Text(request.activeflow().toString()));
    members.put("reference_id", reference);
    if (request.reference().type() == ReferenceType.CALL) {
      members.put("call_id", reference);
    }
    return ValueJson.write(new Members(members)).utf8();
  }

  private static byte[] upToMost(FetchActions request, InputStream content) throws IOException {
    byte[] bytes = content.readNBytes(ANSWER_BYTES_MAX + 1);
    if (bytes.length > ANSWER_BYTES_MAX) {
      throw refused(request, "it has more than %d bytes".formatted(ANSWER_BYTES_MAX));
    }
    return bytes;
  }

  private static List<Action> actions(FetchActions request, byte[] answer) {
    try {
      return ActionJson.readAll(ValueJson.read(answer));
    } catch (FlowException unreadable) {
      throw refused(request, "it is something else: " + unreadable.getMessage());
    }
  }

  private static URI uri(FetchActions request, String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw new FlowException(
          Reason.INVALID_OPTION,
          "Expected an address to fetch actions from for activeflow %s, but it is \"%s\""
              .formatted(request.activeflow(), text),
          malformed);
    }
  }

  private void requireAllowed(FetchActions request, URI uri) throws UnknownHostException {
    if (!Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
        || uri.getHost() == null) {
      throw new FlowException(
          Reason.INVALID_OPTION,
          "Expected an http or https address to fetch actions from for activeflow %s, but it is \"%s\""
              .formatted(request.activeflow(), uri));
    }
    if (!allowPrivate
        && !Arrays.stream(InetAddress.getAllByName(uri.getHost()))
            .allMatch(PublicAddresses::isPublic)) {
      throw new FlowException(
          Reason.INVALID_OPTION,
          "Expected a public address to fetch actions from for activeflow %s, but %s is private (-fetch_allow_private allows it)"
              .formatted(request.activeflow(), uri.getHost()));
    }
  }

  private static FlowException refused(FetchActions request, String found) {
    return new FlowException(Reason.UNEXPECTED_ANSWER, message(request, found));
  }

  private static FlowException unavailable(FetchActions request, String found, Exception cause) {
    return new FlowException(Reason.SERVICE_UNAVAILABLE, message(request, found), cause);
  }

  private static String message(FetchActions request, String found) {
    return "Expected a list of actions from %s for activeflow %s, but %s"
        .formatted(request.uri(), request.activeflow(), found);
  }
}
