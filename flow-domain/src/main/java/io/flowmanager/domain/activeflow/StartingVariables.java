package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.variable.OfferedVariables;
import io.flowmanager.domain.variable.OfferedVariables.Outcome;
import io.flowmanager.domain.variable.ReservedVariables;
import io.flowmanager.domain.variable.Variables;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of an activeflow's first moment: those that its parent carried, over them what was
 * offered, and over that the names that say which activeflow it is.
 *
 * @param depth how many activeflows came before it in its chain
 * @param outcomes what became of the offer
 */
public record StartingVariables(Variables variables, int depth, Set<Outcome> outcomes) {
  /** Number of activeflows that a chain may have: one that starts another that starts another … */
  public static final int CHAIN_MAX = 5;

  private static final Pattern LEADING_NUMBER = Pattern.compile("\\d{1,9}");

  public StartingVariables {
    requireNonNull(variables, "variables");
    outcomes = Set.copyOf(outcomes);
  }

  /**
   * @param inheritance from the parent; empty for one without a parent
   * @throws FlowException CHAIN_TOO_DEEP
   */
  static StartingVariables of(
      ActiveflowId id, Origin origin, Optional<Inheritance> inheritance, OfferedVariables offered) {
    int before = inheritance.map(parent -> 1 + depthOf(id, parent)).orElse(0);
    if (before >= CHAIN_MAX) {
      throw new FlowException(
          Reason.CHAIN_TOO_DEEP,
          "Expected a chain of at most %d activeflows, but %s would be number %d after %s"
              .formatted(CHAIN_MAX, id, before + 1, origin.parent()));
    }
    Map<String, String> parents =
        inheritance.map(parent -> parent.variables().values()).orElse(Map.of());
    var merged = new LinkedHashMap<>(parents);
    merged.putAll(offered.accepted());
    Variables variables = named(merged, id, origin, before);
    if (variables.bytes() <= OfferedVariables.MERGED_BYTES_MAX || offered.accepted().isEmpty()) {
      return new StartingVariables(variables, before, offered.outcomes());
    }
    var outcomes = EnumSet.of(Outcome.REJECTED_MERGED);
    outcomes.addAll(offered.outcomes());
    return new StartingVariables(
        named(new LinkedHashMap<>(parents), id, origin, before), before, outcomes);
  }

  private static int depthOf(ActiveflowId id, Inheritance parent) {
    return parent
        .depth()
        .orElseThrow(() ->
            new FlowException(
                Reason.CHAIN_TOO_DEEP,
                "Expected the parent of %s to know its place in the chain, but it does not"
                    .formatted(id)));
  }

  /**
   * The depth that variables tell of, which a flow may have written: good only for an activeflow
   * that was stored before depths were. Empty where there is no number.
   */
  static Optional<Integer> depthIn(Variables variables) {
    Matcher number = LEADING_NUMBER.matcher(variables.valueOf(ReservedVariables.COMPLETE_COUNT));
    return number.lookingAt() ? Optional.of(Integer.valueOf(number.group())) : Optional.empty();
  }

  private static Variables named(
      Map<String, String> values, ActiveflowId id, Origin origin, int before) {
    values.put(ReservedVariables.ACTIVEFLOW_ID, id.toString());
    values.put(ReservedVariables.REFERENCE_TYPE, origin.reference().type().wireName());
    values.put(ReservedVariables.REFERENCE_ID, origin.reference().id().toString());
    values.put(ReservedVariables.REFERENCE_ACTIVEFLOW_ID, origin.parent().toString());
    values.put(ReservedVariables.FLOW_ID, origin.flow().toString());
    values.put(ReservedVariables.COMPLETE_COUNT, Integer.toString(before));
    return new Variables(values);
  }
}
