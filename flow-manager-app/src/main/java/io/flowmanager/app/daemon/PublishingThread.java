package io.flowmanager.app.daemon;

import io.flowmanager.application.publication.PublishingExecutor;
import io.flowmanager.domain.text.Wording;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what was committed, after whoever asked for it is answered. */
@Singleton
final class PublishingThread implements PublishingExecutor {
  private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(5);
  private static final Logger log = LoggerFactory.getLogger(PublishingThread.class);

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("publishing").factory());

  @Inject
  PublishingThread() {}

  @Override
  public void run(Runnable work) {
    try {
      thread.execute(() -> trying(work));
    } catch (RejectedExecutionException ending) {
      log.debug("an event came too late, and is left to be relayed");
    }
  }

  private static void trying(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException bug) {
      log.error("an event could not be made, and is left to be relayed", bug);
    }
  }

  /** Ends, once all is published that was committed. */
  void finish() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(STOP_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
      log.warn(
          "events did not end within {}, and are left to be relayed",
          Wording.duration(STOP_WAIT_MAX));
    }
  }
}
