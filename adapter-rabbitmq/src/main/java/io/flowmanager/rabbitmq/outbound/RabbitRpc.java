package io.flowmanager.rabbitmq.outbound;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.memory.MessageMemoryLimiter;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.error.Status;
import io.flowmanager.domain.text.Wording;
import io.flowmanager.rabbitmq.Message;
import io.flowmanager.rabbitmq.RabbitMeasurements;
import io.flowmanager.rabbitmq.StatusCodes;
import io.flowmanager.rabbitmq.connection.AwaitableReference;
import io.flowmanager.rabbitmq.connection.Broker;
import io.flowmanager.rabbitmq.connection.ChannelUser;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import io.flowmanager.rabbitmq.connection.RecoveringConsumer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks over one channel with one reply queue, which only this connection can use; answers are told
 * apart by correlation ids.
 *
 * <p>When the channel is lost its reply queue is gone, so nothing that is under way can be answered
 * any more: it fails at once. What is asked while there is no channel waits for one, within its
 * time-out. Neither counts against the service that was asked.
 */
@Singleton
public final class RabbitRpc implements Rpc {
  private static final Logger log = LoggerFactory.getLogger(RabbitRpc.class);

  /** Time that a message without an answer waits for a channel where there is none. */
  private static final Duration TELL_PATIENCE = Duration.ofSeconds(3);

  private final RabbitConnection connection;
  private final ConfirmedPublisher publisher;
  private final Delays delays;
  private final MessageMemoryLimiter limiter;
  private final RabbitMeasurements measurements;
  private final Breakers breakers;
  private final AwaitableReference<OpenChannel> current = new AwaitableReference<>();
  private final ConcurrentMap<String, CompletableFuture<Outcome>> pending =
      new ConcurrentHashMap<>();
  private final String ours = UUID.randomUUID() + "-";
  private final AtomicLong counter = new AtomicLong();

  /** A channel and its reply queue; the lock is for writing to it. */
  private record OpenChannel(Channel channel, String replyQueue, ReentrantLock lock) {}

  /** The outcome of a question. */
  private sealed interface Outcome {
    /** With the room that was taken for its length when it came. */
    record Answered(Json body, MessageMemoryLimiter.Reservation reserved) implements Outcome {}

    /** There was no room for what came, and it was let go. */
    record NoRoom(int bytes) implements Outcome {}

    /** There is no such queue. */
    record NowhereToGo() implements Outcome {}

    record NoAnswer() implements Outcome {}

    /** It was our own trouble. */
    record CutOff(String why) implements Outcome {}
  }

  /**
   * @param clock how long a service that does not answer is left alone is measured by it
   */
  @Inject
  public RabbitRpc(
      RabbitConnection connection,
      ConfirmedPublisher publisher,
      Delays delays,
      MessageMemoryLimiter limiter,
      RabbitMeasurements measurements,
      InstantSource clock) {
    this.connection = connection;
    this.publisher = publisher;
    this.delays = delays;
    this.limiter = limiter;
    this.measurements = measurements;
    this.breakers = new Breakers(clock, measurements);
    connection.add(new Lines());
  }

  @Override
  public Reply ask(PeerRequest request, Duration timeout) {
    Json envelope = envelope(request);
    CircuitBreaker breaker = breakers.of(request.queue());
    if (!breaker.tryAcquirePermission()) {
      measurements.breakerRefused(request.queue());
      throw unavailable(request, "it did not answer lately, and is left alone for a while");
    }
    long began = System.nanoTime();
    Outcome outcome = put(request, envelope, timeout);
    long took = System.nanoTime() - began;
    measurements.asked(
        request.queue(), request.resource(), request.method(), Duration.ofNanos(took));
    return switch (outcome) {
      case Outcome.Answered answered -> {
        if (!hasRoomFor(answered)) {
          breaker.onSuccess(took, TimeUnit.NANOSECONDS);
          throw noRoomFor(request, answered.body().length());
        }
        Optional<EnvelopeJson.Response> response = response(answered);
        if (response.isEmpty()) {
          throw failed(breaker, took, request, "what came can't be read");
        }
        breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        yield accepted(request, response.get());
      }
      case Outcome.NoRoom noRoom -> {
        breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        throw noRoomFor(request, noRoom.bytes());
      }
      case Outcome.NowhereToGo nowhere ->
          throw failed(breaker, took, request, "there is no queue " + request.queue());
      case Outcome.NoAnswer silence ->
          throw failed(breaker, took, request, "it did not within " + Wording.duration(timeout));
      case Outcome.CutOff cutOff -> {
        breaker.releasePermission();
        throw new FlowException(
            Reason.BROKER_UNAVAILABLE, "Expected %s, but %s".formatted(request, cutOff.why()));
      }
    };
  }

  @Override
  public CompletionStage<Void> tell(PeerRequest request) {
    try {
      BasicProperties properties = properties(request).build();
      var message = Message.toQueue(request.queue(), properties, envelope(request));
      return publisher.publish(List.of(message), TELL_PATIENCE);
    } catch (FlowException refusal) {
      return CompletableFuture.failedStage(refusal);
    }
  }

  @Override
  public CompletionStage<Void> tellDelayed(PeerRequest request, Duration delay) {
    if (!delay.isPositive()) {
      return tell(request);
    }
    try {
      return delays.publish(
          request.queue(), delay, properties(request).build(), envelope(request), TELL_PATIENCE);
    } catch (FlowException refusal) {
      return CompletableFuture.failedStage(refusal);
    }
  }

  private static BasicProperties.Builder properties(PeerRequest request) {
    var properties = new BasicProperties.Builder().contentType(Message.CONTENT_TYPE);
    return request.headers().isEmpty()
        ? properties
        : properties.headers(new HashMap<>(request.headers()));
  }

  private static Json envelope(PeerRequest request) {
    Json envelope = request.envelope();
    if (envelope.length() > Message.BODY_BYTES_MAX) {
      throw new FlowException(
          Reason.REQUEST_TOO_LARGE,
          "Expected %s at most %d bytes, but there are %d"
              .formatted(request, Message.BODY_BYTES_MAX, envelope.length()));
    }
    return envelope;
  }

  private Outcome put(PeerRequest request, Json envelope, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    String id = ours + counter.incrementAndGet();
    var outcome = new CompletableFuture<Outcome>();
    try {
      Optional<OpenChannel> open = current.await(timeout);
      if (open.isEmpty() || connection.isBlocked()) {
        return new Outcome.CutOff("RabbitMQ can't be reached, or takes no messages");
      }
      pending.put(id, outcome); // only now: what waits for a channel is not cut off with one
      send(open.get(), request, id, envelope);
      return outcome.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      CompletableFuture<Void> unused = outcome.thenAccept(RabbitRpc::letGo);
      return new Outcome.NoAnswer();
    } catch (IOException | ShutdownSignalException | ExecutionException lost) {
      return new Outcome.CutOff("the channel to RabbitMQ is lost");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      CompletableFuture<Void> unused = outcome.thenAccept(RabbitRpc::letGo);
      return new Outcome.CutOff("the wait was interrupted");
    } finally {
      pending.remove(id);
    }
  }

  private static void send(OpenChannel open, PeerRequest request, String id, Json envelope)
      throws IOException {
    BasicProperties properties =
        properties(request).replyTo(open.replyQueue()).correlationId(id).build();
    open.lock().lock();
    try {
      // mandatory: comes back at once where there is no such queue
      open.channel().basicPublish("", request.queue(), true, properties, envelope.utf8());
    } finally {
      open.lock().unlock();
    }
  }

  private void settle(Optional<String> id, Outcome outcome) {
    Optional<CompletableFuture<Outcome>> waiting =
        id.flatMap(known -> Optional.ofNullable(pending.remove(known)));
    if (waiting.isEmpty()) {
      measurements.answeredLate();
      log.debug("An answer came that nobody waits for: {}", id.orElse("without correlation id"));
      letGo(outcome);
    }
    waiting.ifPresent(asked -> asked.complete(outcome));
  }

  /**
   * True if what came finds room beside the requests that are in work, which it has until the work
   * is over that it was asked for. What is small always does; what never does is looked at later.
   */
  private boolean hasRoomFor(Outcome.Answered answered) {
    long weight = MessageMemoryLimiter.weigh(answered.body().utf8());
    try {
      if (limiter.everHas(weight)) {
        answered.reserved().growTo(weight);
      }
    } catch (FlowException overloaded) {
      answered.reserved().giveBack();
      return false;
    }
    answered.reserved().giveBackAtEnd();
    return true;
  }

  /** Nobody waits for it any more. */
  private static void letGo(Outcome outcome) {
    if (outcome instanceof Outcome.Answered answered) {
      answered.reserved().giveBack();
    }
  }

  /**
   * Takes room for the length of what came, before whoever asked gets round to it: else many long
   * answers are there at once, and none is weighed yet.
   */
  private Outcome arrived(byte[] body) {
    MessageMemoryLimiter.Reservation reserved = limiter.reservation();
    long least =
        body.length > MessageMemoryLimiter.SMALL_MAX
            ? (long) MessageMemoryLimiter.PER_BYTE * body.length
            : 0;
    try {
      if (limiter.everHas(least)) {
        reserved.growTo(least);
      }
    } catch (FlowException overloaded) {
      return new Outcome.NoRoom(body.length);
    }
    return new Outcome.Answered(Json.of(body), reserved);
  }

  private static FlowException noRoomFor(PeerRequest request, int bytes) {
    return unavailable(
        request, "there is no memory for now for the %d bytes that came".formatted(bytes));
  }

  private Optional<EnvelopeJson.Response> response(Outcome.Answered answered) {
    if (!limiter.everHas(MessageMemoryLimiter.weigh(answered.body().utf8()))) {
      return Optional.empty();
    }
    try {
      return Optional.of(EnvelopeJson.readResponse(answered.body().utf8()))
          .filter(response -> response.statusCode() > 0);
    } catch (FlowException unreadable) {
      return Optional.empty();
    }
  }

  private static Reply accepted(PeerRequest request, EnvelopeJson.Response response) {
    if (response.statusCode() < 300) {
      return new Reply(request, response.statusCode(), response.data());
    }
    throw response.dataType().equals(EnvelopeJson.FAILURE)
        ? refusal(request, response)
        : refusal(request, response.statusCode());
  }

  /** A failure in the service's own words, as far as it has any. */
  private static FlowException refusal(PeerRequest request, EnvelopeJson.Response response) {
    try {
      Body failure = Body.of(response.data().orElseThrow());
      return FlowException.refusedBy(
          failure.text("domain"),
          status(failure.text("status"), response.statusCode()),
          failure.text("reason"),
          failure.text("message"));
    } catch (FlowException | NoSuchElementException wordless) {
      return refusal(request, response.statusCode());
    }
  }

  private static FlowException refusal(PeerRequest request, int code) {
    Status status = StatusCodes.statusOf(code);
    return FlowException.refusedBy(
        request.service(),
        status,
        status.name(),
        "Expected %s, but it refused with %d".formatted(request, code));
  }

  private static Status status(String name, int code) {
    for (Status status : Status.values()) {
      if (status.name().equals(name)) {
        return status;
      }
    }
    return StatusCodes.statusOf(code);
  }

  private static FlowException failed(
      CircuitBreaker breaker, long took, PeerRequest request, String found) {
    FlowException failure = unavailable(request, found);
    breaker.onError(took, TimeUnit.NANOSECONDS, failure);
    return failure;
  }

  private static FlowException unavailable(PeerRequest request, String found) {
    return new FlowException(
        Reason.SERVICE_UNAVAILABLE, "Expected %s, but %s".formatted(request, found));
  }

  /** Makes a reply queue for each channel. */
  private final class Lines implements ChannelUser {
    @Override
    public String purpose() {
      return "questions";
    }

    @Override
    public void open(Channel channel, Broker broker) throws IOException {
      String replyQueue = channel.queueDeclare("", false, true, true, Map.of()).getQueue();
      channel.addReturnListener(returned ->
          settle(
              Optional.ofNullable(returned.getProperties().getCorrelationId()),
              new Outcome.NowhereToGo()));
      channel.basicConsume(replyQueue, true, new Replies(channel, replyQueue));
      current.set(new OpenChannel(channel, replyQueue, new ReentrantLock()));
    }

    @Override
    public void lost(Channel channel) {
      if (current.now().filter(open -> open.channel().equals(channel)).isPresent()) {
        current.clear();
        pending
            .values()
            .forEach(asked -> asked.complete(new Outcome.CutOff("the reply queue is lost")));
      }
    }
  }

  private final class Replies extends RecoveringConsumer {
    Replies(Channel channel, String replyQueue) {
      super(channel, replyQueue);
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, BasicProperties properties, byte[] body) {
      settle(Optional.ofNullable(properties.getCorrelationId()), arrived(body));
    }
  }
}
