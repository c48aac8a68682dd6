package io.flowmanager.rabbitmq;

import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.memory.MessageMemoryLimiter;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import io.flowmanager.rabbitmq.inbound.EventListener;
import io.flowmanager.rabbitmq.inbound.Interceptors;
import io.flowmanager.rabbitmq.inbound.Reaction;
import io.flowmanager.rabbitmq.inbound.RedeliveryExecutor;
import io.flowmanager.rabbitmq.inbound.RequestListener;
import io.flowmanager.rabbitmq.inbound.Router;
import io.flowmanager.rabbitmq.outbound.BrokerReadiness;
import io.flowmanager.rabbitmq.outbound.ConfirmedPublisher;
import io.flowmanager.rabbitmq.outbound.Delays;
import io.flowmanager.rabbitmq.outbound.DirectReplies;
import io.flowmanager.rabbitmq.outbound.PublishProbe;
import io.flowmanager.rabbitmq.outbound.RabbitEventPublisher;
import io.flowmanager.rabbitmq.outbound.RabbitRpc;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A connection and all that works over it, put together as in the daemon. */
public final class Rabbit implements AutoCloseable {
  private static final long PLENTY = 1L << 30;

  public final RabbitConnection connection;
  final ConfirmedPublisher publisher;
  private final RabbitSettings settings;
  private final RabbitMeasurements measurements;
  private final MessageMemoryLimiter limiter;
  private final Delays delays;
  private final DirectReplies replies;
  private final PublishProbe probe;

  public Rabbit(RabbitSettings settings, RabbitMeasurements measurements) {
    this(settings, measurements, new MessageMemoryLimiter(PLENTY, MemoryLimiter.none()));
  }

  public Rabbit(
      RabbitSettings settings, RabbitMeasurements measurements, MessageMemoryLimiter limiter) {
    this.settings = settings;
    this.measurements = measurements;
    this.limiter = limiter;
    connection = new RabbitConnection(settings, measurements, limiter);
    publisher = new ConfirmedPublisher(connection, settings, measurements);
    delays = new Delays(connection, settings, publisher);
    replies = new DirectReplies(connection);
    probe = new PublishProbe(connection);
  }

  public void listen(
      Router router, Interceptors interceptors, Optional<RedeliveryExecutor> redeliveries) {
    new RequestListener(
        connection, settings, measurements, replies, limiter, router, interceptors, redeliveries);
  }

  public void listen(Router router) {
    listen(router, Interceptors.NONE, Optional.empty());
  }

  public void react(
      Reaction reaction, List<Duration> retryDelays, Optional<RedeliveryExecutor> redeliveries) {
    new EventListener(
        connection, settings, measurements, delays, limiter, reaction, retryDelays, redeliveries);
  }

  public RabbitRpc rpc(InstantSource clock) {
    return new RabbitRpc(connection, publisher, delays, limiter, measurements, clock);
  }

  public RabbitEventPublisher events() {
    return new RabbitEventPublisher(publisher, settings, measurements);
  }

  public BrokerReadiness readiness() {
    return new BrokerReadiness(connection, probe);
  }

  @Override
  public void close() {
    connection.close();
  }
}
