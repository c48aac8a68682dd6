package io.flowmanager.app.observe.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.port.Measurements.FlowOperation;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.engine.Turn.Performed;
import io.flowmanager.domain.variable.OfferedVariables.Outcome;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a scrape shows, to the letter: dashboards and alerts know these names. */
class MetricsTest {
  private final PrometheusMeterRegistry registry = MetricsRegistry.create();
  private final MicrometerMeasurements measurements =
      new MicrometerMeasurements(new Meters(registry));

  @Test
  void countsChangesOfFlows() {
    measurements.flowChanged(FlowOperation.CREATE);
    measurements.flowChanged(FlowOperation.DELETE);
    measurements.flowChanged(FlowOperation.DELETE);

    assertThat(scrape())
        .contains("# TYPE flow_manager_flow_crud_total counter")
        .contains("flow_manager_flow_crud_total{operation=\"create\"} 1.0")
        .contains("flow_manager_flow_crud_total{operation=\"delete\"} 2.0");
  }

  @Test
  void countsActiveflowsByWhatTheyRunFor() {
    measurements.activeflowCreated(ReferenceType.CALL);
    measurements.activeflowCreated(ReferenceType.CALL);
    measurements.activeflowCreated(ReferenceType.NONE);
    measurements.activeflowEnded(ReferenceType.CALL, Duration.ofMillis(700));

    assertThat(scrape())
        .contains("# TYPE flow_manager_activeflow_created_total counter")
        .contains("flow_manager_activeflow_created_total{reference_type=\"call\"} 2.0")
        .contains("flow_manager_activeflow_created_total{reference_type=\"\"} 1.0")
        .contains("flow_manager_activeflow_ended_total{reference_type=\"call\"} 1.0")
        .contains("# TYPE flow_manager_activeflow_running gauge")
        .contains("flow_manager_activeflow_running{reference_type=\"call\"} 1.0")
        .contains("# TYPE flow_manager_activeflow_duration_seconds histogram")
        .contains(
            "flow_manager_activeflow_duration_seconds_bucket{reference_type=\"call\",le=\"0.5\"} 0")
        .contains(
            "flow_manager_activeflow_duration_seconds_bucket{reference_type=\"call\",le=\"1.0\"} 1")
        .contains("flow_manager_activeflow_duration_seconds_sum{reference_type=\"call\"} 0.7");
  }

  @Test
  void showsMoreEndedThanCreatedAsLessThanNone() {
    measurements.activeflowEnded(ReferenceType.API, Duration.ZERO);

    assertThat(scrape()).contains("flow_manager_activeflow_running{reference_type=\"api\"} -1.0");
  }

  @Test
  void timesActionsUnderTheMisspeltNameAndItsTwin() {
    measurements.actionPerformed(
        new Performed("queue_join", false, "queue-manager"), Duration.ofMillis(70));

    assertThat(scrape())
        .contains("# TYPE flow_manager_action_exeucte_duration histogram")
        .contains("flow_manager_action_exeucte_duration_bucket{type=\"queue_join\",le=\"50.0\"} 0")
        .contains("flow_manager_action_exeucte_duration_bucket{type=\"queue_join\",le=\"100.0\"} 1")
        .contains(
            "flow_manager_action_exeucte_duration_bucket{type=\"queue_join\",le=\"3000.0\"} 1")
        .contains("flow_manager_action_exeucte_duration_bucket{type=\"queue_join\",le=\"+Inf\"} 1")
        .contains("flow_manager_action_exeucte_duration_count{type=\"queue_join\"} 1")
        .contains("flow_manager_action_exeucte_duration_sum{type=\"queue_join\"} 70.0")
        .contains("flow_manager_action_execute_duration_sum{type=\"queue_join\"} 70.0");
  }

  @Test
  void countsActionsTheirFailuresAndWhoTheyWentTo() {
    measurements.actionPerformed(
        new Performed("queue_join", false, "queue-manager"), Duration.ZERO);
    measurements.actionPerformed(new Performed("branch", false, ""), Duration.ZERO);
    measurements.actionPerformed(new Performed("fetch", true, ""), Duration.ZERO);

    assertThat(scrape())
        .contains("flow_manager_action_executed_total{type=\"branch\"} 1.0")
        .contains("flow_manager_action_error_total{type=\"fetch\"} 1.0")
        .contains(
            "flow_manager_action_dispatch_total{target=\"queue-manager\",type=\"queue_join\"} 1.0")
        .doesNotContain("flow_manager_action_error_total{type=\"branch\"}")
        .doesNotContain("target=\"\"");
  }

  @Test
  void countsTransitionsOfOneRequestInFixedSteps() {
    measurements.transitions(ReferenceType.CALL, 3);

    assertThat(scrape())
        .contains(
            "flow_manager_activeflow_execute_iterations_bucket{reference_type=\"call\",le=\"2.0\"}"
                + " 0")
        .contains(
            "flow_manager_activeflow_execute_iterations_bucket{reference_type=\"call\",le=\"5.0\"}"
                + " 1")
        .contains(
            "flow_manager_activeflow_execute_iterations_bucket{reference_type=\"call\",le=\"1000.0\"}"
                + " 1");
  }

  @Test
  void countsWhatBecameOfOfferedVariables() {
    measurements.variablesOffered(Outcome.REJECTED_VALUE_SIZE);

    assertThat(scrape())
        .contains(
            "flow_manager_activeflow_variable_injection_total{outcome=\"rejected_value_size\"}"
                + " 1.0");
  }

  @Test
  void countsVariablesThatWereNotInherited() {
    measurements.inheritanceRefused();

    assertThat(scrape()).contains("flow_manager_activeflow_inheritance_refused_total 1.0");
  }

  @Test
  void countsContention() {
    measurements.contended();

    assertThat(scrape()).contains("flow_manager_activeflow_contended_total 1.0");
  }

  @Test
  void showsWhatTheProcessAndTheJvmUse() {
    MetricsRegistry.addJvm(registry);

    assertThat(scrape())
        .contains(
            "\nprocess_cpu_seconds_total ",
            "\nprocess_start_time_seconds ",
            "\njvm_memory_used_bytes{area=\"heap\"} ",
            "\njvm_threads_current ");
  }

  private String scrape() {
    return registry.scrape();
  }
}
