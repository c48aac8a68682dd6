package io.flowmanager.rabbitmq.inbound;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.application.json.EnvelopeJson.Envelope;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.memory.MessageMemoryLimiter;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.error.Status;
import io.flowmanager.rabbitmq.Message;
import io.flowmanager.rabbitmq.RabbitMeasurements;
import io.flowmanager.rabbitmq.RabbitSettings;
import io.flowmanager.rabbitmq.connection.BoundedFrames;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import io.flowmanager.rabbitmq.outbound.DirectReplies;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for requests: takes them off our queues and answers them, each on a thread of its own,
 * those of one key one after the other, acknowledged only after the answer and what follows it.
 *
 * <p>A request that can be read finds its route and gets its interceptors as it arrives, and its
 * turn later. Whatever is in a message, it is answered (if an answer is wanted) and never comes
 * again.
 */
@Singleton
public final class RequestListener {
  private static final Logger log = LoggerFactory.getLogger(RequestListener.class);

  /** Most characters of what a client sent that are logged. */
  private static final int LOGGED_MAX = 200;

  /** Reading more than so many bytes, and all that is done with them, is long work. */
  static final int SHORT_BYTES_MAX = 64 * 1024;

  private final Router router;
  private final Interceptors interceptors;
  private final DirectReplies directReplies;
  private final RabbitMeasurements measurements;
  private final KeyedExecutor executor = new KeyedExecutor();
  private final MessageMemoryLimiter limiter;
  private final long bodyBytesMax;
  private final Optional<RedeliveryExecutor> redeliveries;

  /** Begins with the connection. */
  @Inject
  public RequestListener(
      RabbitConnection connection,
      RabbitSettings settings,
      RabbitMeasurements measurements,
      DirectReplies directReplies,
      MessageMemoryLimiter limiter,
      Router router,
      Interceptors interceptors,
      RedeliveryExecutor redeliveries) {
    this(
        connection,
        settings,
        measurements,
        directReplies,
        limiter,
        router,
        interceptors,
        Optional.of(redeliveries));
  }

  /**
   * @param redeliveries empty: redelivered messages are worked on as any
   */
  public RequestListener(
      RabbitConnection connection,
      RabbitSettings settings,
      RabbitMeasurements measurements,
      DirectReplies directReplies,
      MessageMemoryLimiter limiter,
      Router router,
      Interceptors interceptors,
      Optional<RedeliveryExecutor> redeliveries) {
    this.router = router;
    this.interceptors = interceptors;
    this.redeliveries = redeliveries;
    this.directReplies = directReplies;
    this.measurements = measurements;
    this.limiter = limiter;
    this.bodyBytesMax = connection.bodyBytesMax();
    connection.add(
        new QueueConsumers(
            "requests", settings.names().listenQueues(), settings.prefetch(), this::take));
  }

  /**
   * A message whose turn is to come.
   *
   * @param method for counting; empty where it asks for nothing of ours
   * @param takesLong a refusal does not, however large the message is
   * @param parkedAs empty: it is never parked
   * @param named method and URI, for the log
   * @param refuse has the handler refuse it instead, and nothing of it done
   */
  private record Turn(
      String label,
      String method,
      Optional<String> key,
      boolean takesLong,
      Optional<RedeliveryExecutor.Name> parkedAs,
      Supplier<String> named,
      Handler handler,
      Consumer<FlowException> refuse) {

    /** That of a message nothing is known of but that it is refused. */
    static Turn refusing(Handler refusal) {
      return new Turn(
          RoutedRequest.NOT_FOUND,
          "",
          Optional.empty(),
          false,
          Optional.empty(),
          () -> "a request",
          refusal,
          other -> {});
    }

    static Turn refusing(RuntimeException refusal) {
      return refusing(
          (Handler)
              () -> {
                throw refusal;
              });
    }
  }

  /** The innermost handler: the route's own, unless the request is refused before its turn. */
  private static final class Innermost implements Handler {
    private final Handler handler;
    private volatile Optional<FlowException> refusal = Optional.empty();

    Innermost(Handler handler) {
      this.handler = handler;
    }

    void refuse(FlowException with) {
      refusal = Optional.of(with);
    }

    @Override
    public Answer handle() {
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      return handler.handle();
    }
  }

  private static FlowException parked() {
    return new FlowException(
        Reason.MESSAGE_PARKED,
        "Expected a request that can be worked on, but processes ended with it in work");
  }

  /** Looks at it here, one after the other: what arrives first is first of its key. */
  private void take(Delivery delivery) {
    long arrived = System.nanoTime();
    long weight = MessageMemoryLimiter.weigh(delivery.body());
    try {
      limiter.take(weight);
    } catch (FlowException refusal) {
      Turn refusing = Turn.refusing(refusal);
      executor.run(refusing.key(), () -> serve(delivery, refusing, arrived));
      return;
    }
    if (delivery.mayHaveEndedAProcess() && redeliveries.isPresent()) {
      takeAgain(redeliveries.get(), delivery, weight, arrived);
      return;
    }
    Turn turn = turn(delivery);
    Runnable serving = limiter.within(weight, () -> serve(delivery, turn, arrived));
    if (turn.takesLong()) {
      executor.runLong(turn.key(), serving);
    } else {
      executor.run(turn.key(), serving);
    }
  }

  /**
   * A large one is not even read before its turn: reading may be what ends processes. It keeps no
   * order, then. Never on the few threads for what takes long, for it may have to wait.
   */
  private void takeAgain(RedeliveryExecutor serial, Delivery delivery, long weight, long arrived) {
    if (delivery.body().length > SHORT_BYTES_MAX) {
      Runnable serving = () -> serve(delivery, turn(delivery), arrived);
      Runnable ifParked = () -> serve(delivery, Turn.refusing(parked()), arrived);
      executor.run(
          Optional.empty(),
          limiter.within(
              weight,
              () -> serial.run(delivery, RedeliveryExecutor.Name.UNREAD, serving, ifParked)));
      return;
    }
    Turn turn = turn(delivery);
    Runnable serving = () -> serve(delivery, turn, arrived);
    if (turn.parkedAs().isPresent()) {
      RedeliveryExecutor.Name name = turn.parkedAs().get();
      Runnable ifParked =
          () -> {
            turn.refuse().accept(parked());
            serving.run();
          };
      executor.run(
          turn.key(), limiter.within(weight, () -> serial.run(delivery, name, serving, ifParked)));
    } else {
      executor.run(turn.key(), limiter.within(weight, serving));
    }
  }

  private Turn turn(Delivery delivery) {
    try {
      return turn(read(delivery), delivery.body().length > SHORT_BYTES_MAX);
    } catch (RuntimeException refusal) {
      return Turn.refusing(refusal);
    } catch (Error bug) {
      return Turn.refusing(
          (Handler)
              () -> {
                throw bug;
              });
    }
  }

  private Turn turn(IncomingRequest request, boolean isLarge) {
    Envelope envelope = request.envelope();
    RoutedRequest routed = routed(request);
    var innermost = new Innermost(routed.handler());
    return new Turn(
        routed.label(),
        routed.isFound() ? envelope.method() : "",
        routed.key(),
        routed.isFound() && (isLarge || routed.takesLong()),
        routed.mayBeParked()
            ? Optional.of(new RedeliveryExecutor.Name(envelope.method(), envelope.uri()))
            : Optional.empty(),
        () -> named(envelope),
        interceptors.around(request, routed, innermost),
        innermost::refuse);
  }

  private RoutedRequest routed(IncomingRequest request) {
    try {
      return router.route(request);
    } catch (FlowException refusal) {
      return RoutedRequest.notFound(refusal);
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

  /** Whatever is thrown, also where the stack or the heap was too small: the next one may fit. */
  private void serve(Delivery delivery, Turn turn, long arrived) {
    try {
      Optional<Runnable> afterwards = Optional.empty();
      Json response;
      try {
        Answer answer = turn.handler().handle();
        response = Responses.served(answer);
        afterwards = answer.afterwards();
      } catch (FlowException refusal) {
        log(turn, refusal);
        response = Responses.failed(refusal);
      } catch (Throwable bug) {
        log.error("Could not serve {}", turn.named().get(), bug);
        response =
            Responses.failed(
                new FlowException(
                    Reason.INTERNAL, "Expected to serve this, but something broke here"));
      }
      Optional<String> replyTo = replyTo(delivery);
      if (replyTo.isPresent()) {
        answer(delivery, replyTo.get(), response);
      }
      measurements.requestAnswered(
          turn.label(), turn.method(), Duration.ofNanos(System.nanoTime() - arrived));
      if (afterwards.isPresent()) {
        goOn(turn, afterwards.get());
      }
    } finally {
      delivery.acknowledge();
    }
  }

  private void answer(Delivery delivery, String replyTo, Json response) {
    Message answer = message(replyTo, delivery.properties(), response);
    if (DirectReplies.isFor(replyTo)) {
      directReplies.send(answer);
    } else {
      delivery.answer(answer);
    }
  }

  /** Does what was answered before it is done: nobody hears of a refusal any more but the log. */
  private static void goOn(Turn turn, Runnable afterwards) {
    try {
      afterwards.run();
    } catch (FlowException refusal) {
      log(turn, refusal);
    }
  }

  /** A refusal is what a caller asked for, and no more than that; trouble of ours is. */
  private static void log(Turn turn, FlowException refusal) {
    // The store says by itself what it is in trouble with, once, and not for every request.
    boolean isLogged = refusal.isFor(Reason.STORE_UNAVAILABLE);
    boolean isTrouble =
        refusal.status() == Status.UNAVAILABLE || refusal.status() == Status.INTERNAL;
    if (isTrouble && !isLogged) {
      log.warn("Could not serve {}: {}", turn.named().get(), refusal.getMessage());
    } else {
      log.atDebug().log(() -> "Refused %s: %s".formatted(turn.named().get(), refusal.getMessage()));
    }
  }

  private static Message message(String replyTo, BasicProperties asked, Json response) {
    var properties =
        new BasicProperties.Builder()
            .contentType(Message.CONTENT_TYPE)
            .correlationId(asked.getCorrelationId())
            .build();
    return Message.toQueue(replyTo, properties, sendable(response));
  }

  private static Json sendable(Json response) {
    int length = response.length();
    return length <= Message.BODY_BYTES_MAX
        ? response
        : Responses.failed(
            new FlowException(
                Reason.ANSWER_TOO_LARGE,
                "Expected an answer of at most %d bytes, but it has %d"
                    .formatted(Message.BODY_BYTES_MAX, length)));
  }

  /** Method and URI as a client sent them, cut short and on one line. */
  private static String named(Envelope request) {
    String named = request.method() + " " + request.uri();
    return named.substring(0, Math.min(named.length(), LOGGED_MAX)).replaceAll("\\p{Cntrl}", " ");
  }
}
