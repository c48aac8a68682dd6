package io.flowmanager.domain.variable;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The variables that a caller wants an activeflow to start with, and what became of the offer. An
 * offer never fails a creation: what may not come along stays behind, and is counted.
 *
 * <p>Names are trimmed; of several that are the same then, the last one counts, in the order they
 * came. Empty and reserved ones are dropped one by one. Over any of the limits the whole offer is
 * dropped.
 *
 * @param accepted may be empty
 * @param outcomes what happened, for the metrics; empty if nothing was offered
 */
public record OfferedVariables(Map<String, String> accepted, Set<Outcome> outcomes) {
  public static final OfferedVariables NONE = new OfferedVariables(Map.of(), Set.of());

  public static final int COUNT_MAX = 100;
  public static final int VALUE_BYTES_MAX = 32_768;
  public static final int TOTAL_BYTES_MAX = 65_536;

  /** With what was inherited; the offer goes where both together take more. */
  public static final int MERGED_BYTES_MAX = 262_144;

  /** Outcomes of an offer. */
  public enum Outcome {
    ACCEPTED,
    DROPPED_RESERVED,
    REJECTED_VALUE_SIZE,
    REJECTED_COUNT,
    REJECTED_TOTAL,
    REJECTED_MERGED
  }

  public OfferedVariables {
    accepted = Collections.unmodifiableMap(new LinkedHashMap<>(accepted));
    outcomes = Set.copyOf(outcomes);
  }

  public static OfferedVariables of(Map<String, String> offered) {
    var outcomes = EnumSet.noneOf(Outcome.class);
    var survivors = new LinkedHashMap<String, String>();
    offered.forEach((name, value) -> {
      String trimmed = name.strip();
      if (trimmed.toLowerCase(Locale.ROOT).startsWith(ReservedVariables.PREFIX)) {
        outcomes.add(Outcome.DROPPED_RESERVED);
      } else if (!trimmed.isEmpty()) {
        survivors.put(trimmed, value);
      }
    });
    if (survivors.isEmpty()) {
      return new OfferedVariables(Map.of(), outcomes);
    }
    Outcome outcome = judge(survivors);
    outcomes.add(outcome);
    return new OfferedVariables(outcome == Outcome.ACCEPTED ? survivors : Map.of(), outcomes);
  }

  private static Outcome judge(Map<String, String> survivors) {
    if (survivors.values().stream().anyMatch(value -> Variables.bytes(value) > VALUE_BYTES_MAX)) {
      return Outcome.REJECTED_VALUE_SIZE;
    }
    if (survivors.size() > COUNT_MAX) {
      return Outcome.REJECTED_COUNT;
    }
    if (new Variables(survivors).bytes() > TOTAL_BYTES_MAX) {
      return Outcome.REJECTED_TOTAL;
    }
    return Outcome.ACCEPTED;
  }
}
