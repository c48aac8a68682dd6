package io.flowmanager.app.observe.metrics;

import io.flowmanager.application.port.Measurements;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.engine.Turn.Performed;
import io.flowmanager.domain.variable.OfferedVariables.Outcome;
import io.micrometer.core.instrument.Tag;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/** The meters of what happens to flows and activeflows. */
@Singleton
public final class MicrometerMeasurements implements Measurements {
  private static final String PREFIX = "flow_manager_";

  private static final double[] LIFETIME_SECONDS = {0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600};
  private static final double[] TRANSITIONS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

  private final Meters meters;

  @Inject
  public MicrometerMeasurements(Meters meters) {
    this.meters = meters;
  }

  @Override
  public void flowChanged(FlowOperation operation) {
    meters.count(PREFIX + "flow_crud", Tag.of("operation", lowerCase(operation)));
  }

  @Override
  public void activeflowCreated(ReferenceType reference) {
    meters.count(PREFIX + "activeflow_created", of(reference));
    meters.gauge(PREFIX + "activeflow_running", of(reference)).incrementAndGet();
  }

  @Override
  public void activeflowEnded(ReferenceType reference, Duration lifetime) {
    meters.count(PREFIX + "activeflow_ended", of(reference));
    meters.gauge(PREFIX + "activeflow_running", of(reference)).decrementAndGet();
    meters.observe(
        PREFIX + "activeflow_duration_seconds",
        LIFETIME_SECONDS,
        lifetime.toMillis() / 1000.0,
        of(reference));
  }

  @Override
  public void variablesOffered(Outcome outcome) {
    meters.count(PREFIX + "activeflow_variable_injection", Tag.of("outcome", lowerCase(outcome)));
  }

  @Override
  public void actionPerformed(Performed performed, Duration took) {
    Tag type = Tag.of("type", performed.type());
    // The first name is misspelt where dashboards look for it; the second is its twin for new ones.
    meters.milliseconds(PREFIX + "action_exeucte_duration", took, type);
    meters.milliseconds(PREFIX + "action_execute_duration", took, type);
    meters.count(PREFIX + "action_executed", type);
    if (performed.failed()) {
      meters.count(PREFIX + "action_error", type);
    }
    if (!performed.dispatchedTo().isEmpty()) {
      meters.count(PREFIX + "action_dispatch", Tag.of("target", performed.dispatchedTo()), type);
    }
  }

  @Override
  public void transitions(ReferenceType reference, int count) {
    meters.observe(PREFIX + "activeflow_execute_iterations", TRANSITIONS, count, of(reference));
  }

  @Override
  public void inheritanceRefused() {
    meters.count(PREFIX + "activeflow_inheritance_refused");
  }

  @Override
  public void contended() {
    meters.count(PREFIX + "activeflow_contended");
  }

  private static Tag of(ReferenceType reference) {
    return Tag.of("reference_type", reference.wireName());
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
