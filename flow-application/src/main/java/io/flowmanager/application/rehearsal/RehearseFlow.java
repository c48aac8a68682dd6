package io.flowmanager.application.rehearsal;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.ScenarioJson;
import io.flowmanager.authoring.rehearse.Coverage;
import io.flowmanager.authoring.rehearse.Performance;
import io.flowmanager.authoring.rehearse.Scenario;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plays a flow by the scenarios in files, and reports where it differs from what they expect. */
public final class RehearseFlow {
  private RehearseFlow() {}

  /**
   * The outcome of a rehearsal.
   *
   * @param text for a person, without a line feed at the end
   * @param passed whether there was at least one scenario, and each came out as expected
   */
  public record Report(String text, boolean passed) {
    public Report {
      requireNonNull(text, "text");
    }
  }

  /**
   * Plays each scenario of each file.
   *
   * @param flow as {@link ScenarioJson#readFlow} reads it
   * @param files as {@link ScenarioJson#readAll} reads them, by the names that the report calls
   *     them; played in their order
   * @throws FlowException INVALID_REQUEST, or what is wrong with the flow
   */
  public static Report rehearse(Json flow, Map<String, Json> files) {
    Flow read = ScenarioJson.readFlow(flow);
    var lines = new ArrayList<String>();
    var performances = new ArrayList<Performance>();
    int passed = 0;
    for (Map.Entry<String, Json> file : files.entrySet()) {
      lines.add(file.getKey());
      for (Scenario scenario : scenarios(file)) {
        Scenario.Outcome outcome = scenario.play(read);
        performances.add(outcome.performance());
        passed += outcome.passed() ? 1 : 0;
        report(outcome, lines);
      }
    }
    lines.add("");
    lines.add(
        "%d of %d scenarios came out as expected; %s"
            .formatted(passed, performances.size(), Coverage.of(read, performances).picture()));
    return new Report(
        String.join("\n", lines), passed == performances.size() && !performances.isEmpty());
  }

  private static List<Scenario> scenarios(Map.Entry<String, Json> file) {
    try {
      return ScenarioJson.readAll(file.getValue());
    } catch (FlowException unreadable) {
      throw new FlowException(
          Reason.INVALID_REQUEST, file.getKey() + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private static void report(Scenario.Outcome outcome, List<String> lines) {
    if (outcome.passed()) {
      lines.add("  as expected  " + outcome.name());
      return;
    }
    lines.add("  DIFFERENT    " + outcome.name());
    outcome.differences().forEach(difference -> lines.add(indented(difference)));
    lines.add(indented("What happened:"));
    lines.add(indented(outcome.performance().explained()));
  }

  private static String indented(String text) {
    return text.indent(6).stripTrailing();
  }
}
