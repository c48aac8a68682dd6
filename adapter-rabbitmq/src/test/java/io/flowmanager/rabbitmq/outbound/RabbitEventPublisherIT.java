package io.flowmanager.rabbitmq.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Delivery;
import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.json.ActiveflowJson;
import io.flowmanager.application.json.FlowJson;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Origin;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.variable.OfferedVariables;
import io.flowmanager.rabbitmq.CuttableProxy;
import io.flowmanager.rabbitmq.Message;
import io.flowmanager.rabbitmq.Peer;
import io.flowmanager.rabbitmq.Rabbit;
import io.flowmanager.rabbitmq.RabbitSettings;
import io.flowmanager.rabbitmq.Recorded;
import io.flowmanager.rabbitmq.TestBroker;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RabbitEventPublisherIT {
  private static final Duration PATIENCE = Duration.ofSeconds(Peer.PATIENCE_SECONDS);
  private static final CustomerId CUSTOMER =
      new CustomerId(UUID.fromString("5e4a0680-804e-11ec-8477-2fea5968d85b"));

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Pattern NUMBER = Pattern.compile("number (\\d+)");

  private final Recorded recorded = new Recorded();
  private final RabbitSettings settings = TestBroker.settings();
  private CuttableProxy line;
  private RabbitConnection connection;
  private RabbitEventPublisher publisher;
  private Peer peer;
  private BlockingQueue<Delivery> events;
  private BlockingQueue<Delivery> webhooks;

  @BeforeEach
  void connect() throws Exception {
    line = CuttableProxy.to(TestBroker.address());
    var rabbit =
        new Rabbit(RabbitSettings.of(line.address()).withNames(settings.names()), recorded);
    connection = rabbit.connection;
    publisher = rabbit.events();
    connection.start();
    assertThat(connection.awaitConsuming(PATIENCE)).isTrue();
    peer = new Peer();
    events = peer.consume(peer.queueOn(settings.names().eventExchange()));
    String webhookQueue = settings.names().webhookQueue();
    peer.channel().queueDeclare(webhookQueue, false, true, true, Map.of());
    webhooks = peer.consume(webhookQueue);
  }

  @AfterEach
  void disconnect() throws IOException {
    connection.close();
    line.close();
    peer.close();
  }

  private CompletableFuture<Void> publish(DomainEvent... events) {
    return publisher.publish(List.of(events)).toCompletableFuture();
  }

  private static Flow flow(String detail) {
    return new Flow(
        new FlowId(UUID.randomUUID()),
        CUSTOMER,
        Flow.TYPE_FLOW,
        new Flow.Label("", detail),
        true,
        List.of(),
        Flow.Direct.NONE,
        FlowId.NONE,
        Flow.Legacy.NONE,
        new Flow.Times(NOON, Optional.empty(), Optional.empty()));
  }

  private static DomainEvent flowCreated(int number) {
    return DomainEvent.of(EventType.FLOW_CREATED, flow("number " + number));
  }

  private static Activeflow activeflow(CustomerId customer) {
    return Activeflow.start(
            new ActiveflowId(UUID.randomUUID()),
            Origin.of(customer, new Reference(ReferenceType.CALL, ReferenceId.NONE)),
            List.of(),
            Optional.empty(),
            OfferedVariables.NONE,
            NOON)
        .activeflow();
  }

  private static int number(Delivery event) {
    Matcher number = NUMBER.matcher(Peer.text(event));
    assertThat(number.find()).isTrue();
    return Integer.parseInt(number.group(1));
  }

  @Test
  void publishesToTheExchangeAsTheOthersKnowIt() throws Exception {
    Flow flow = flow("hello");
    CompletableFuture<Void> published = publish(DomainEvent.of(EventType.FLOW_CREATED, flow));

    Delivery event = Peer.next(events);
    assertThat(Peer.text(event))
        .isEqualTo(
            "{\"type\":\"flow_created\",\"publisher\":\"flow-manager\","
                + "\"data_type\":\"application/json\",\"data\":%s}"
                    .formatted(FlowJson.write(flow)));
    assertThat(event.getEnvelope().getRoutingKey()).isEmpty();
    assertThat(event.getProperties().getContentType()).isEqualTo("text/plain");
    assertThat(published).succeedsWithin(PATIENCE);
    assertThat(recorded.all()).containsExactly("published flow_created");
    assertThat(webhooks).isEmpty();
  }

  @Test
  void asksTheWebhookManagerToTellTheCustomer() throws Exception {
    Activeflow activeflow = activeflow(CUSTOMER);
    CompletableFuture<Void> published =
        publish(DomainEvent.of(EventType.ACTIVEFLOW_UPDATED, activeflow));

    assertThat(Peer.text(Peer.next(events))).contains("\"activeflow_updated\"", "stack_map");
    Delivery webhook = Peer.next(webhooks);
    assertThat(Peer.text(webhook))
        .isEqualTo(
            "{\"uri\":\"/v1/webhooks\",\"method\":\"POST\",\"publisher\":\"flow-manager\","
                + "\"data_type\":\"application/json\",\"data\":{"
                + "\"customer_id\":\"5e4a0680-804e-11ec-8477-2fea5968d85b\","
                + "\"data_type\":\"application/json\",\"data\":{\"type\":\"activeflow_updated\","
                + "\"data\":%s}}}".formatted(ActiveflowJson.writeForCustomer(activeflow)));
    assertThat(webhook.getProperties().getReplyTo()).isNull();
    assertThat(published).succeedsWithin(PATIENCE);
    assertThat(recorded.all())
        .containsExactly("published activeflow_updated", "webhook activeflow_updated");
  }

  @Test
  void tellsNobodyWhereThereIsNoCustomer() throws Exception {
    DomainEvent told = DomainEvent.of(EventType.ACTIVEFLOW_UPDATED, activeflow(CustomerId.NONE));

    assertThat(publish(told)).succeedsWithin(PATIENCE);

    assertThat(Peer.text(Peer.next(events))).contains("\"activeflow_updated\"");
    assertThat(webhooks).isEmpty();
  }

  @Test
  void keepsTheOrderOfCallsWithoutWaitingInBetween() throws Exception {
    var published = new ArrayList<CompletableFuture<Void>>();
    for (int number = 0; number < 3000; number += 3) {
      published.add(publish(flowCreated(number), flowCreated(number + 1), flowCreated(number + 2)));
    }

    for (int number = 0; number < 3000; number++) {
      assertThat(number(Peer.next(events))).isEqualTo(number);
    }
    assertThat(CompletableFuture.allOf(published.toArray(CompletableFuture[]::new)))
        .succeedsWithin(PATIENCE);
  }

  @Test
  void publishesNothingWithSuccess() {
    assertThat(publish()).succeedsWithin(PATIENCE);
  }

  @Test
  void failsAtOnceWithoutAConnectionAndWorksAgainWithOne() throws Exception {
    line.cut();
    await().until(() -> !connection.isConsuming());

    assertThat(publish(flowCreated(1)))
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.isFor(Reason.SERVICE_UNAVAILABLE)).isTrue());
    line.mend();
    assertThat(connection.awaitConsuming(PATIENCE)).isTrue();
    assertThat(publish(flowCreated(2))).succeedsWithin(PATIENCE);
    assertThat(number(Peer.next(events))).isEqualTo(2);
  }

  @Test
  void failsWhatIsUnderWayWhenTheConnectionBreaks() throws Exception {
    var published = new ArrayList<CompletableFuture<Void>>();
    for (int number = 0; number < 2000; number++) {
      published.add(publish(flowCreated(number)));
      if (number == 1000) {
        line.breakConnections();
      }
    }

    CompletableFuture<Void> all =
        CompletableFuture.allOf(published.toArray(CompletableFuture[]::new));
    assertThat(all).failsWithin(PATIENCE);
    assertThat(published).allMatch(CompletableFuture::isDone);
    // what is said to be published has arrived
    long confirmed = published.stream().filter(one -> !one.isCompletedExceptionally()).count();
    for (int number = 0; number < confirmed; number++) {
      Peer.next(events);
    }
  }

  @Test
  void failsWhereTheBrokerRefusesAndWorksAgainAfterwards() throws Exception {
    peer.channel().exchangeDelete(settings.names().eventExchange());

    assertThat(publish(flowCreated(1))).failsWithin(PATIENCE);

    await().until(() -> publish(flowCreated(2)).handle((done, failed) -> failed == null).get());
  }

  @Test
  void leavesOutWhatNoBrokerTakes() throws Exception {
    DomainEvent huge =
        DomainEvent.of(EventType.FLOW_CREATED, flow("x".repeat(Message.BODY_BYTES_MAX)));

    assertThat(publish(huge, flowCreated(1))).succeedsWithin(PATIENCE);

    assertThat(number(Peer.next(events))).isEqualTo(1);
  }
}
