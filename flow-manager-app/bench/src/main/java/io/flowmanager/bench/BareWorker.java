package io.flowmanager.bench;

import static io.flowmanager.bench.Scan.ascii;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.flowmanager.bench.CallFlow.Passage;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.rabbitmq.RabbitAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The work that no flow manager can do without, and nothing else: takes the same requests, gives answers of
 * the same size off a table, changes one row by compare-and-set, and sends messages of the same
 * size with confirms. How near a flow manager comes to it is how little it wastes.
 *
 * <p>A process of its own; ends when it is told to.
 */
public final class BareWorker {
  /** Depths of the worker's work; each has a queue of its own. */
  enum Depth {
    /** Answers. */
    ECHO,
    /** Changes a row before, in a transaction that is on disk. */
    UPDATE,
    /** Publishes an event and asks for a webhook as well, for each action passed. */
    MESSAGES;

    /** Its queue, of those that begin like this. */
    String queue(String prefix) {
      return prefix + "." + name().toLowerCase(Locale.ROOT);
    }
  }

  static final String RABBIT_VARIABLE = "FLOW_BENCH_RABBIT";
  static final String DATABASE_VARIABLE = "FLOW_BENCH_DATABASE";
  static final String TABLE = "flow_bench_floor";

  /** As many as the daemon's pool of connections has. */
  private static final int WORKERS = 16;

  private static final int PREFETCH = 256;

  private static final int PERSISTENT = 2;
  private static final BasicProperties EVENT =
      new BasicProperties.Builder().contentType(Wire.CONTENT_TYPE).deliveryMode(PERSISTENT).build();

  private static final byte[] URI = ascii("uri");
  private static final byte[] DATA = ascii("data");
  private static final byte[] CURRENT = ascii("current_action_id");

  /** The beginning of an activeflow's requests; its id follows. */
  private static final byte[] URI_OF_ONE = ascii("\"/v1/activeflows/");

  private static final int ID_LENGTH = 36;

  private final Channel replies;
  private final Channel messages;
  private final ReentrantLock replying = new ReentrantLock();
  private final ReentrantLock publishing = new ReentrantLock();
  private final Sizes sizes;
  private final Targets targets;
  private final Map<String, Answer> answers;
  private final Map<String, Long> versions = new ConcurrentHashMap<>();
  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();

  /** Number of bytes of what it sends. */
  record Sizes(int reply, int event, int webhook) {}

  /** The exchange and the key that it sends to. */
  record Targets(String exchange, String webhookQueue) {}

  /** A request that was taken and is to be answered. */
  private static final class Job {
    private final Depth depth;
    private final long tag;
    private final BasicProperties asked;
    private final byte[] request;

    Job(Depth depth, long tag, BasicProperties asked, byte[] request) {
      this.depth = depth;
      this.tag = tag;
      this.asked = asked;
      this.request = request;
    }
  }

  /** The answer to a question. */
  private static final class Answer {
    private final Passage passage;
    private final byte[] reply;

    Answer(Passage passage, int bytes) {
      this.passage = passage;
      this.reply = reply(passage.to(), bytes);
    }
  }

  private BareWorker(Channel replies, Channel messages, Sizes sizes, Targets targets) {
    this.replies = replies;
    this.messages = messages;
    this.sizes = sizes;
    this.targets = targets;
    this.answers =
        CallFlow.PASSAGES.stream()
            .collect(
                Collectors.toMap(Passage::from, passage -> new Answer(passage, sizes.reply())));
  }

  /** Prefix of its queues, exchange, queue of the webhook-manager, three sizes. */
  public static void main(String[] arguments) throws Exception {
    RabbitAddress rabbit = RabbitAddress.of(System.getenv(RABBIT_VARIABLE));
    String database = System.getenv().getOrDefault(DATABASE_VARIABLE, "");
    var sizes =
        new Sizes(
            Integer.parseInt(arguments[3]),
            Integer.parseInt(arguments[4]),
            Integer.parseInt(arguments[5]));
    var connection = Wire.connect(rabbit, "bench: bare worker");
    Channel messages = connection.createChannel();
    messages.confirmSelect();
    var worker =
        new BareWorker(
            connection.createChannel(), messages, sizes, new Targets(arguments[1], arguments[2]));
    if (!database.isEmpty()) {
      worker.startWorkers(DatabaseAddress.parse(database));
    }
    worker.consume(
        arguments[0], database.isEmpty() ? List.of(Depth.ECHO) : List.of(Depth.values()));
  }

  private void startWorkers(DatabaseAddress address) throws SQLException {
    try (Connection connection = Database.connect(address);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS " + TABLE);
      statement.execute(
          """
          CREATE TABLE %s (
            id BINARY(16) NOT NULL PRIMARY KEY,
            version BIGINT NOT NULL,
            current_action LONGTEXT NOT NULL,
            stack_map LONGTEXT NOT NULL,
            tm_update DATETIME(6) NOT NULL)
          """
              .formatted(TABLE));
    }
    var connections = new ArrayList<Connection>();
    for (int number = 0; number < WORKERS; number++) {
      Connection connection = Database.connect(address);
      connections.add(connection);
      Thread.ofPlatform().daemon().name("worker-" + number).start(() -> work(connection));
    }
    // Else the server complains of each one in its log.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> connections.forEach(BareWorker::close)));
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException gone) {
      // that was the intention
    }
  }

  private void consume(String prefix, List<Depth> depths) throws IOException {
    replies.basicQos(PREFETCH);
    for (Depth depth : depths) {
      String queue = depth.queue(prefix);
      Wire.declareQueue(replies, queue);
      replies.basicConsume(
          queue,
          false,
          new DefaultConsumer(replies) {
            @Override
            public void handleDelivery(
                String tag, Envelope envelope, BasicProperties properties, byte[] body)
                throws IOException {
              take(new Job(depth, envelope.getDeliveryTag(), properties, body));
            }
          });
    }
  }

  private void take(Job job) throws IOException {
    if (job.depth == Depth.ECHO) {
      answer(job, isNext(job) ? answerTo(job).reply : reply(newId(), sizes.reply()));
    } else {
      jobs.add(job);
    }
  }

  private void work(Connection connection) {
    try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO " + TABLE + " VALUES (?, 1, '', ?, ?)");
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE %s SET version = ?, current_action = ?, tm_update = ? WHERE id = ? AND version = ?"
                    .formatted(TABLE))) {
      while (true) {
        Job job = jobs.take();
        if (isNext(job)) {
          move(job, update);
        } else {
          create(job, insert);
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (SQLException failure) {
      throw new IllegalStateException("Expected the database to stay, but it went", failure);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void create(Job job, PreparedStatement insert) throws SQLException, IOException {
    String id = newId();
    insert.setBytes(1, bytes(id));
    insert.setString(2, " ".repeat(sizes.event()));
    insert.setTimestamp(3, Timestamp.from(Instant.now()));
    insert.executeUpdate();
    versions.put(id, 1L);
    answer(job, reply(id, sizes.reply()));
  }

  private void move(Job job, PreparedStatement update) throws SQLException, IOException {
    Answer answer = answerTo(job);
    String id = text(job.request, Scan.member(job.request, 0, URI) + URI_OF_ONE.length);
    long version = versions.getOrDefault(id, 0L);
    update.setLong(1, version + 1);
    update.setString(2, new String(answer.reply, StandardCharsets.US_ASCII));
    update.setTimestamp(3, Timestamp.from(Instant.now()));
    update.setBytes(4, bytes(id));
    update.setLong(5, version);
    if (update.executeUpdate() != 1) {
      throw new IllegalStateException(
          "Expected activeflow %s at version %d".formatted(id, version));
    }
    if (answer.passage.to().equals(CallFlow.FINISH)) {
      versions.remove(id);
    } else {
      versions.put(id, version + 1);
    }
    if (job.depth == Depth.MESSAGES) {
      publish(answer.passage.transitions());
    }
    answer(job, answer.reply);
  }

  private void publish(int transitions) throws IOException {
    publishing.lock();
    try {
      for (int transition = 0; transition < transitions; transition++) {
        messages.basicPublish(targets.exchange(), "", EVENT, new byte[sizes.event()]);
        messages.basicPublish("", targets.webhookQueue(), EVENT, new byte[sizes.webhook()]);
      }
    } finally {
      publishing.unlock();
    }
  }

  private void answer(Job job, byte[] reply) throws IOException {
    var properties =
        new BasicProperties.Builder()
            .contentType(Wire.CONTENT_TYPE)
            .correlationId(job.asked.getCorrelationId())
            .build();
    replying.lock();
    try {
      replies.basicPublish("", job.asked.getReplyTo(), properties, reply);
      replies.basicAck(job.tag, false);
    } finally {
      replying.unlock();
    }
  }

  private Answer answerTo(Job job) {
    byte[] request = job.request;
    String current =
        text(request, Scan.member(request, Scan.member(request, 0, DATA), CURRENT) + 1);
    Answer answer = answers.get(current);
    if (answer == null) {
      throw new IllegalStateException("Expected an action of the flow, but it is " + current);
    }
    return answer;
  }

  private static boolean isNext(Job job) {
    byte[] request = job.request;
    int uri = Scan.member(request, 0, URI);
    int end = uri + URI_OF_ONE.length;
    return uri >= 0
        && end <= request.length
        && Arrays.equals(request, uri, end, URI_OF_ONE, 0, URI_OF_ONE.length);
  }

  /** An answer with this id, filled up to a size. */
  static byte[] reply(String id, int bytes) {
    String begin =
        "{\"status_code\":200,\"data_type\":\"application/json\",\"data\":{\"id\":\"%s\",\"fill\":\""
            .formatted(id);
    String end = "\"}}";
    return ascii(begin + "x".repeat(Math.max(0, bytes - begin.length() - end.length())) + end);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static String text(byte[] request, int place) {
    return new String(request, place, ID_LENGTH, StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(String id) {
    UUID uuid = UUID.fromString(id);
    return ByteBuffer.allocate(Long.BYTES * 2)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }
}
