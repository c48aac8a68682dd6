package io.flowmanager.authoring.rehearse;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.flow.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A rehearsal with a name, and what is expected of it.
 *
 * @param script turns a rehearsal of the flow into this one
 */
public record Scenario(String name, UnaryOperator<Rehearsal> script, Expectation expectation) {
  public Scenario {
    requireNonNull(name, "name");
    requireNonNull(script, "script");
    requireNonNull(expectation, "expectation");
  }

  /**
   * The outcome of a scenario.
   *
   * @param differences from what was expected; empty where it passed
   */
  public record Outcome(String name, Performance performance, List<String> differences) {
    public Outcome {
      requireNonNull(name, "name");
      requireNonNull(performance, "performance");
      differences = List.copyOf(differences);
    }

    public boolean passed() {
      return differences.isEmpty();
    }
  }

  public Outcome play(Flow flow) {
    Performance performance = script.apply(Rehearsal.of(flow)).play();
    var differences = new ArrayList<>(expectation.differences(performance));
    if (!performance.leftOver().isEmpty()) {
      differences.add(
          "Expected a chance for the caller to do this, but there was none: "
              + performance.leftOver().stream()
                  .map(Act::toString)
                  .collect(Collectors.joining(", ")));
    }
    return new Outcome(name, performance, differences);
  }
}
