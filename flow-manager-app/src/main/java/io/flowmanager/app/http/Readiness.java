package io.flowmanager.app.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The readiness to serve callers just now; where there is none, what is missing. */
public final class Readiness {
  /** Shorter than the second that orchestrators usually wait. */
  static final Duration TIME_MAX = Duration.ofMillis(800);

  private final List<Check> checks;

  public Readiness(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /**
   * The things that are missing, by what is looked at; empty if nothing. All checks run at once,
   * and one that does not come back in time has failed.
   */
  public Map<String, String> missing() {
    var asked = new LinkedHashMap<Check, FutureTask<Optional<String>>>();
    for (Check check : checks) {
      var answer = new FutureTask<>(check.trouble()::get);
      asked.put(check, answer);
      Thread.ofVirtual().name("check " + check.of()).start(answer);
    }
    long deadline = System.nanoTime() + TIME_MAX.toNanos();
    var missing = new LinkedHashMap<String, String>();
    asked.forEach((check, answer) ->
        trouble(answer, deadline).ifPresent(trouble -> missing.put(check.of(), trouble)));
    return missing;
  }

  private static String said(ExecutionException broken) {
    return Optional.ofNullable(broken.getCause())
        .map(Throwable::getMessage)
        .orElse("and nothing says why");
  }

  private static Optional<String> trouble(FutureTask<Optional<String>> answer, long deadline) {
    try {
      return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      answer.cancel(true);
      return Optional.of("no answer within %d ms".formatted(TIME_MAX.toMillis()));
    } catch (ExecutionException broken) {
      return Optional.of("can't be looked at: " + said(broken));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.of("not looked at, this process is on its way down");
    }
  }
}
