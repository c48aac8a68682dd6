package io.flowmanager.app.daemon;

import io.flowmanager.app.observe.logging.LogFields;
import io.flowmanager.app.observe.tracing.Tracing;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.domain.text.Wording;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what nobody waits for. */
final class Background implements Executor {
  /** Longer than any peer may take to answer in ordinary times. */
  private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(Background.class);

  private final Tracing tracing;
  private final MemoryLimiter memory;

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual()
              .name("background-", 0)
              .uncaughtExceptionHandler((thread, bug) -> log.error("background work failed", bug))
              .factory());

  /**
   * @param memory each piece gives back what it needed when it is over
   */
  Background(Tracing tracing, MemoryLimiter memory) {
    this.memory = memory;
    this.tracing = tracing;
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(tracing.work(LogFields.inBackground(() -> memory.within(work))));
  }

  /** Waits until all is done, or time is up. */
  void finish() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(STOP_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
      log.warn(
          "background work did not end within {}, and is given up",
          Wording.duration(STOP_WAIT_MAX));
      threads.shutdownNow();
    }
  }
}
