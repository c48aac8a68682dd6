package io.flowmanager.authoring.explain;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.flowmanager.authoring.label.Wording;
import java.util.List;

/** Why an activeflow went on from an action where it did. */
public sealed interface Why {

  /** What it is concluded from. The names are contract. */
  enum Source {
    /** The action's options as they were when its turn came. */
    OPTIONS,
    /** What was noted when the action was performed, or when that was. */
    NOTE,
    /** The step that followed; the value that decided is not stored. */
    NEXT_STEP,
    /** The lists of actions that the activeflow is in now. */
    ACTIONS,
    /** Nothing that is stored tells. */
    NOTHING
  }

  /** The action below came next, or nothing is below. */
  record Below() implements Why {}

  /** The action says itself what comes next. */
  record NextId() implements Why {}

  /**
   * A variable had a value.
   *
   * @param values the one it had; or, where that was not noted, those that lead there
   * @param otherwise whether any value that is not named leads there, too
   */
  record Branched(String variable, List<String> values, boolean otherwise, Source source)
      implements Why {
    public Branched {
      requireNonNull(source, "source");
      requireNonNull(variable, "variable");
      values = List.copyOf(values);
    }
  }

  /**
   * A goto went where it leads.
   *
   * @param roundsLeft how many times more; of no meaning for one that goes there each time
   */
  record Jumped(int roundsLeft, boolean endless) implements Why {}

  /** A goto went there as often as it is to. */
  record RoundsUsedUp() implements Why {}

  /**
   * A condition held, or did not.
   *
   * @param found what it was decided by, in words; empty where the condition has it, or nobody
   *     knows
   * @param condition in words; empty where it can't be put into some
   */
  record Decided(String found, String condition, boolean holds, Source source) implements Why {
    public Decided {
      requireNonNull(found, "found");
      requireNonNull(condition, "condition");
      requireNonNull(source, "source");
    }
  }

  /** The action failed, which is nothing to end a flow for. */
  record Failed(String reason) implements Why {
    public Failed {
      requireNonNull(reason, "reason");
    }
  }

  /** Nobody knows the action's type, so it was not performed. */
  record UnknownType() implements Why {}

  /** What the activeflow runs for has not what the action needs, so it was not performed. */
  record NotFitting() implements Why {}

  /** Other actions came in between: its own service's, another flow's, or pushed ones. */
  record CameBetween() implements Why {}

  /** What had come in between was over. */
  record CameBack() implements Why {}

  /** A stop ended the flow. */
  record Stopped() implements Why {}

  /** It was among actions that are over, and no longer stored. */
  record Over() implements Why {}

  /** It led elsewhere than it says itself, as by a forward or the end of a service. */
  record NotStored() implements Why {}

  /** What it is concluded from. */
  default Source source() {
    return switch (this) {
      case Below below -> Source.ACTIONS;
      case NextId next -> Source.OPTIONS;
      case Branched branched -> branched.source();
      case Jumped jumped -> Source.OPTIONS;
      case RoundsUsedUp usedUp -> Source.OPTIONS;
      case Decided decided -> decided.source();
      case Failed failed -> Source.NOTE;
      case UnknownType unknown -> Source.OPTIONS;
      case NotFitting fitting -> Source.OPTIONS;
      case CameBetween between -> Source.ACTIONS;
      case CameBack back -> Source.ACTIONS;
      case Stopped stopped -> Source.OPTIONS;
      case Over over -> Source.NOTHING;
      case NotStored lost -> Source.NOTHING;
    };
  }

  /** For a person, in a few words. */
  default String words() {
    return switch (this) {
      case Below below -> "went on below";
      case NextId next -> "its next_id";
      case Branched branched -> words(branched);
      case Jumped(int left, boolean endless) ->
          endless
              ? "goes there each time"
              : left == 0 ? "its last round" : left + (left == 1 ? " round" : " rounds") + " left";
      case RoundsUsedUp usedUp -> "its rounds are used up";
      case Decided(String found, String condition, boolean holds, Source source) ->
          "%s%s: %s"
              .formatted(
                  found.isEmpty() ? "" : found + "; ",
                  condition.isEmpty() ? "the condition" : condition,
                  holds ? "yes" : "no");
      case Failed(String reason) -> "failed, which does not end a flow: " + reason;
      case UnknownType unknown -> "passed over: nobody knows this type";
      case NotFitting fitting -> "passed over: there is nothing to perform it on";
      case CameBetween between -> "other actions came in between";
      case CameBack back -> "back from what came in between";
      case Stopped stopped -> "stopped the flow";
      case Over over -> "among actions that are over: not stored";
      case NotStored lost -> "led elsewhere from outside: not stored by what";
    };
  }

  private static String words(Branched branched) {
    String named =
        branched.values().stream()
            .map(value -> value.isEmpty() ? "empty" : Wording.quoted(value))
            .collect(joining(" or "));
    String name = Wording.nameOf(branched.variable());
    if (!branched.otherwise()) {
      return "%s: %s".formatted(name, named);
    }
    if (branched.source() == Source.NOTE) {
      return "%s: %s, none of those named".formatted(name, named);
    }
    return named.isEmpty()
        ? name + ": none of those named"
        : "%s: %s, or none of those named".formatted(name, named);
  }
}
