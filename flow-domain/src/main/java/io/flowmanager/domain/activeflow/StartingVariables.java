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
 * What an activeflow carries from its first moment: what its parent carried, over it what was
 * offered, and over that the names that say which activeflow it is.
 *
 * @param outcomes what became of the offer
 */
public record StartingVariables(Variables variables, Set<Outcome> outcomes) {
  /** How many activeflows a chain may have: one that starts another that starts another … */
  public static final int CHAIN_MAX = 5;

  private static final Pattern LEADING_NUMBER = Pattern.compile("\\d{1,9}");

  public StartingVariables {
    requireNonNull(variables, "variables");
    outcomes = Set.copyOf(outcomes);
  }

  /**
   * @param inherited the parent's; empty for one without a parent
   * @throws FlowException CHAIN_TOO_DEEP
   */
  static StartingVariables of(
      ActiveflowId id, Origin origin, Optional<Variables> inherited, OfferedVariables offered) {
    int before = inherited.map(variables -> 1 + countOf(id, variables)).orElse(0);
    if (before >= CHAIN_MAX) {
      throw new FlowException(
          Reason.CHAIN_TOO_DEEP,
          "Expected a chain of at most %d activeflows, but %s would be number %d after %s"
              .formatted(CHAIN_MAX, id, before + 1, origin.parent()));
    }
    Map<String, String> parents = inherited.map(Variables::values).orElse(Map.of());
    var merged = new LinkedHashMap<>(parents);
    merged.putAll(offered.accepted());
    Variables variables = named(merged, id, origin, before);
    if (variables.bytes() <= OfferedVariables.MERGED_BYTES_MAX || offered.accepted().isEmpty()) {
      return new StartingVariables(variables, offered.outcomes());
    }
    var outcomes = EnumSet.of(Outcome.REJECTED_MERGED);
    outcomes.addAll(offered.outcomes());
    return new StartingVariables(named(new LinkedHashMap<>(parents), id, origin, before), outcomes);
  }

  private static int countOf(ActiveflowId id, Variables parents) {
    String count = parents.valueOf(ReservedVariables.COMPLETE_COUNT);
    Matcher number = LEADING_NUMBER.matcher(count);
    if (!number.lookingAt()) {
      throw new FlowException(
          Reason.CHAIN_TOO_DEEP,
          "Expected %s of the parent of %s to be a number, but it is \"%s\""
              .formatted(ReservedVariables.COMPLETE_COUNT, id, count));
    }
    return Integer.parseInt(number.group());
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
