package io.flowmanager.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis that may be away. Who asks it then gets nothing, at once: the first one to find out waits
 * {@link #PATIENCE}, and from then on only a thread in the background tries, until Redis is back.
 *
 * <p>An outage is logged twice: when it begins and when it is over; a certificate that is not
 * accepted once, whenever that is found out. May be used from any thread.
 */
public final class Redis implements AutoCloseable {
  /** A hundred times what Redis needs; who waits longer had better ask the store. */
  static final Duration PATIENCE = Duration.ofMillis(50);

  /** Number of times that it is tried during an outage. */
  static final Duration BETWEEN_PROBES = Duration.ofSeconds(1);

  /** Enough for what two cores can ask at a time; a caller without one of them gets nothing. */
  private static final int CONNECTIONS_MAX = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Redis.class);

  private final RedisAddress address;
  private final RedisKeys keys;
  private final RedisClient client;
  private final AtomicBoolean away = new AtomicBoolean();
  private volatile boolean closed;

  /** Of this outage; after its beginning for the thread alone that waits for its end. */
  private boolean certificateTold;

  private Redis(RedisAddress address, RedisKeys keys, RedisClient client) {
    this.address = address;
    this.keys = keys;
    this.client = client;
  }

  /** It is not connected to before it is needed. */
  public static Redis at(RedisAddress address, RedisKeys keys) {
    return at(address, keys, PATIENCE);
  }

  static Redis at(RedisAddress address, RedisKeys keys, Duration patience) {
    var config =
        DefaultJedisClientConfig.builder()
            .timeoutMillis((int) patience.toMillis())
            .database(address.database())
            .clientName("flow-manager");
    if (!address.password().isEmpty()) {
      config.password(address.password());
    }
    if (address.encrypted()) {
      // the certificate, and that it is this host's
      config.sslOptions(SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
    }
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS_MAX);
    pool.setMaxIdle(CONNECTIONS_MAX);
    pool.setMaxWait(patience);
    RedisClient client =
        RedisClient.builder()
            .hostAndPort(new HostAndPort(address.host(), address.port()))
            .clientConfig(config.build())
            .poolConfig(pool)
            .build();
    return new Redis(address, keys, client);
  }

  RedisKeys keys() {
    return keys;
  }

  /** Asks it now, unless it is known to be away. */
  public boolean isReachable() {
    return ask(asked -> Optional.of(asked.ping())).isPresent();
  }

  /** Its answer; empty where it has none, or is away. Never fails for Redis' sake. */
  <T> Optional<T> ask(Function<RedisClient, Optional<T>> question) {
    if (away.get() || closed) {
      return Optional.empty();
    }
    try {
      return question.apply(client);
    } catch (JedisConnectionException unanswered) {
      wentAway(unanswered);
    } catch (JedisDataException refusal) {
      if (!isAboutOneKey(refusal)) {
        wentAway(refusal);
      }
    } catch (JedisException busy) {
      LOG.debug("No connection to Redis at {} is free: {}", address, busy.getMessage());
    }
    return Optional.empty();
  }

  /** Sends it all these commands in one go. False means that some may not have been carried out. */
  boolean tell(Consumer<Pipeline> commands) {
    return ask(
            told -> {
              try (Pipeline pipeline = told.pipelined()) {
                commands.accept(pipeline);
                return Optional.of(accepted(pipeline.syncAndReturnAll()));
              }
            })
        .isPresent();
  }

  private static List<Object> accepted(List<Object> replies) {
    for (Object reply : replies) {
      if (reply instanceof JedisDataException refusal && !isAboutOneKey(refusal)) {
        throw refusal;
      }
    }
    return replies;
  }

  /** Somebody else's value under our key: that Redis is well. */
  private static boolean isAboutOneKey(JedisDataException refusal) {
    return String.valueOf(refusal.getMessage()).contains("WRONGTYPE");
  }

  private void wentAway(JedisException reason) {
    if (closed || !away.compareAndSet(false, true)) {
      return;
    }
    Throwable innermost = innermost(reason);
    LOG.warn("Going on without Redis at {}: {}", address, innermost.getMessage());
    certificateTold = innermost instanceof GeneralSecurityException;
    Thread.ofVirtual().name("redis-probe").start(this::awaitReturn);
  }

  /** The innermost reason, which is the network's or Redis' own. */
  private static Throwable innermost(Throwable reason) {
    return reason.getCause() == null ? reason : innermost(reason.getCause());
  }

  private void awaitReturn() {
    try {
      while (!closed && !takesWrites()) {
        Thread.sleep(BETWEEN_PROBES);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return;
    }
    away.set(false);
    if (!closed) {
      LOG.info("Redis at {} is back", address);
    }
  }

  /** True if it does what we need; one that only answers pings may be full, or a replica. */
  private boolean takesWrites() {
    try {
      // Those that were open when it went may all be dead, and each would be an outage of its own.
      client.getPool().clear();
      client.eval(
          "return redis.call('SET', KEYS[1], '', 'PX', 1000)".getBytes(UTF_8),
          List.of(keys.probe()),
          List.of());
      return true;
    } catch (JedisException stillAway) {
      stillAway(innermost(stillAway));
      return false;
    }
  }

  /** A handshake may be too slow at first, and only later come to what never mends by itself. */
  private void stillAway(Throwable reason) {
    if (reason instanceof GeneralSecurityException && !certificateTold) {
      certificateTold = true;
      LOG.warn("Redis at {} is refused: {}", address, reason.getMessage());
    } else {
      LOG.debug("Redis at {} is still away: {}", address, reason.getMessage());
    }
  }

  @Override
  public void close() {
    closed = true;
    client.close();
  }
}
