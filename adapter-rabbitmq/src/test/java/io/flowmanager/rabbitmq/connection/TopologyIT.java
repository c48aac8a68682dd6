package io.flowmanager.rabbitmq.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import io.flowmanager.rabbitmq.Peer;
import io.flowmanager.rabbitmq.RabbitSettings.Names;
import io.flowmanager.rabbitmq.TestBroker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("embedded")
class TopologyIT {
  private final Names names = TestBroker.freshNames();
  private final String queue = names.listenQueues().getFirst();
  private final Topology topology = new Topology(names);
  private Peer peer;
  private Broker broker;

  @BeforeEach
  void connect() throws Exception {
    peer = new Peer();
    broker = new Broker(Dialect.of(peer.channel().getConnection()), false);
  }

  @AfterEach
  void disconnect() throws IOException {
    peer.close();
  }

  private void declare() throws IOException {
    topology.declare(peer.channel().getConnection(), broker);
  }

  @Test
  void isWhatTheOtherServicesDeclareToo() throws Exception {
    declare();

    assertThatCode(
            () -> {
              Channel other = peer.channel();
              other.exchangeDeclare(names.eventExchange(), BuiltinExchangeType.FANOUT, true);
              other.queueDeclare(queue, true, false, false, Map.of());
              other.queueDeclare(names.subscribeQueue(), true, false, false, Map.of());
              for (String exchange : names.subscribedExchanges()) {
                other.exchangeDeclare(exchange, BuiltinExchangeType.FANOUT, true);
              }
            })
        .doesNotThrowAnyException();
  }

  @Test
  void bringsTheEventsItSubscribesToIntoItsQueue() throws Exception {
    declare();
    BlockingQueue<Delivery> arriving = peer.consume(names.subscribeQueue());

    for (String exchange : names.subscribedExchanges()) {
      peer.channel().basicPublish(exchange, "", new BasicProperties(), Peer.utf8(exchange));
      assertThat(Peer.text(Peer.next(arriving))).isEqualTo(exchange);
    }
  }

  @Test
  void mayBeDeclaredAgainAndKeepsWhatIsThere() throws Exception {
    declare();
    peer.tell(queue, "waiting");

    declare();

    assertThat(Peer.text(Peer.next(peer.consume(queue)))).isEqualTo("waiting");
  }

  @Test
  void takesWhatIsThereWithOtherPropertiesAsItIs() throws Exception {
    peer.channel().queueDeclare(queue, false, false, false, Map.of());

    declare();
    BlockingQueue<Delivery> arriving = peer.consume(queue);
    peer.tell(queue, "still works");

    assertThat(Peer.text(Peer.next(arriving))).isEqualTo("still works");
    peer.channel().exchangeDeclarePassive(names.subscribedExchanges().getLast());
  }

  @Test
  void bindsItsQueuesToTheExchangeThatDelaysWhereThereIsOne() throws Exception {
    // stands in for the one of the plugin: the same, but at once
    var own = names.withDelayExchange(names.eventExchange() + ".delay");
    peer.channel().exchangeDeclare(own.delayExchange(), BuiltinExchangeType.DIRECT, true);

    new Topology(own).declare(peer.channel().getConnection(), new Broker(broker.dialect(), true));

    for (String taking : List.of(queue, names.subscribeQueue())) {
      peer.channel()
          .basicPublish(own.delayExchange(), taking, new BasicProperties(), Peer.utf8(taking));
      assertThat(Peer.text(Peer.next(peer.consume(taking)))).isEqualTo(taking);
    }
  }
}
