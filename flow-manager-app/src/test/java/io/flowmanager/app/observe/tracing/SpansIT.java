package io.flowmanager.app.observe.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.memory.MessageMemoryLimiter;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.RabbitAddress;
import io.flowmanager.rabbitmq.RabbitMeasurements;
import io.flowmanager.rabbitmq.RabbitSettings;
import io.flowmanager.rabbitmq.RabbitSettings.Names;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import io.flowmanager.rabbitmq.embedded.EmbeddedBroker;
import io.flowmanager.rabbitmq.inbound.Answer;
import io.flowmanager.rabbitmq.inbound.Interceptors;
import io.flowmanager.rabbitmq.inbound.RequestListener;
import io.flowmanager.rabbitmq.inbound.RoutedRequest;
import io.flowmanager.rabbitmq.outbound.ConfirmedPublisher;
import io.flowmanager.rabbitmq.outbound.Delays;
import io.flowmanager.rabbitmq.outbound.DirectReplies;
import io.flowmanager.rabbitmq.outbound.PeerRequest;
import io.flowmanager.rabbitmq.outbound.RabbitRpc;
import io.flowmanager.rabbitmq.outbound.Rpc;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trace through a caller, this service and another, over a broker. */
class SpansIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long ROOM = 8L << 20;
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "b7ad6b7169203331";
  private static final String DONE = "{\"status_code\":200}";

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final Tracing spans = new Spans(SimpleSpanProcessor.create(exported));
  private final String queue = "traced." + UUID.randomUUID();
  private RabbitConnection ours;
  private RabbitSettings settings;
  private MessageMemoryLimiter room;
  private Connection theirs;
  private Channel channel;

  @BeforeEach
  void connect() throws Exception {
    RabbitAddress address =
        Optional.ofNullable(System.getenv("FLOW_RABBIT_ADDR"))
            .map(RabbitAddress::of)
            .orElseGet(() -> EmbeddedBroker.start(0).address());
    settings =
        RabbitSettings.of(address).withNames(Names.PLATFORM.withListenQueues(List.of(queue)));
    room = new MessageMemoryLimiter(ROOM, MemoryLimiter.none());
    ours = new RabbitConnection(settings, RabbitMeasurements.NONE, room);
    theirs = address.connectionFactory().newConnection("others");
    channel = theirs.createChannel();
  }

  @AfterEach
  void disconnect() throws Exception {
    channel.queueDelete(queue);
    theirs.close();
    ours.close();
    spans.close();
  }

  @Test
  void runsFromTheCallerThroughThisServiceToTheNext() throws Exception {
    String peerQueue = channel.queueDeclare().getQueue();
    String replyQueue = channel.queueDeclare().getQueue();
    BlockingQueue<Delivery> questions = consume(peerQueue);
    BlockingQueue<Delivery> answers = consume(replyQueue);
    var publisher = new ConfirmedPublisher(ours, settings, RabbitMeasurements.NONE);
    Rpc rpc =
        spans.questions(
            new RabbitRpc(
                ours,
                publisher,
                new Delays(ours, settings, publisher),
                room,
                RabbitMeasurements.NONE,
                InstantSource.system()));
    var question = PeerRequest.of(peerQueue, Method.GET, "/v1/calls/1", "/v1/calls/<call-id>");
    new RequestListener(
        ours,
        settings,
        RabbitMeasurements.NONE,
        new DirectReplies(ours),
        room,
        request -> asking(rpc, question),
        Interceptors.of(spans.requests()),
        Optional.empty());
    ours.start();
    assertThat(ours.awaitConsuming(PATIENCE)).isTrue();

    publish(
        queue,
        new BasicProperties.Builder()
            .replyTo(replyQueue)
            .correlationId("c-1")
            .headers(Map.of("traceparent", "00-" + TRACE + "-" + CALLER + "-01"))
            .build(),
        "{\"uri\":\"/v1/any\",\"method\":\"GET\"}");
    Delivery asking = next(questions);
    publish(
        asking.getProperties().getReplyTo(),
        new BasicProperties.Builder()
            .correlationId(asking.getProperties().getCorrelationId())
            .build(),
        DONE);
    next(answers);

    await().atMost(PATIENCE).until(() -> exported.getFinishedSpanItems().size() == 2);
    SpanData asked = exported.getFinishedSpanItems().getFirst();
    SpanData served = exported.getFinishedSpanItems().getLast();
    assertThat(served.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(served.getTraceId()).isEqualTo(TRACE);
    assertThat(served.getParentSpanId()).isEqualTo(CALLER);
    assertThat(asked.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(asked.getParentSpanId()).isEqualTo(served.getSpanId());
    assertThat(asking.getProperties().getHeaders().get("traceparent"))
        .hasToString("00-" + TRACE + "-" + asked.getSpanId() + "-01");
  }

  private BlockingQueue<Delivery> consume(String from) throws Exception {
    var arriving = new LinkedBlockingQueue<Delivery>();
    channel.basicConsume(from, true, (tag, delivery) -> arriving.add(delivery), tag -> {});
    return arriving;
  }

  private void publish(String to, BasicProperties properties, String body) throws Exception {
    channel.basicPublish("", to, properties, body.getBytes(UTF_8));
  }

  private static Delivery next(BlockingQueue<Delivery> arriving) throws InterruptedException {
    Delivery next = arriving.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  /** A request that is served by asking somebody else. */
  private static RoutedRequest asking(Rpc rpc, PeerRequest question) {
    return new RoutedRequest(
        "/any",
        Optional.empty(),
        false,
        false,
        true,
        () -> {
          rpc.ask(question, PATIENCE);
          return Answer.DONE;
        });
  }
}
