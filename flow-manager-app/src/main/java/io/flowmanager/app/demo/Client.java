package io.flowmanager.app.demo;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.RpcClient;
import com.rabbitmq.client.RpcClientParams;
import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.application.json.EnvelopeJson.Event;
import io.flowmanager.application.json.EnvelopeJson.Response;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.rabbitmq.RabbitAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;

/** What every service of the platform does: asks the flow manager, and listens to its events. */
final class Client implements AutoCloseable {
  private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(15);

  private final Connection connection;
  private final RpcClient rpc;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  private Client(Connection connection, RpcClient rpc) {
    this.connection = connection;
    this.rpc = rpc;
  }

  static Client connect(RabbitAddress address, String requestQueue, String eventExchange)
      throws IOException, TimeoutException {
    var factory = new ConnectionFactory();
    factory.setHost(address.host());
    factory.setPort(address.port());
    factory.setUsername(address.user());
    factory.setPassword(address.password());
    factory.setVirtualHost(address.vhost());
    Connection connection = factory.newConnection("demo");
    Channel channel = connection.createChannel();
    var rpc =
        new RpcClient(
            new RpcClientParams()
                .channel(channel)
                .exchange("")
                .routingKey(requestQueue)
                .replyTo(channel.queueDeclare().getQueue())
                .timeout((int) ANSWER_WAIT_MAX.toMillis()));
    var client = new Client(connection, rpc);
    client.listen(eventExchange);
    return client;
  }

  /** The data of the answer; anything but success is thrown. */
  Body ask(String method, String uri, Value data) throws IOException, TimeoutException {
    byte[] request =
        EnvelopeJson.writeRequest(
                method, uri, EnvelopeJson.JSON, Optional.of(ValueJson.write(data)))
            .utf8();
    Response response =
        EnvelopeJson.readResponse(
            rpc.doCall(new BasicProperties.Builder().contentType("text/plain").build(), request)
                .getBody());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "Expected %s %s to succeed, but the answer is %s".formatted(method, uri, response));
    }
    return Body.of(response.data().orElse(Members.EMPTY));
  }

  /** Events in the order they came. */
  BlockingQueue<Event> events() {
    return events;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  private void listen(String exchange) throws IOException {
    Channel channel = connection.createChannel();
    String queue = channel.queueDeclare().getQueue();
    channel.queueBind(queue, exchange, "");
    channel.basicConsume(
        queue,
        true,
        new DefaultConsumer(channel) {
          @Override
          public void handleDelivery(
              String tag, Envelope envelope, BasicProperties properties, byte[] body) {
            events.add(EnvelopeJson.readEvent(body));
          }
        });
  }
}
