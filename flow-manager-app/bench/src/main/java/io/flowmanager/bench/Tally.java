package io.flowmanager.bench;

import io.flowmanager.bench.Latencies.Spread;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The outcome of the requests within a window of time. May be used from any thread. */
final class Tally {
  /** Kinds of requests. */
  enum Kind {
    CREATE,
    NEXT,
    /** The next that ended the activeflow. */
    FINISH
  }

  private final Map<Kind, Latencies> answered = new EnumMap<>(Kind.class);
  private final Map<String, Long> failures = new TreeMap<>();
  private long from = Long.MAX_VALUE;
  private long until = Long.MAX_VALUE;
  private long begun;

  /** From now on answers count. */
  synchronized void open(long now) {
    from = now;
  }

  /** From now on they do no more; failures still do. */
  synchronized void close(long now) {
    until = now;
  }

  synchronized void answered(Kind kind, long sent, long now) {
    begun++;
    if (now >= from && now < until) {
      latencies(kind).add(now - sent);
    }
  }

  /** Counts whenever it was: nothing may fail. */
  synchronized void failed(Kind kind, String how) {
    begun++;
    failures.merge(kind.name().toLowerCase(Locale.ROOT) + " " + how, 1L, Long::sum);
  }

  /** All requests that came to an end, in the window or out of it. */
  synchronized long requests() {
    return begun;
  }

  synchronized Summary summary() {
    var spreads = new EnumMap<Kind, Spread>(Kind.class);
    for (Kind kind : Kind.values()) {
      spreads.put(kind, latencies(kind).spread());
    }
    return new Summary(
        spreads, new TreeMap<>(failures), Math.max(0, Math.min(until, System.nanoTime()) - from));
  }

  private Latencies latencies(Kind kind) {
    return answered.computeIfAbsent(kind, absent -> new Latencies());
  }

  /**
   * The result.
   *
   * @param failures how many of what kind
   */
  record Summary(Map<Kind, Spread> spreads, Map<String, Long> failures, long nanos) {
    double seconds() {
      return nanos / 1e9;
    }

    long steps() {
      return count(Kind.NEXT) + count(Kind.FINISH);
    }

    long count(Kind kind) {
      return of(kind).count();
    }

    Spread of(Kind kind) {
      return spreads.getOrDefault(kind, new Spread(0, 0, 0, 0, 0, 0));
    }

    long requests() {
      return steps() + count(Kind.CREATE);
    }

    double stepsPerSecond() {
      return nanos == 0 ? 0 : steps() / seconds();
    }

    long failed() {
      return failures.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
