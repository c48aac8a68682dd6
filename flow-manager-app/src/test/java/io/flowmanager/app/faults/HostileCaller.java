package io.flowmanager.app.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A caller that sends any bytes, as many requests at once as it likes, and looks at the status of
 * each answer only: the answers may be large. For one thread.
 */
final class HostileCaller {
  private static final Pattern STATUS = Pattern.compile("^\\{\"status_code\":(\\d+)");
  private static final int BEGINNING = 4096;
  private static final long PATIENCE_SECONDS = 90;

  private final BooleanSupplier isThere;
  private final Channel channel;
  private final String requests;
  private final String replies;
  private final Map<String, CompletableFuture<Answered>> waiting = new ConcurrentHashMap<>();

  /**
   * @param isThere whether there is still somebody to answer
   */
  HostileCaller(Connection connection, String requests, BooleanSupplier isThere)
      throws IOException {
    this.isThere = isThere;
    this.channel = connection.createChannel();
    this.requests = requests;
    this.replies = channel.queueDeclare().getQueue();
    channel.basicConsume(replies, true, new Replies());
  }

  /**
   * An answer.
   *
   * @param beginning of its text
   */
  record Answered(int status, String beginning) {}

  private final class Replies extends DefaultConsumer {
    Replies() {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, BasicProperties properties, byte[] body) {
      String beginning = new String(body, 0, Math.min(body.length, BEGINNING), UTF_8);
      Matcher status = STATUS.matcher(beginning);
      CompletableFuture<Answered> asked = waiting.remove(properties.getCorrelationId());
      if (asked != null) {
        asked.complete(
            new Answered(status.find() ? Integer.parseInt(status.group(1)) : 0, beginning));
      }
    }
  }

  /** Sends a message, and does not wait. */
  CompletableFuture<Answered> send(byte[] body) throws IOException {
    String id = UUID.randomUUID().toString();
    var answer = new CompletableFuture<Answered>();
    waiting.put(id, answer);
    channel.basicPublish(
        "",
        requests,
        new BasicProperties.Builder().correlationId(id).replyTo(replies).build(),
        body);
    return answer;
  }

  Answered ask(byte[] body) throws IOException {
    return await(List.of(send(body))).getFirst();
  }

  /** The answers to all of these. */
  List<Answered> await(List<CompletableFuture<Answered>> asked) {
    var answers = new ArrayList<Answered>();
    try {
      for (CompletableFuture<Answered> one : asked) {
        answers.add(await(one));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    } catch (ExecutionException | TimeoutException none) {
      throw new AssertionError("an answer is missing", none);
    }
    return answers;
  }

  private Answered await(CompletableFuture<Answered> asked)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (int second = 0; second < PATIENCE_SECONDS && isThere.getAsBoolean(); second++) {
      try {
        return asked.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException notYet) {
        // again, as long as there is somebody
      }
    }
    throw new TimeoutException(isThere.getAsBoolean() ? "it lives" : "it died");
  }

  /** A request as it travels. */
  static byte[] request(String method, String uri, String data) {
    return "{\"method\":\"%s\",\"uri\":\"%s\",\"publisher\":\"hostile\",\"data_type\":\"application/json\"%s}"
        .formatted(method, uri, data.isEmpty() ? "" : ",\"data\":" + data)
        .getBytes(UTF_8);
  }
}
