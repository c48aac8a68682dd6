package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import java.util.List;

/** A change that performing an action can make to the way of its activeflow. */
public sealed interface Move {

  /** Goes on at another action, in this stack or one it returns to. */
  record Jump(ActionId target) implements Move {
    public Jump {
      requireNonNull(target, "target");
    }
  }

  /** Runs other actions first, then comes back. Without actions nothing happens. */
  record Push(StackId stack, List<Action> actions) implements Move {
    public Push {
      requireNonNull(stack, "stack");
      actions = List.copyOf(actions);
    }
  }

  /** Gives an action in the current stack other options, in this activeflow alone. */
  record Rewrite(ActionId action, Options options) implements Move {
    public Rewrite {
      requireNonNull(action, "action");
      requireNonNull(options, "options");
    }
  }
}
