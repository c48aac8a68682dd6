package io.flowmanager.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.application.json.EnvelopeJson.Envelope;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.memory.MessageMemoryLimiter;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.error.Status;
import io.flowmanager.rabbitmq.RequestHandler.Task;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests off our queues and answers them: each on a thread of its own, those of a lane one
 * after the other, acknowledged only after the answer and what follows it.
 *
 * <p>Whatever is in a message, it is answered (if an answer is wanted) and never comes again.
 */
@Singleton
public final class RequestListener {
  private static final Logger log = LoggerFactory.getLogger(RequestListener.class);

  /** How much of what a client sent is logged. */
  private static final int LOGGED_MAX = 200;

  /** Reading more than so many bytes, and all that is done with them, is long work. */
  static final int SHORT_BYTES_MAX = 64 * 1024;

  private final RequestHandler handler;
  private final DirectReplies directReplies;
  private final RabbitMeasurements measurements;
  private final KeyedExecutor lanes = new KeyedExecutor();
  private final CreationBulkhead gate = new CreationBulkhead();
  private final MessageMemoryLimiter room;
  private final long bodyBytesMax;
  private final Optional<RedeliveryExecutor> redeliveries;
  private final MemoryLimiter memory;

  /** Begins with the connection. */
  @Inject
  public RequestListener(
      RabbitConnection connection, RequestHandler handler, RedeliveryExecutor redeliveries) {
    this(connection, handler, Optional.of(redeliveries));
  }

  /** One that works on redelivered messages as on any. */
  public RequestListener(RabbitConnection connection, RequestHandler handler) {
    this(connection, handler, Optional.empty());
  }

  private RequestListener(
      RabbitConnection connection,
      RequestHandler handler,
      Optional<RedeliveryExecutor> redeliveries) {
    this.handler = handler;
    this.redeliveries = redeliveries;
    this.directReplies = connection.directReplies();
    this.measurements = connection.measurements();
    this.room = connection.room();
    this.bodyBytesMax = connection.bodyBytesMax();
    this.memory = connection.memory();
    RabbitSettings settings = connection.settings();
    connection.add(
        new QueueConsumers(
            "requests", settings.names().listenQueues(), settings.prefetch(), this::take));
  }

  /**
   * What a message is worked on as.
   *
   * @param method for counting; empty where it asks for nothing of ours
   * @param takesLong a refusal does not, however large the message is
   * @param parkedAs empty: it is never parked
   * @param told for the log
   */
  private record Work(
      String label,
      String method,
      Optional<String> lane,
      boolean takesLong,
      Optional<RedeliveryExecutor.Name> parkedAs,
      Supplier<String> told,
      Supplier<Answer> serving) {

    static Work of(Envelope envelope, Task task, boolean isLarge, CreationBulkhead gate) {
      return new Work(
          task.label(),
          envelope.method(),
          task.lane(),
          isLarge || task.takesLong(),
          task.mayBeParked()
              ? Optional.of(new RedeliveryExecutor.Name(envelope.method(), envelope.uri()))
              : Optional.empty(),
          () -> RequestListener.told(envelope),
          task.beginsSomething() ? () -> gate.through(task::serve) : task::serve);
    }

    static Work refusing(RuntimeException refusal) {
      return refusing(() -> {
        throw refusal;
      });
    }

    static Work refusing(Supplier<Answer> refusal) {
      return new Work(
          "notfound", "", Optional.empty(), false, Optional.empty(), () -> "a request", refusal);
    }
  }

  private static final Work PARKED =
      Work.refusing(
          new FlowException(
              Reason.MESSAGE_PARKED,
              "Expected a request that can be worked on, but processes ended with it in work"));

  /** What a message is answered with, and what is to be done after it. */
  private record Served(Response response, Optional<Runnable> afterwards) {
    static Served refused(FlowException refusal) {
      return new Served(Response.failed(refusal), Optional.empty());
    }
  }

  /** Looks at it here, one after the other: what arrives first is first in a lane. */
  private void take(Delivery delivery) {
    long arrived = System.nanoTime();
    long weight = MessageMemoryLimiter.weigh(delivery.body());
    try {
      room.take(weight);
    } catch (FlowException refusal) {
      Work refusing = Work.refusing(refusal);
      lanes.run(refusing.lane(), () -> serve(delivery, refusing, arrived));
      return;
    }
    if (delivery.mayHaveEndedAProcess() && redeliveries.isPresent()) {
      takeAgain(redeliveries.get(), delivery, weight, arrived);
      return;
    }
    Work work = work(delivery);
    Runnable serving = within(weight, () -> serve(delivery, work, arrived));
    if (work.takesLong()) {
      lanes.runLong(work.lane(), serving);
    } else {
      lanes.run(work.lane(), serving);
    }
  }

  private Runnable within(long weight, Runnable work) {
    return () -> {
      try {
        memory.within(work);
      } finally {
        room.giveBack(weight);
      }
    };
  }

  /**
   * A large one is not even read before its turn: reading may be what ends processes. It keeps no
   * lane, then. Never on the few threads for what takes long, for it may have to wait.
   */
  private void takeAgain(RedeliveryExecutor serial, Delivery delivery, long weight, long arrived) {
    Runnable ifParked = () -> serve(delivery, PARKED, arrived);
    if (delivery.body().length > SHORT_BYTES_MAX) {
      Runnable serving = () -> serve(delivery, work(delivery), arrived);
      lanes.run(
          Optional.empty(),
          within(
              weight,
              () -> serial.run(delivery, RedeliveryExecutor.Name.UNREAD, serving, ifParked)));
      return;
    }
    Work work = work(delivery);
    Runnable serving = () -> serve(delivery, work, arrived);
    if (work.parkedAs().isPresent()) {
      RedeliveryExecutor.Name name = work.parkedAs().get();
      lanes.run(work.lane(), within(weight, () -> serial.run(delivery, name, serving, ifParked)));
    } else {
      lanes.run(work.lane(), within(weight, serving));
    }
  }

  private Work work(Delivery delivery) {
    try {
      IncomingRequest request = read(delivery);
      boolean isLarge = delivery.body().length > SHORT_BYTES_MAX;
      return Work.of(request.envelope(), handler.find(request), isLarge, gate);
    } catch (RuntimeException refusal) {
      return Work.refusing(refusal);
    } catch (Error bug) {
      return Work.refusing(() -> {
        throw bug;
      });
    }
  }

  private IncomingRequest read(Delivery delivery) {
    if (BoundedFrames.isMark(delivery.body())) {
      throw new FlowException(
          Reason.REQUEST_TOO_LARGE,
          "Expected a request of at most %d bytes, but it has more".formatted(bodyBytesMax));
    }
    return new IncomingRequest(
        delivery.queue(),
        Optional.ofNullable(delivery.properties().getHeaders()).orElseGet(Map::of),
        EnvelopeJson.readRequest(delivery.body()),
        Optional.ofNullable(delivery.properties().getCorrelationId()).orElse(""),
        delivery,
        replyTo(delivery).isPresent());
  }

  private static Optional<String> replyTo(Delivery delivery) {
    return Optional.ofNullable(delivery.properties().getReplyTo()).filter(to -> !to.isEmpty());
  }

  private void serve(Delivery delivery, Work work, long arrived) {
    try {
      Served served = served(work);
      replyTo(delivery).ifPresent(to -> answer(delivery, to, served.response()));
      measurements.requestAnswered(
          work.label(), work.method(), Duration.ofNanos(System.nanoTime() - arrived));
      served.afterwards().ifPresent(afterwards -> goOn(work, afterwards));
    } finally {
      delivery.acknowledge();
    }
  }

  private void answer(Delivery delivery, String replyTo, Response response) {
    Message answer = message(replyTo, delivery.properties(), response);
    if (DirectReplies.isFor(replyTo)) {
      directReplies.send(answer);
    } else {
      delivery.answer(answer);
    }
  }

  /** Also where the stack or the heap was too small for it: the next request may well fit. */
  private static Served served(Work work) {
    try {
      Answer answer = work.serving().get();
      return new Served(Response.of(answer), answer.afterwards());
    } catch (FlowException refusal) {
      tell(work, refusal);
      return Served.refused(refusal);
    } catch (Throwable bug) {
      log.error("Could not serve {}", work.told().get(), bug);
      return Served.refused(
          new FlowException(Reason.INTERNAL, "Expected to serve this, but something broke here"));
    }
  }

  /** Does what was answered before it is done: nobody hears of a refusal any more but the log. */
  private static void goOn(Work work, Runnable afterwards) {
    try {
      afterwards.run();
    } catch (FlowException refusal) {
      tell(work, refusal);
    }
  }

  /** A refusal is what a caller asked for, and no more than that; trouble of ours is. */
  private static void tell(Work work, FlowException refusal) {
    // The store says by itself what it is in trouble with, once, and not for every request.
    boolean isTold = refusal.isFor(Reason.STORE_UNAVAILABLE);
    boolean isTrouble =
        refusal.status() == Status.UNAVAILABLE || refusal.status() == Status.INTERNAL;
    if (isTrouble && !isTold) {
      log.warn("Could not serve {}: {}", work.told().get(), refusal.getMessage());
    } else {
      log.atDebug().log(() -> "Refused %s: %s".formatted(work.told().get(), refusal.getMessage()));
    }
  }

  private static Message message(String replyTo, BasicProperties asked, Response response) {
    var properties =
        new BasicProperties.Builder()
            .contentType(Message.CONTENT_TYPE)
            .correlationId(asked.getCorrelationId())
            .build();
    return Message.toQueue(replyTo, properties, sendable(response).envelope());
  }

  private static Response sendable(Response response) {
    int length = response.envelope().length();
    return length <= Message.BODY_BYTES_MAX
        ? response
        : Response.failed(
            new FlowException(
                Reason.ANSWER_TOO_LARGE,
                "Expected an answer of at most %d bytes, but it has %d"
                    .formatted(Message.BODY_BYTES_MAX, length)));
  }

  /** What a client sent, cut short and on one line. */
  private static String told(Envelope request) {
    String told = request.method() + " " + request.uri();
    return told.substring(0, Math.min(told.length(), LOGGED_MAX)).replaceAll("\\p{Cntrl}", " ");
  }
}
