package io.flowmanager.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Callers at work on one queue, over one channel. All answers are taken by the thread that reads
 * them, which sends the request that follows at once.
 */
final class Load {
  /** The time that one request may take. */
  static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(15);

  private static final Duration BETWEEN_TICKS = Duration.ofMillis(20);

  /** More requests than a caller makes in one run. */
  private static final long RUN_NUMBERS = 1L << 32;

  private final Channel channel;
  private final String queue;
  private final String replyQueue;
  private final String customer = UUID.randomUUID().toString();
  private final ReentrantLock writing = new ReentrantLock();
  private final BlockingQueue<byte[]> plainAnswers = new LinkedBlockingQueue<>();

  /** For the one who runs the load. */
  private int runs;

  // the next two: set by the one who runs the load, read by the thread that takes answers
  private volatile List<Caller> callers = List.of();
  private volatile Optional<Exception> broken = Optional.empty();

  private Load(Channel channel, String queue, String replyQueue) {
    this.channel = channel;
    this.queue = queue;
    this.replyQueue = replyQueue;
  }

  /** On a queue, which is declared if it is not there. */
  static Load on(Connection connection, String queue) throws IOException {
    Channel channel = connection.createChannel();
    Wire.declareQueue(channel, queue);
    var load = new Load(channel, queue, channel.queueDeclare().getQueue());
    channel.basicConsume(load.replyQueue, true, load.new Answers(channel));
    return load;
  }

  /**
   * Creates the flow that callers walk through, and gives its id.
   *
   * @param stillWorthWaiting looked at now and then
   * @throws IllegalStateException if it was refused
   * @throws TimeoutException if there was no answer
   */
  String createFlow(int actions, Duration wait, Runnable stillWorthWaiting)
      throws IOException, InterruptedException, TimeoutException {
    String request =
        """
        {"uri":"/v1/flows","method":"POST","publisher":"api-manager","data_type":"application/json",\
        "data":{"customer_id":"%s","type":"flow","name":"bench","detail":"","persist":false,\
        "actions":%s}}\
        """
            .formatted(customer, CallFlow.actions(actions));
    plainAnswers.clear();
    send(
        new BasicProperties.Builder().contentType(Wire.CONTENT_TYPE).replyTo(replyQueue).build(),
        request.getBytes(UTF_8));
    byte[] answer = null;
    for (long deadline = System.nanoTime() + wait.toNanos();
        answer == null && System.nanoTime() < deadline; ) {
      answer = plainAnswers.poll(BETWEEN_TICKS.toMillis(), TimeUnit.MILLISECONDS);
      stillWorthWaiting.run();
    }
    if (answer == null) {
      throw new TimeoutException(
          "Expected an answer from %s within %s, but there was none".formatted(queue, wait));
    }
    return idIn(answer);
  }

  private static String idIn(byte[] answer) {
    int data = Scan.member(answer, Scan.root(answer), Scan.ascii("data"));
    int id = Scan.member(answer, data, Scan.ascii("id"));
    int length = CallFlow.START.length();
    if (!Scan.isText(answer, id, length)) {
      throw new IllegalStateException(
          "Expected a flow to be created, but the answer is " + new String(answer, UTF_8));
    }
    return new String(answer, id + 1, length, UTF_8);
  }

  /**
   * All callers at work. What is under way at the end is finished, but no longer counted.
   *
   * @param pause between an answer and the request for the next action; zero: none
   * @param opened called when the measured time begins, and
   * @param closed when it is over
   * @param progress told about every second of how many steps there were
   */
  Tally run(
      String flow,
      int clients,
      Duration warmUp,
      Duration measured,
      Duration pause,
      Runnable opened,
      Runnable closed,
      LongConsumer progress)
      throws InterruptedException {
    var tally = new Tally();
    long number = RUN_NUMBERS * runs++;
    callers =
        IntStream.range(0, clients)
            .mapToObj(index ->
                new Caller(index, number, pause, this::send, tally, replyQueue, customer, flow))
            .toList();
    for (Caller caller : callers) {
      attempt(() -> caller.begin(System.nanoTime()));
    }
    work(warmUp, tally, progress);
    opened.run();
    tally.open(System.nanoTime());
    work(measured, tally, progress);
    tally.close(System.nanoTime());
    closed.run();
    callers.forEach(Caller::endSoon);
    long deadline = System.nanoTime() + 2 * ANSWER_WAIT_MAX.toNanos();
    while (!callers.stream().allMatch(Caller::isDone) && System.nanoTime() < deadline) {
      tick();
    }
    callers = List.of();
    return tally;
  }

  private void work(Duration duration, Tally tally, LongConsumer progress)
      throws InterruptedException {
    long begun = System.nanoTime();
    long told = begun;
    while (System.nanoTime() - begun < duration.toNanos()) {
      tick();
      if (System.nanoTime() - told >= TimeUnit.SECONDS.toNanos(1)) {
        told = System.nanoTime();
        progress.accept(tally.requests());
      }
    }
  }

  private void tick() throws InterruptedException {
    Thread.sleep(BETWEEN_TICKS);
    for (Caller caller : callers) {
      attempt(() -> caller.tick(System.nanoTime(), ANSWER_WAIT_MAX));
    }
    broken.ifPresent(cause -> {
      throw new IllegalStateException("Expected the broker to stay, but it went", cause);
    });
  }

  private interface Sending {
    void send() throws IOException;
  }

  private void attempt(Sending sending) {
    try {
      sending.send();
    } catch (IOException | ShutdownSignalException lost) {
      broken = Optional.of(lost);
    }
  }

  private void send(BasicProperties properties, byte[] body) throws IOException {
    writing.lock();
    try {
      channel.basicPublish("", queue, properties, body);
    } finally {
      writing.unlock();
    }
  }

  private final class Answers extends DefaultConsumer {
    Answers(Channel channel) {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, BasicProperties properties, byte[] body) {
      long now = System.nanoTime();
      String to = properties.getCorrelationId();
      int dash = to == null ? -1 : to.indexOf('-');
      if (to == null || dash < 0) {
        plainAnswers.add(body);
        return;
      }
      int index = Integer.parseInt(to, 0, dash, 10);
      long number = Long.parseLong(to, dash + 1, to.length(), 10);
      List<Caller> present = callers;
      if (index < present.size()) {
        attempt(() -> present.get(index).answered(number, body, now));
      }
    }

    @Override
    public void handleCancel(String tag) {
      broken = Optional.of(new IOException("the broker cancelled the queue for answers"));
    }

    @Override
    public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
      if (!signal.isInitiatedByApplication()) {
        broken = Optional.of(signal);
      }
    }
  }
}
