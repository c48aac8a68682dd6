package io.flowmanager.app.observe.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counters, histograms and gauges by name and labels. */
@Singleton
public final class Meters {
  /** The upper ends of all durations in milliseconds. */
  private static final double[] MILLISECONDS = {50, 100, 500, 1000, 3000};

  private final MeterRegistry registry;
  private final Map<String, Map<Tags, AtomicLong>> gauges = new ConcurrentHashMap<>();

  @Inject
  public Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts one more; what is shown is the name and {@code _total}. */
  public void count(String name, Tag... labels) {
    Counter.builder(name).tags(Tags.of(labels)).register(registry).increment();
  }

  /** Whole milliseconds, as all durations but one are kept. */
  void milliseconds(String name, Duration took, Tag... labels) {
    observe(name, MILLISECONDS, (double) took.toMillis(), labels);
  }

  void observe(String name, double[] upperEnds, double amount, Tag... labels) {
    DistributionSummary.builder(name)
        .tags(Tags.of(labels))
        .serviceLevelObjectives(upperEnds)
        .register(registry)
        .record(amount);
  }

  /** The value that a gauge shows: 0 until someone says otherwise. */
  public AtomicLong gauge(String name, Tag... labels) {
    return gauges
        .computeIfAbsent(name, unused -> new ConcurrentHashMap<>())
        .computeIfAbsent(Tags.of(labels), tags -> registry.gauge(name, tags, new AtomicLong()));
  }
}
