package io.flowmanager.app.demo;

import io.flowmanager.app.client.DaemonClient;
import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.EnvelopeJson.Event;
import io.flowmanager.application.json.EnvelopeJson.Response;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.rabbitmq.RabbitAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A client that does what every service of the platform does: asks the flow manager, and listens to
 * its events.
 */
final class Client implements AutoCloseable {
  private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(15);

  private final DaemonClient daemon;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  private Client(DaemonClient daemon) {
    this.daemon = daemon;
  }

  static Client connect(RabbitAddress address, String requestQueue, String eventExchange) {
    var client = new Client(DaemonClient.connect(address, requestQueue, "demo"));
    client.daemon.listen(eventExchange, client.events::add);
    return client;
  }

  /** The data of the answer; anything but success is thrown. */
  Body ask(String method, String uri, Value data) {
    Response response =
        daemon
            .ask(method, uri, Optional.of(ValueJson.write(data)))
            .orTimeout(ANSWER_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)
            .join();
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
  public void close() {
    daemon.close();
  }
}
