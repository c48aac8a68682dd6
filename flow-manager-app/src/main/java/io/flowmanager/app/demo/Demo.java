package io.flowmanager.app.demo;

import static java.util.Objects.requireNonNull;

import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.config.StartException;
import io.flowmanager.app.daemon.Daemon;
import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.EnvelopeJson.Event;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.action.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Shows what this is: starts the daemon with a broker and a database of its own, plays one call
 * through it over AMQP, and stops.
 */
public final class Demo {
  /** A wrong one first, so that the flow is seen to go back. */
  private static final List<String> PRESSES = List.of("7", "2", "1");

  private static final Duration EVENTS_WAIT_MAX = Duration.ofSeconds(10);

  private Demo() {}

  /**
   * Plays it, and says on {@code out} what happens.
   *
   * @throws StartException if the servers do not start
   */
  public static void play(FlowManagerConfig told, PrintStream out) throws InterruptedException {
    Path data = temporaryFolder();
    out.println("Starting a flow manager with a broker and a database of its own (some seconds) …");
    try (Daemon daemon = Daemon.start(told.forDemo(data))) {
      FlowManagerConfig config = daemon.config();
      try (Client client =
          Client.connect(
              config.rabbit(), config.requestQueues().getFirst(), config.eventExchange())) {
        out.printf("It serves %s at %s%n", config.requestQueues().getFirst(), config.rabbit());
        play(client, out);
      }
      out.printf("%nStopping …%n");
    } catch (IOException broken) {
      throw new IllegalStateException("Expected a call to be played, but it broke off", broken);
    } finally {
      remove(data);
    }
  }

  private static void play(Client client, PrintStream out)
      throws IOException, InterruptedException {
    Body wanted = Body.of(flow());
    Body flow = client.ask("POST", "/v1/flows", wanted.members());
    out.printf(
        "%nPOST /v1/flows keeps \"%s\", %d actions, as flow %s%n",
        flow.text("name"), flow.list("actions").size(), flow.text("id"));
    Call call = Call.comingIn(client, out, wanted.text("customer_id"), flow.text("id"), PRESSES);
    call.play();
    out.printf("%nEverybody else was told:%n");
    eventsUntilTheEnd(client).forEach((type, count) -> out.printf("  %2d x %s%n", count, type));
  }

  /** Number of events of each type that were published until the activeflow ended. */
  private static Map<String, Integer> eventsUntilTheEnd(Client client) throws InterruptedException {
    var counts = new LinkedHashMap<String, Integer>();
    boolean ended = false;
    while (!ended) {
      Event event =
          Optional.ofNullable(
                  client.events().poll(EVENTS_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS))
              .orElseThrow(() ->
                  new IllegalStateException(
                      "Expected the end of the activeflow to be published, but it was not"));
      counts.merge(event.type(), 1, Integer::sum);
      ended =
          event
              .data()
              .map(Body::of)
              .filter(data -> data.text("status").equals("ended"))
              .isPresent();
    }
    return counts;
  }

  private static Value flow() throws IOException {
    try (InputStream json = requireNonNull(Demo.class.getResourceAsStream("flow.json"), "flow")) {
      return ValueJson.read(json.readAllBytes());
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("flow-manager-demo");
    } catch (IOException refused) {
      throw new StartException("Expected a temporary folder, but " + refused.getMessage(), refused);
    }
  }

  private static void remove(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
