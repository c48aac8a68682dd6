package io.flowmanager.app.cli;

import static java.util.Objects.requireNonNull;

import io.flowmanager.app.cli.Printer.Columns;
import io.flowmanager.app.client.DaemonClient;
import io.flowmanager.app.client.NoAnswerException;
import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.config.FlowManagerConfig.Read;
import io.flowmanager.application.json.EnvelopeJson.Event;
import io.flowmanager.application.json.EnvelopeJson.Response;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Nothing;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The surroundings of a command: the settings it was given, the daemon it asks, and where it
 * prints. For one thread.
 */
public final class Shell implements AutoCloseable {
  /** Longer than any action may take, and its questions to other services with it. */
  static final int ANSWER_WAIT_SECONDS = 60;

  /** From then on a person wants to see that something goes on. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final Terminal terminal;
  private final List<String> flags = new ArrayList<>();
  private Optional<DaemonClient> client = Optional.empty();
  private Optional<Boolean> wantsJson = Optional.empty();
  private int waitSeconds = ANSWER_WAIT_SECONDS;

  Shell(PrintStream out, PrintStream err, Map<String, String> environment, Terminal terminal) {
    this.out = requireNonNull(out, "out");
    this.err = requireNonNull(err, "err");
    this.environment = Map.copyOf(environment);
    this.terminal = requireNonNull(terminal, "terminal");
  }

  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  /** Adds a setting; the later one of a name counts. */
  void set(String flag, String value) {
    flags.add("-" + flag + "=" + value);
  }

  void wantJson(boolean json) {
    wantsJson = Optional.of(json);
  }

  void waitAtMost(int seconds) {
    if (seconds < 1) {
      throw new InvalidArgumentException(
          "timeout has to be at least 1 second, but it is " + seconds);
    }
    waitSeconds = seconds;
  }

  /** The settings, with those of the environment and the file. */
  public FlowManagerConfig config() {
    return read().config();
  }

  /** The same one by one, for people. */
  List<FlowManagerConfig.Effective> settings() {
    return read().settings();
  }

  private Read.Fine read() {
    return switch (FlowManagerConfig.read(flags, environment)) {
      case Read.Fine fine -> fine;
      case Read.Wrong wrong -> throw new InvalidSettingsException(wrong.problems());
      case Read.Help help -> throw new IllegalStateException("Expected settings, but not -h");
    };
  }

  /** True if JSON was asked for by name. */
  boolean insistsOnJson() {
    return wantsJson.orElse(false);
  }

  /** Prints the way that is wanted: tables for people, JSON for programs. */
  public Printer printer() {
    boolean isForPeople = wantsJson.map(json -> !json).orElse(terminal.reads());
    return new Printer(out, isForPeople, isForPeople && terminal.shows());
  }

  /** The data of the answer to a request without a body. */
  Value ask(String method, String uri) {
    return ask(method, uri, Optional.empty());
  }

  Value ask(String method, String uri, Value data) {
    return ask(method, uri, Optional.of(data));
  }

  private Value ask(String method, String uri, Optional<Value> data) {
    Response answer = answer(method, uri, data.map(ValueJson::write));
    if (answer.statusCode() >= 300) {
      throw RefusedException.by(answer);
    }
    return answer.data().orElse(Nothing.NOTHING);
  }

  /** Whatever is answered. */
  Response answer(String method, String uri, Optional<Json> data) {
    return await(client().ask(method, uri, data));
  }

  /** Asks, and prints the answer. */
  int show(String method, String uri, List<String> columns) {
    printer().show(ask(method, uri), columns);
    return Exit.OK;
  }

  int show(String method, String uri, Value data, List<String> columns) {
    printer().show(ask(method, uri, data), columns);
    return Exit.OK;
  }

  /** Asks for something of which nothing comes back. */
  int tell(String method, String uri, Value data) {
    Value answer = ask(method, uri, data);
    if (printer().isForPeople()) {
      printer().show(answer, Columns.NONE);
    }
    return Exit.OK;
  }

  /** Hands over every event from now on; {@code lost} runs when no more will come. */
  void listen(Consumer<Event> listener, Runnable lost) {
    client().whenLost(lost);
    client().listen(config().eventExchange(), listener);
  }

  private DaemonClient client() {
    if (client.isEmpty()) {
      FlowManagerConfig config = config();
      client =
          Optional.of(
              DaemonClient.connect(
                  config.rabbit(), config.requestQueues().getFirst(), "flow-manager command line"));
    }
    return client.get();
  }

  private Response await(CompletableFuture<Response> answer) {
    boolean wasQuiet = true;
    try {
      for (int second = 1; second <= waitSeconds; second++) {
        try {
          return answer.get(QUIET.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
          if (terminal.readsErrors()) {
            err.printf("\rwaiting for an answer … %d s", second);
            err.flush();
            wasQuiet = false;
          }
        }
      }
      answer.cancel(false);
      throw new NoAnswerException(
          "nobody answered on %s within %d s"
              .formatted(config().requestQueues().getFirst(), waitSeconds));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException("interrupted while waiting for an answer");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure);
    } finally {
      if (!wasQuiet) {
        err.print("\r" + " ".repeat(40) + "\r");
        err.flush();
      }
    }
  }

  @Override
  public void close() {
    client.ifPresent(DaemonClient::close);
  }
}
