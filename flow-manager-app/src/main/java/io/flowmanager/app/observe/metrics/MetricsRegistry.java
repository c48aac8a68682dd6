package io.flowmanager.app.observe.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import org.jspecify.annotations.Nullable;

/** The registry where everything that is measured comes together. */
public final class MetricsRegistry {
  private MetricsRegistry() {}

  public static PrometheusMeterRegistry create() {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().namingConvention(new NamesAsTheyAre());
    return registry;
  }

  /** Adds what the JVM and the process use. Takes a tenth of a second of a start. */
  public static void addJvm(PrometheusMeterRegistry registry) {
    JvmMetrics.builder().register(registry.getPrometheusRegistry());
  }

  /**
   * Names as dashboards know them. Left to itself Micrometer adds units, and takes {@code _created}
   * off {@code flow_manager_activeflow_created_total}.
   */
  private static final class NamesAsTheyAre extends PrometheusNamingConvention {
    @Override
    public String name(String name, Meter.Type type, @Nullable String baseUnit) {
      return name;
    }
  }
}
