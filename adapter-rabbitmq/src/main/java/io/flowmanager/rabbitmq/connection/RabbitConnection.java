package io.flowmanager.rabbitmq.connection;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import io.flowmanager.application.memory.MessageMemoryLimiter;
import io.flowmanager.rabbitmq.Message;
import io.flowmanager.rabbitmq.QueueNames;
import io.flowmanager.rabbitmq.RabbitMeasurements;
import io.flowmanager.rabbitmq.RabbitSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to the broker, kept up for ever by one loop: it connects, declares the
 * topology and gives everyone who is to work over it a channel; when anything of that is lost, it
 * does again what is needed, with longer and longer pauses.
 *
 * <p>The client library's own recovery is off: it repairs connections, but neither single channels
 * nor consumers that the broker cancelled.
 */
@Singleton
public final class RabbitConnection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RabbitConnection.class);

  /** A broker that is silent for twice as long is taken for dead. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final Duration CONNECT_WAIT_MAX = Duration.ofSeconds(10);

  /** Time that the broker may take for a declaration. */
  private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(10);

  private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

  /** Age from which a connection is no part of the trouble before it. */
  private static final Duration HELD = Duration.ofSeconds(10);

  private final MessageMemoryLimiter limiter;
  private final RabbitSettings settings;
  private final RabbitMeasurements measurements;
  private final Topology topology;
  private final Alarm alarm = new Alarm();
  private final List<ManagedChannel> channels = new CopyOnWriteArrayList<>();
  private final List<Runnable> companions = new CopyOnWriteArrayList<>();
  private final Thread loop;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // the next three: guarded by the lock
  private boolean needsLook;
  private boolean isUp;
  private boolean isClosing;

  private volatile Optional<Live> live = Optional.empty();
  private volatile String state = "not started";
  private volatile boolean isStopping;

  /** A connection and what is at its other end. */
  private record Live(Connection connection, Broker broker) {}

  /**
   * @param limiter no body longer than it ever has room for is read
   */
  @Inject
  public RabbitConnection(
      RabbitSettings settings, RabbitMeasurements measurements, MessageMemoryLimiter limiter) {
    this.settings = settings;
    this.measurements = measurements;
    this.limiter = limiter;
    this.topology = new Topology(settings.names());
    this.loop = Thread.ofPlatform().daemon().name("rabbitmq").unstarted(this::keepUp);
  }

  /** Begins; returns at once. {@link #isConsuming} tells when it works. */
  public void start() {
    loop.start();
  }

  /** True while requests and events are being taken: the daemon is ready. */
  public boolean isConsuming() {
    return !isStopping && isEverythingOpen();
  }

  /** Its state, for a person; shows no password. */
  public String state() {
    return state;
  }

  /** Waits until everything works. False: it did not in so long. */
  public boolean awaitConsuming(Duration most) throws InterruptedException {
    long left = most.toNanos();
    lock.lock();
    try {
      while (!isUp && left > 0) {
        left = changed.awaitNanos(left);
      }
      return isUp;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes nothing more off the queues, and waits until what was taken is done. Everything else goes
   * on: what is in work may still ask and publish.
   *
   * @return false: not all was done in so long; the broker gives the rest to someone else when this
   *     closes
   */
  public boolean stopConsuming(Duration most) throws InterruptedException {
    isStopping = true;
    state = "stopping";
    for (ManagedChannel channel : channels) {
      channel.user.stopTaking();
    }
    long deadline = System.nanoTime() + most.toNanos();
    boolean isIdle = true;
    for (ManagedChannel channel : channels) {
      isIdle &= channel.user.awaitIdle(Duration.ofNanos(deadline - System.nanoTime()));
    }
    return isIdle;
  }

  /** Ends the connection. Again: harmless. */
  @Override
  public void close() {
    isStopping = true;
    lock.lock();
    try {
      isClosing = true;
      isUp = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    loop.interrupt();
    live.ifPresent(open -> open.connection().abort((int) CLOSE_WAIT_MAX.toMillis()));
    companions.forEach(Runnable::run);
    state = "closed";
  }

  /**
   * From now on, or as soon as there is a connection, {@code user} works over it. Whoever takes
   * deliveries gets a channel after all others: what a delivery leads to is published over theirs.
   */
  public void add(ChannelUser user) {
    var channel = new ManagedChannel(user);
    if (user.takesDeliveries()) {
      channels.add(channel);
    } else {
      channels.addFirst(channel);
    }
    look();
  }

  /** Another connection to the same broker, which nobody keeps up. */
  public Connection another(String name)
      throws IOException, TimeoutException, GeneralSecurityException {
    return factory().newConnection(QueueNames.FLOW_MANAGER + " " + name);
  }

  /** Has something else end when this connection is closed. */
  public void endsWithIt(Runnable companion) {
    companions.add(companion);
  }

  /** The broker's want of memory or disk, as it tells of it. */
  public Alarm alarm() {
    return alarm;
  }

  /** True while the broker is out of memory or disk, and takes no messages. */
  public boolean isBlocked() {
    return alarm.reason().isPresent();
  }

  /** No longer body is taken, nor is it ever sent. */
  public long bodyBytesMax() {
    return Math.min(Message.BODY_BYTES_MAX, limiter.bodyBytesMax());
  }

  private void keepUp() {
    var backoff = new Backoff(RandomGenerator.getDefault());
    while (!isClosing()) {
      long upSince = System.nanoTime();
      try {
        bringUp();
        upSince = System.nanoTime();
        awaitLoss();
      } catch (IOException
          | TimeoutException
          | GeneralSecurityException
          | RuntimeException failure) {
        waitingBecause(failure);
      } catch (InterruptedException closing) {
        return;
      }
      if (System.nanoTime() - upSince > HELD.toNanos()) {
        backoff.reset();
      }
      pause(backoff.next());
    }
  }

  /** Opens whatever is not open: the connection, then each channel. */
  private void bringUp() throws IOException, TimeoutException, GeneralSecurityException {
    lock.lock();
    try {
      needsLook = false; // before looking, so that a loss from here on is seen
    } finally {
      lock.unlock();
    }
    Live open = connected();
    topology.declare(open.connection(), open.broker());
    openChannels(open);
    up();
  }

  private Live connected() throws IOException, TimeoutException, GeneralSecurityException {
    Optional<Live> open = live.filter(now -> now.connection().isOpen());
    if (open.isPresent()) {
      return open.get();
    }
    Live connected = connect();
    live = Optional.of(connected);
    if (isClosing()) {
      connected.connection().abort();
    }
    return connected;
  }

  private Live connect() throws IOException, TimeoutException, GeneralSecurityException {
    ConnectionFactory factory = factory();
    boolean hasDelayExchange;
    ConnectionFactory probing = factory();
    probing.setExceptionHandler(new Unmoved());
    Connection thrownAway = probing.newConnection(QueueNames.FLOW_MANAGER + " probe");
    try {
      hasDelayExchange = topology.declareDelayExchange(thrownAway);
    } finally {
      thrownAway.abort((int) CLOSE_WAIT_MAX.toMillis());
    }
    Connection connection = factory.newConnection(QueueNames.FLOW_MANAGER);
    alarm.forget();
    connection.addBlockedListener(alarm);
    connection.addShutdownListener(this::connectionLost);
    return new Live(connection, new Broker(Dialect.of(connection), hasDelayExchange));
  }

  private void connectionLost(ShutdownSignalException cause) {
    if (!cause.isInitiatedByApplication()) {
      log.warn("Lost the connection to RabbitMQ at {}: {}", settings.address(), told(cause));
    }
  }

  private ConnectionFactory factory() throws GeneralSecurityException {
    ConnectionFactory factory =
        settings.address().configured(new BoundedConnectionFactory(bodyBytesMax()));
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setRequestedHeartbeat((int) HEARTBEAT.toSeconds());
    factory.setConnectionTimeout((int) CONNECT_WAIT_MAX.toMillis());
    factory.setHandshakeTimeout((int) CONNECT_WAIT_MAX.toMillis());
    factory.setChannelRpcTimeout((int) ANSWER_WAIT_MAX.toMillis());
    factory.setSharedExecutor(new ReadingThreadExecutor());
    factory.setThreadFactory(Thread.ofPlatform().daemon().name("rabbitmq-", 0).factory());
    return factory;
  }

  /** Opens what is closed; a channel that can't be opened does not keep the others from working. */
  private void openChannels(Live open) throws IOException {
    Optional<IOException> firstFailure = Optional.empty();
    for (ManagedChannel channel : channels) {
      if (!channel.isOpen()) {
        try {
          channel.open(open);
        } catch (IOException | RuntimeException failure) {
          // without its cause, which would be told instead
          var named = new IOException("no " + channel.user.purpose() + ", " + told(failure));
          firstFailure = firstFailure.or(() -> Optional.of(named));
        }
      }
    }
    if (firstFailure.isPresent()) {
      throw firstFailure.get();
    }
  }

  private void up() {
    if (!isStopping) {
      state = "connected to " + settings.address();
    }
    measurements.connected(true);
    lock.lock();
    try {
      isUp = !isClosing;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    log.info("Connected to RabbitMQ at {}", settings.address());
  }

  private void waitingBecause(Exception failure) {
    down();
    if (isClosing()) {
      return;
    }
    String reason = "waiting for RabbitMQ at %s: %s".formatted(settings.address(), told(failure));
    if (!reason.equals(state)) {
      log.warn("Now {}", reason);
    }
    state = reason;
  }

  private void down() {
    lock.lock();
    try {
      isUp = false;
    } finally {
      lock.unlock();
    }
    measurements.connected(false);
  }

  /** The trouble, for a person: the innermost message, which is the broker's or the network's. */
  private static String told(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof ShutdownSignalException)) {
      cause = cause.getCause();
    }
    return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
  }

  /** Returns when something was lost; opens meanwhile what was added. */
  private void awaitLoss()
      throws InterruptedException, IOException, TimeoutException, GeneralSecurityException {
    while (true) {
      lock.lockInterruptibly();
      try {
        while (!needsLook && !isClosing) {
          changed.await();
        }
      } finally {
        lock.unlock();
      }
      if (isClosing() || channels.stream().anyMatch(ManagedChannel::isLost)) {
        return;
      }
      bringUp();
    }
  }

  private void look() {
    lock.lock();
    try {
      needsLook = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosing() {
    lock.lock();
    try {
      return isClosing;
    } finally {
      lock.unlock();
    }
  }

  private boolean isEverythingOpen() {
    return live.filter(open -> open.connection().isOpen()).isPresent()
        && channels.stream().allMatch(ManagedChannel::isOpen);
  }

  private void pause(Duration length) {
    long left = length.toNanos();
    lock.lock();
    try {
      while (!isClosing && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** A channel that is opened again when it is lost, and its user. */
  private final class ManagedChannel {
    private final ChannelUser user;
    private volatile Optional<Channel> channel = Optional.empty();

    ManagedChannel(ChannelUser user) {
      this.user = user;
    }

    boolean isOpen() {
      return channel.filter(Channel::isOpen).isPresent();
    }

    boolean isLost() {
      return channel.isPresent() && !isOpen();
    }

    void open(Live open) throws IOException {
      Channel opened =
          open.connection()
              .openChannel()
              .orElseThrow(() -> new IOException("the broker allows no more channels"));
      opened.addShutdownListener(cause -> lost(opened, cause));
      try {
        user.open(opened, open.broker());
      } catch (IOException | RuntimeException failure) {
        opened.abort();
        throw failure;
      }
      channel = Optional.of(opened); // only now: one that is tried again and again is not open
    }

    private void lost(Channel closed, ShutdownSignalException cause) {
      user.lost(closed);
      if (!cause.isHardError()) {
        log.warn("Lost the channel for {}: {}", user.purpose(), told(cause));
      }
      down();
      look();
    }
  }

  /** For a connection that is thrown away: brokers and TLS end it in more ways than one. */
  private static final class Unmoved extends DefaultExceptionHandler {
    @Override
    public void handleUnexpectedConnectionDriverException(Connection connection, Throwable end) {
      log.debug("The probe ended with {}", String.valueOf(end.getMessage()));
    }
  }
}
