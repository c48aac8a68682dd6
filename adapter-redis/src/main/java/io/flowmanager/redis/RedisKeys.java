package io.flowmanager.redis;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.FlowId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The names of things in Redis, and the time that they stay.
 *
 * @param prefix in front of every key: another service's keys on the same server look different,
 *     the original's bare {@code flow:<id>} included, whose values are not ours to read
 */
public record RedisKeys(String prefix) {
  public static final RedisKeys DEFAULT = new RedisKeys("flow-manager:");

  /** Counted from each write, as with the original; reading prolongs nothing. */
  static final Duration COPY = Duration.ofHours(24);

  /**
   * The time that nothing is kept in place of a flow's copy that was dropped: whoever read the flow
   * before it changed comes too late. Longer than any copy is under way, see {@link
   * RedisFlowCache#UNDER_WAY_MAX}.
   */
  static final Duration DROPPED = Duration.ofSeconds(10);

  public RedisKeys {
    requireNonNull(prefix, "prefix");
  }

  /** A text: the flow as JSON; empty for one that was dropped. */
  byte[] flow(FlowId id) {
    return key("flow:" + id.value());
  }

  /** A hash of {@code version} and {@code json}. */
  byte[] activeflow(ActiveflowId id) {
    return key("activeflow:" + id.value());
  }

  /** The key that is written to see whether Redis takes anything. */
  byte[] probe() {
    return key("probe");
  }

  private byte[] key(String name) {
    return (prefix + name).getBytes(StandardCharsets.UTF_8);
  }
}
