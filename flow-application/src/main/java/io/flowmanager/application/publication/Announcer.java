package io.flowmanager.application.publication;

import io.flowmanager.application.Moments;
import io.flowmanager.application.port.EventPublisher;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what was committed, each owner's announcements in order.
 *
 * <p>In ordinary times an announcement is published by the process that committed it, right after
 * the commit, and its row is removed when the broker has it. When that fails, all that follows
 * stays in the outbox as well, and {@link #tidy} publishes from there until nothing is left: so
 * nothing overtakes. The same way goes what a process left behind that died.
 *
 * <p>May be used from any thread; {@link #tidy} is to be called again and again by one.
 */
@Singleton
public final class Announcer {
  /** When a row counts as left behind. Longer than any publishing in ordinary times. */
  static final Duration LEFT_BEHIND_AFTER = Duration.ofSeconds(10);

  /** How many rows are removed or relayed at once: one statement of moderate size. */
  static final int BATCH = 256;

  private static final Logger log = LoggerFactory.getLogger(Announcer.class);

  private final EventPublisher publisher;
  private final Outbox outbox;
  private final Moments moments;
  private final BlockingQueue<Outbox.Key> published = new LinkedBlockingQueue<>();
  private boolean direct = true;

  @Inject
  public Announcer(EventPublisher publisher, Outbox outbox, Moments moments) {
    this.publisher = publisher;
    this.outbox = outbox;
    this.moments = moments;
  }

  /**
   * Publishes what was just committed. Does not wait and never fails. Whoever commits changes of
   * one owner calls this in the order of the commits.
   */
  public synchronized void publish(List<Outbox.Entry> committed) {
    if (!direct || committed.isEmpty()) {
      return;
    }
    List<Outbox.Key> keys = committed.stream().map(Outbox.Entry::key).toList();
    publisher
        .publish(committed.stream().map(Outbox.Entry::announcement).toList())
        .whenComplete((nothing, failure) -> {
          if (failure == null) {
            published.addAll(keys);
          } else {
            fallBack(failure);
          }
        });
  }

  private synchronized void fallBack(Throwable failure) {
    if (direct) {
      direct = false;
      log.warn("events stay in the outbox until they can be published: {}", failure.toString());
    }
  }

  /** Removes what was published from the outbox, and publishes what was left in it. */
  public void tidy() {
    try {
      forgetPublished();
      if (isDirect()) {
        relay(moments.now().minus(LEFT_BEHIND_AFTER));
      } else {
        catchUp();
      }
    } catch (FlowException unavailable) {
      log.debug("the outbox waits: {}", unavailable.getMessage());
    }
  }

  private synchronized boolean isDirect() {
    return direct;
  }

  private void forgetPublished() {
    var keys = new ArrayList<Outbox.Key>(BATCH);
    while (published.drainTo(keys, BATCH) > 0) {
      outbox.forget(keys);
      keys.clear();
    }
  }

  private void catchUp() {
    relay(moments.now().plusSeconds(1));
    synchronized (this) {
      // Nothing can be handed over directly meanwhile, so what was committed before is either
      // published here, or
      // comes by publish() after this.
      if (relayOnce(moments.now().plusSeconds(1)) == 0) {
        direct = true;
        log.info("events are published directly again");
      }
    }
  }

  private void relay(Instant storedBefore) {
    int relayed;
    do {
      relayed = relayOnce(storedBefore);
    } while (relayed > 0);
  }

  private int relayOnce(Instant storedBefore) {
    return outbox.relay(storedBefore, BATCH, this::publishAll);
  }

  private void publishAll(List<Outbox.Entry> entries) {
    try {
      publisher
          .publish(entries.stream().map(Outbox.Entry::announcement).toList())
          .toCompletableFuture()
          .join();
    } catch (CompletionException failure) {
      throw new FlowException(
          Reason.SERVICE_UNAVAILABLE,
          "Expected %d announcements to be published, but they were not".formatted(entries.size()),
          failure);
    }
  }
}
