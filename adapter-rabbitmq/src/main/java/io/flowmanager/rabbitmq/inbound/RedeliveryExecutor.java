package io.flowmanager.rabbitmq.inbound;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.flowmanager.application.Moments;
import io.flowmanager.application.port.ParkedMessages;
import io.flowmanager.application.port.ParkedMessages.Label;
import io.flowmanager.application.redelivery.ClaimRedelivered;
import io.flowmanager.application.redelivery.ClaimRedelivered.Verdict;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.RequestId;
import io.flowmanager.rabbitmq.RabbitMeasurements;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The serial executor of redelivered messages: one at a time, in the order they came, each only
 * once it is stored who is at it. So where a process ends, it is known with which of them; and the
 * one that ends processes is parked before it ends a third one.
 *
 * <p>One at a time, because a process that ends takes all with it that it had in work: side by
 * side, those that happened to be there would look guilty, too.
 *
 * <p>While the store is away nothing is counted, and messages are worked on as ever.
 */
@Singleton
public final class RedeliveryExecutor {
  /** A process that is gone looks alive for as long as its lease, and a little. */
  static final Duration LOOKS_ALIVE = Duration.ofSeconds(12);

  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(200);

  private static final Logger log = LoggerFactory.getLogger(RedeliveryExecutor.class);

  private final ClaimRedelivered claims;
  private final ParkedMessages parked;
  private final Moments moments;
  private final RabbitMeasurements measurements;

  /** Fair: first come, first served. */
  private final ReentrantLock alone = new ReentrantLock(true);

  @Inject
  public RedeliveryExecutor(
      ClaimRedelivered claims,
      ParkedMessages parked,
      Moments moments,
      RabbitMeasurements measurements) {
    this.claims = claims;
    this.parked = parked;
    this.moments = moments;
    this.measurements = measurements;
  }

  /**
   * The name of a message where it is parked.
   *
   * @param method empty for an event
   * @param uri of an event its type
   */
  record Name(String method, String uri) {
    static final Name UNREAD = new Name("", "");
  }

  /**
   * Works on a redelivered message when its turn comes, on this thread; or parks it.
   *
   * @param work acknowledges it, or gives it back
   * @param ifParked the same, once it is parked
   */
  void run(Delivery delivery, Name name, Runnable work, Runnable ifParked) {
    RequestId message = RequestIds.always(delivery.properties(), delivery.body());
    long until = System.nanoTime() + LOOKS_ALIVE.toNanos();
    while (!runOrWait(delivery, message, name, System.nanoTime() >= until, work, ifParked)) {
      pause();
    }
  }

  /** False: it is not its turn yet. */
  private boolean runOrWait(
      Delivery delivery,
      RequestId message,
      Name name,
      boolean hasWaited,
      Runnable work,
      Runnable ifParked) {
    alone.lock();
    try {
      Optional<Verdict> verdict = verdict(message, hasWaited);
      if (verdict.isEmpty()) {
        work.run();
        return true;
      }
      switch (verdict.get()) {
        case BEGIN -> begin(message, work);
        case PARK -> park(delivery, message, name, ifParked);
        case WAIT -> {
          return false;
        }
      }
      return true;
    } finally {
      alone.unlock();
    }
  }

  /** Empty: nobody can tell. */
  private Optional<Verdict> verdict(RequestId message, boolean hasWaited) {
    try {
      return Optional.of(claims.claim(message, hasWaited));
    } catch (FlowException unavailable) {
      log.debug("A redelivered message is not counted: {}", unavailable.getMessage());
      return Optional.empty();
    }
  }

  private void begin(RequestId message, Runnable work) {
    try {
      work.run();
    } finally {
      try {
        claims.done(message);
      } catch (FlowException unavailable) {
        // it goes a day later; until then it is as if this process were still at it
        log.debug("A redelivered message is not forgotten: {}", unavailable.getMessage());
      }
    }
  }

  private void park(Delivery delivery, RequestId message, Name name, Runnable ifParked) {
    var label =
        new Label(
            message,
            moments.now(),
            delivery.queue(),
            name.method(),
            name.uri(),
            texts(delivery.properties()),
            delivery.body().length);
    try {
      parked.park(label, delivery.body());
    } catch (FlowException unavailable) {
      log.warn("A message can't be parked, and comes again: {}", unavailable.getMessage());
      pause();
      delivery.giveBack();
      return;
    }
    log.error(
        "Parked message {} of {}: {} processes ended with it in work",
        message,
        delivery.queue(),
        ClaimRedelivered.ENDED_MAX);
    measurements.messageParked(delivery.queue());
    ifParked.run();
  }

  /** The properties that are needed to answer it, or to send it again. */
  private static Map<String, String> texts(BasicProperties properties) {
    var texts = new LinkedHashMap<String, String>();
    BiConsumer<String, String> put =
        (name, value) -> Optional.ofNullable(value).ifPresent(text -> texts.put(name, text));
    put.accept("content_type", properties.getContentType());
    put.accept("correlation_id", properties.getCorrelationId());
    put.accept("reply_to", properties.getReplyTo());
    put.accept("message_id", properties.getMessageId());
    Optional.ofNullable(properties.getHeaders())
        .orElseGet(Map::of)
        .forEach((name, value) -> texts.put("headers." + name, String.valueOf(value)));
    return texts;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_AFTER.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
