package io.flowmanager.app.observe.metrics;

import io.flowmanager.app.cache.NearActiveflowCache;
import io.flowmanager.mysql.lease.MysqlProcesses.Standing;
import io.flowmanager.mysql.server.MysqlDatabase.Pool;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Gauges, whose values are looked at when someone asks. */
public final class Gauges {
  private static final String PREFIX = "flow_manager_";

  private Gauges() {}

  /** The connections to the database. */
  public static void database(MeterRegistry registry, Supplier<Pool> pool) {
    connections(registry, pool, "active", Pool::active);
    connections(registry, pool, "idle", Pool::idle);
    Gauge.builder(PREFIX + "database_connections_waited_for", pool, now -> now.get().waiting())
        .strongReference(true)
        .register(registry);
    Gauge.builder(PREFIX + "database_commits_waiting", pool, now -> now.get().gathering())
        .strongReference(true)
        .register(registry);
  }

  private static void connections(
      MeterRegistry registry, Supplier<Pool> pool, String state, ToDoubleFunction<Pool> count) {
    Gauge.builder(PREFIX + "database_connections", pool, now -> count.applyAsDouble(now.get()))
        .tag("state", state)
        .strongReference(true)
        .register(registry);
  }

  /** This process among the others. */
  public static void members(MeterRegistry registry, Supplier<Standing> standing) {
    members(registry, standing, "lease_age_seconds", Gauges::leaseAge);
    members(registry, standing, "members", Standing::members);
    members(registry, standing, "other_database_servers", Standing::otherServers);
    FunctionCounter.builder(PREFIX + "leases_lost", standing, now -> now.get().leasesLost())
        .register(registry);
  }

  private static void members(
      MeterRegistry registry,
      Supplier<Standing> standing,
      String name,
      ToDoubleFunction<Standing> value) {
    Gauge.builder(PREFIX + name, standing, now -> value.applyAsDouble(now.get()))
        .strongReference(true)
        .register(registry);
  }

  private static double leaseAge(Standing standing) {
    return standing.leaseAge().map(age -> age.toMillis() / 1000.0).orElse(Double.NaN);
  }

  /** The copies of activeflows in this process, which have to outlive the registry. */
  public static void nearCache(MeterRegistry registry, NearActiveflowCache near) {
    FunctionCounter.builder(PREFIX + "near_cache_requests", near, now -> now.stats().hitCount())
        .tag("result", "hit")
        .register(registry);
    FunctionCounter.builder(PREFIX + "near_cache_requests", near, now -> now.stats().missCount())
        .tag("result", "miss")
        .register(registry);
    Gauge.builder(PREFIX + "near_cache_bytes", near, NearActiveflowCache::bytes).register(registry);
  }

  /** True if the copies that all processes share can be had. */
  public static void redis(MeterRegistry registry, BooleanSupplier isReachable) {
    Gauge.builder(PREFIX + "redis_connected", isReachable, now -> now.getAsBoolean() ? 1 : 0)
        .strongReference(true)
        .register(registry);
  }
}
