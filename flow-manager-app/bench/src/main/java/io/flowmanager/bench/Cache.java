package io.flowmanager.bench;

import io.flowmanager.redis.RedisAddress;
import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/** The Redis beside the flow manager, asked past it. */
final class Cache implements AutoCloseable {
  private final RedisClient client;

  private Cache(RedisClient client) {
    this.client = client;
  }

  static Cache at(RedisAddress address) {
    var config = DefaultJedisClientConfig.builder().clientName("flow-manager-bench");
    if (!address.password().isEmpty()) {
      config.password(address.password());
    }
    return new Cache(
        RedisClient.builder()
            .hostAndPort(new HostAndPort(address.host(), address.port()))
            .clientConfig(config.build())
            .build());
  }

  /** Number of times that each command was given since the server started, by anybody. */
  Map<String, Long> counts() {
    return counts(client.info("commandstats"));
  }

  /** Of lines such as {@code cmdstat_get:calls=12,usec=34,…}. */
  static Map<String, Long> counts(String commandStats) {
    var counts = new TreeMap<String, Long>();
    for (String line : commandStats.split("\r?\n", -1)) {
      int colon = line.indexOf(":calls=");
      int comma = line.indexOf(',');
      if (line.startsWith("cmdstat_") && colon > 0 && comma > colon) {
        counts.put(
            line.substring("cmdstat_".length(), colon),
            Long.parseLong(line, colon + ":calls=".length(), comma, 10));
      }
    }
    return counts;
  }

  @Override
  public void close() {
    client.close();
  }
}
