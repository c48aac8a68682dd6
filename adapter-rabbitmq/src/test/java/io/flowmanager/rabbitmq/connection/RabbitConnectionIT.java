package io.flowmanager.rabbitmq.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import io.flowmanager.rabbitmq.CuttableProxy;
import io.flowmanager.rabbitmq.Peer;
import io.flowmanager.rabbitmq.Rabbit;
import io.flowmanager.rabbitmq.RabbitAddress;
import io.flowmanager.rabbitmq.RabbitMeasurements;
import io.flowmanager.rabbitmq.RabbitSettings;
import io.flowmanager.rabbitmq.TestBroker;
import io.flowmanager.rabbitmq.embedded.EmbeddedBroker;
import io.flowmanager.rabbitmq.inbound.Answer;
import io.flowmanager.rabbitmq.inbound.Routed;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("embedded")
class RabbitConnectionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(Peer.PATIENCE_SECONDS);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final RabbitSettings settings = TestBroker.settings();
  private final String queue = settings.names().listenQueues().getFirst();
  private CuttableProxy line;
  private RabbitConnection connection;
  private Peer peer;

  @BeforeEach
  void connect() throws Exception {
    line = new CuttableProxy(TestBroker.address());
    connection = connectionTo(line.address());
    peer = new Peer();
  }

  @AfterEach
  void disconnect() throws IOException {
    connection.close();
    line.close();
    peer.close();
  }

  private RabbitConnection connectionTo(RabbitAddress address) {
    var rabbit =
        new Rabbit(RabbitSettings.of(address).withNames(settings.names()), RabbitMeasurements.NONE);
    rabbit.listen(request -> Routed.free(() -> Answer.DONE));
    return rabbit.connection;
  }

  private void assertAnswers() throws Exception {
    peer.ask(queue, "c", "{\"uri\":\"/\",\"method\":\"GET\"}");
    assertThat(Peer.text(peer.reply())).contains("200");
  }

  @Test
  void waitsForABrokerThatIsNotThereAndSaysSo() throws Exception {
    connection.start();

    assertThat(connection.awaitConsuming(SHORT)).isFalse();
    await().until(() -> connection.state().contains("Connection refused"));
    assertThat(connection.state())
        .startsWith("waiting for RabbitMQ at amqp://guest@127.0.0.1:")
        .doesNotContain("guest:guest");
    assertThat(connection.isConsuming()).isFalse();

    line.mend();

    assertThat(connection.awaitConsuming(PATIENCE)).isTrue();
    assertThat(connection.isConsuming()).isTrue();
    assertThat(connection.state()).startsWith("connected to ");
    assertAnswers();
  }

  @Test
  void saysWhenItIsNotLetIn() {
    RabbitAddress right = TestBroker.address();
    connection =
        connectionTo(
            new RabbitAddress(false, right.host(), right.port(), "guest", "wrong", right.vhost()));

    connection.start();

    await().until(() -> connection.state().startsWith("waiting"));
    assertThat(connection.state()).containsIgnoringCase("auth").doesNotContain("wrong");
  }

  @Test
  void comesBackAfterEveryLoss() throws Exception {
    line.mend();
    connection.start();
    for (int time = 0; time < 3; time++) {
      assertThat(connection.awaitConsuming(PATIENCE)).isTrue();
      assertAnswers();

      line.cut();
      await().until(() -> !connection.isConsuming());
      line.mend();
    }

    assertThat(connection.awaitConsuming(PATIENCE)).isTrue();
    assertAnswers();
  }

  @Test
  void comesBackWhenTheBrokerRestartsWithNothingInIt() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(0);
    RabbitAddress address = broker.address();
    connection = connectionTo(address);
    connection.start();
    assertThat(connection.awaitConsuming(PATIENCE)).isTrue();

    broker.close();
    await().until(() -> !connection.isConsuming());
    try (EmbeddedBroker again = EmbeddedBroker.start(address.port())) {
      assertThat(again.address()).isEqualTo(address);
      assertThat(connection.awaitConsuming(PATIENCE)).isTrue();
      connection.close();
    }
  }

  @Test
  void repairsOneChannelAndLeavesTheOthersAlone() throws Exception {
    var breaking = new BreakingUser();
    var steady = new BreakingUser();
    connection.add(breaking);
    connection.add(steady);
    line.mend();
    connection.start();
    Channel first = breaking.channels.poll(Peer.PATIENCE_SECONDS, SECONDS);
    assertThat(connection.awaitConsuming(PATIENCE)).isTrue();

    // 404: the broker closes the channel
    first.basicPublish("no.such.exchange", "", new BasicProperties(), new byte[0]);

    Channel second = breaking.channels.poll(Peer.PATIENCE_SECONDS, SECONDS);
    assertThat(second.getConnection()).isSameAs(first.getConnection());
    assertThat(breaking.lost.poll(Peer.PATIENCE_SECONDS, SECONDS)).isSameAs(first);
    assertThat(connection.awaitConsuming(PATIENCE)).isTrue();
    assertThat(steady.channels).hasSize(1);
    assertAnswers();
  }

  /** Does nothing but keep its channels. */
  private static final class BreakingUser implements ChannelUser {
    private final BlockingQueue<Channel> channels = new LinkedBlockingQueue<>();
    private final BlockingQueue<Channel> lost = new LinkedBlockingQueue<>();

    @Override
    public String purpose() {
      return "a test";
    }

    @Override
    public void open(Channel channel, Broker broker) {
      channels.add(channel);
    }

    @Override
    public void lost(Channel channel) {
      lost.add(channel);
    }
  }

  @Test
  void servesRequestsWhileSomethingElseCannotBeOpened() throws Exception {
    connection.add(
        new ChannelUser() {
          @Override
          public String purpose() {
            return "what never works";
          }

          @Override
          public void open(Channel channel, Broker broker) throws IOException {
            channel.basicConsume("no.such.queue", (tag, delivery) -> {}, tag -> {});
          }

          @Override
          public void lost(Channel channel) {}
        });
    line.mend();
    connection.start();

    await().until(() -> connection.state().contains("no what never works"));

    assertThat(connection.isConsuming()).isFalse();
    assertAnswers();
  }

  @Test
  void givesANewChannelForOneThatItsUserGaveUp() throws Exception {
    var user = new BreakingUser();
    connection.add(user);
    line.mend();
    connection.start();
    Channel first = user.channels.poll(Peer.PATIENCE_SECONDS, SECONDS);
    assertThat(connection.awaitConsuming(PATIENCE)).isTrue();

    first.abort();

    assertThat(user.channels.poll(Peer.PATIENCE_SECONDS, SECONDS)).isNotSameAs(first);
    assertThat(connection.awaitConsuming(PATIENCE)).isTrue();
  }

  @Test
  void isReadyOnlyWhenAllThatWasAddedIsOpen() throws Exception {
    line.mend();
    connection.start();
    assertThat(connection.awaitConsuming(PATIENCE)).isTrue();
    var late = new BreakingUser();

    connection.add(late);

    assertThat(late.channels.poll(Peer.PATIENCE_SECONDS, SECONDS)).isNotNull();
    await().until(connection::isConsuming);
  }

  @Test
  void closesBeforeItEverConnected() {
    connection.start();

    connection.close();
    connection.close();

    assertThat(connection.isConsuming()).isFalse();
    assertThat(connection.state()).isEqualTo("closed");
  }

  @Test
  void leavesNoConsumerBehind() throws Exception {
    line.mend();
    connection.start();
    assertThat(connection.awaitConsuming(PATIENCE)).isTrue();

    connection.close();
    peer.tell(queue, "for someone else");

    BlockingQueue<Delivery> arriving = peer.consume(queue);
    assertThat(Peer.text(Peer.next(arriving))).isEqualTo("for someone else");
  }
}
