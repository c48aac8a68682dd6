package io.flowmanager.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import redis.clients.jedis.RedisClient;
import redis.embedded.RedisServer;

/**
 * The Redis that these tests run against: the one that {@code FLOW_REDIS_ADDR} names, else one that
 * is started with the first test and ends with the last.
 */
final class TestRedis {
  /** The time that a copy waits for a newer one where that is not what a test is about. */
  static final Duration SHORTLY = Duration.ofMillis(20);

  private static final RedisAddress ADDRESS =
      Optional.ofNullable(System.getenv("FLOW_REDIS_ADDR"))
          .map(named -> RedisAddress.of(named, 0, ""))
          .orElseGet(TestRedis::started);

  private TestRedis() {}

  static RedisAddress address() {
    return ADDRESS;
  }

  /** It waits long enough for tests that share two cores with others. */
  static Redis patient(RedisKeys keys) {
    return Redis.at(ADDRESS, keys, Duration.ofSeconds(5));
  }

  /** Keys that nobody else uses: what else is on the server doesn't matter. */
  static RedisKeys freshKeys() {
    return new RedisKeys("flow-manager-test-%s:".formatted(UUID.randomUUID()));
  }

  /** A look behind the adapter's back. */
  static RedisClient server() {
    return RedisClient.create(ADDRESS.host(), ADDRESS.port());
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static RedisAddress started() {
    try {
      int port = freePort();
      RedisServer server =
          RedisServer.newRedisServer().bind("127.0.0.1").port(port).setting("save \"\"").build();
      server.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
      return new RedisAddress("127.0.0.1", port, 0, "");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void stop(RedisServer server) {
    try {
      server.stop();
    } catch (IOException alreadyGone) {
      throw new UncheckedIOException(alreadyGone);
    }
  }
}
