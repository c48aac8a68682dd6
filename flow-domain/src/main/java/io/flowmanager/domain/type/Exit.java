package io.flowmanager.domain.type;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;

/**
 * A way on from an action. Its type declares which ones there are for an action's options; {@link
 * Outline#exits} gives them.
 *
 * @param name what tells it from the other exits of the action, for a person: "1", "yes", "3
 *     times"; empty where there is nothing to tell
 * @param cause what it is taken for
 */
public record Exit(String name, Target target, Cause cause) {
  /** The one way on of an action that decides nothing. */
  public static final Exit BELOW = new Exit("", Place.BELOW, Cause.DONE);

  /** Causes that an exit is taken for. The names are contract: histories say them. */
  public enum Cause {
    /** The action is over, and nothing else could have come of it. */
    DONE,
    /** A value that the action branches by. */
    BRANCHED,
    CONDITION_HELD,
    CONDITION_DID_NOT_HOLD,
    /** Another round of a goto. */
    JUMPED,
    ROUNDS_USED_UP,
    /** The flow is to end here. */
    STOPPED,
    /** Something that somebody outside made of the action, such as a machine that took the call. */
    OUTCOME
  }

  /** The end of an exit. */
  public sealed interface Target {}

  /** Targets that need no action's id. */
  public enum Place implements Target {
    /** The action's own next_id, or the action below it. */
    BELOW,
    /** The end of the flow, whatever is below. */
    FLOW_END,
    /** The end of the call, at which nobody asks for a next action any more. */
    CALL_END
  }

  /**
   * An action by its id.
   *
   * @param action {@link ActionId#FINISH} for the end of the flow; none: the author named none, and
   *     taking the exit fails
   */
  public record To(ActionId action) implements Target {
    public To {
      requireNonNull(action, "action");
    }
  }

  /**
   * A target that nobody can tell before the action's turn comes.
   *
   * @param words what stands there instead of an id, such as a placeholder
   */
  public record Unknown(String words) implements Target {
    public Unknown {
      requireNonNull(words, "words");
    }
  }

  public Exit {
    requireNonNull(name, "name");
    requireNonNull(target, "target");
    requireNonNull(cause, "cause");
  }

  /** The target that an option names; {@link Unknown} where it is not yet, or never, an id. */
  public static Target named(Options options, String option) {
    try {
      return new To(options.optionalId(option, ActionId::new));
    } catch (FlowException notReadable) {
      return new Unknown(textOr(options, option));
    }
  }

  private static String textOr(Options options, String option) {
    try {
      return options.text(option);
    } catch (FlowException notEvenAText) {
      return "no action";
    }
  }
}
