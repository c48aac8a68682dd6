package io.flowmanager.app.daemon;

import io.flowmanager.app.observe.logging.LogFields;
import io.flowmanager.app.observe.metrics.Meters;
import io.flowmanager.application.activeflow.ResumeAbandoned;
import io.flowmanager.application.port.FlowRepository;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.application.port.ParkedMessages;
import io.flowmanager.application.publication.OutboxPublisher;
import io.flowmanager.application.redelivery.ClaimRedelivered;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.text.Wording;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs that have to be done again and again: publishing what was left behind, and removing what
 * is over. One that fails is tried again when its turn comes.
 */
@Singleton
final class BackgroundJobs {
  /**
   * The time that a row of the outbox stays that was published. Another process may wait for it;
   * each time is a commit, though.
   */
  static final Duration TIDY_EVERY = Duration.ofMillis(50);

  /**
   * The time that an event of a process that died waits at most, besides the time it is waited for.
   */
  static final Duration RELAY_EVERY = Duration.ofMillis(500);

  /** The time that an activeflow of a process that died waits at most. */
  static final Duration TAKE_UP_EVERY = Duration.ofSeconds(1);

  /** Expired flows are not found by anybody; this only gives their room back. */
  static final Duration CLEAN_EVERY = Duration.ofMinutes(1);

  /** The exactness with which it is known when a process ended. */
  static final Duration MARK_EVERY = Duration.ofSeconds(30);

  /** A statement of moderate size. */
  static final int EXPIRED_AT_ONCE = 1000;

  private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(5);
  private static final Logger log = LoggerFactory.getLogger(BackgroundJobs.class);

  private final OutboxPublisher publisher;
  private final ResumeAbandoned takeUpAbandoned;
  private final FlowRepository flows;
  private final Outbox outbox;
  private final ClaimRedelivered redelivered;
  private final ParkedMessages parked;
  private final Meters meters;

  /** A thread for each, because taking up what was left may wait for other services. */
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(4, Thread.ofPlatform().daemon().name("jobs-", 0).factory());

  @Inject
  BackgroundJobs(
      OutboxPublisher publisher,
      ResumeAbandoned takeUpAbandoned,
      FlowRepository flows,
      Outbox outbox,
      ClaimRedelivered redelivered,
      ParkedMessages parked,
      Meters meters) {
    this.publisher = publisher;
    this.takeUpAbandoned = takeUpAbandoned;
    this.flows = flows;
    this.outbox = outbox;
    this.redelivered = redelivered;
    this.parked = parked;
    this.meters = meters;
  }

  void start() {
    every(TIDY_EVERY, publisher::tidy);
    every(RELAY_EVERY, publisher::relay);
    every(TAKE_UP_EVERY, takeUpAbandoned::takeUp);
    every(CLEAN_EVERY, this::clean);
    every(MARK_EVERY, redelivered::markEnded);
  }

  /** Ends, after everything that was published is off the outbox. */
  void finish() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(STOP_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
      log.warn("background jobs did not end within {}", Wording.duration(STOP_WAIT_MAX));
      return;
    }
    publisher.tidy();
  }

  private void clean() {
    meters.gauge("flow_manager_outbox_waiting").set(outbox.size());
    meters.gauge("flow_manager_outbox_oldest_seconds").set(ageOfTheOldest().toSeconds());
    meters.gauge("flow_manager_messages_parked").set(parked.size());
    int removed;
    do {
      removed = flows.removeExpired(EXPIRED_AT_ONCE);
    } while (removed == EXPIRED_AT_ONCE);
  }

  /** Zero where nothing waits. */
  private Duration ageOfTheOldest() {
    return outbox.oldest(1).stream().map(Outbox.Waiting::age).findFirst().orElse(Duration.ZERO);
  }

  private void every(Duration pause, Runnable chore) {
    var unused =
        threads.scheduleWithFixedDelay(
            () -> trying(chore), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs a job; what it throws would end it for good. */
  private static void trying(Runnable chore) {
    LogFields.begin();
    try {
      chore.run();
    } catch (FlowException unavailable) {
      log.debug("a chore waits: {}", unavailable.getMessage());
    } catch (RuntimeException bug) {
      log.error("a chore failed", bug);
    }
  }
}
