package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Move;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import java.util.List;
import java.util.function.Function;

/**
 * A thing that an action wants done next, and what is to come after it. A step's effect is there
 * before the step after it begins.
 */
public sealed interface Step {

  /** Asks another service; its answer decides the step that follows. */
  record Ask<R>(Request<R> request, Function<? super R, Step> then) implements Step {
    public Ask {
      requireNonNull(request, "request");
      requireNonNull(then, "then");
    }
  }

  /**
   * Asks another service that looks at the activeflow meanwhile, so what was changed before is
   * stored before the question leaves. It is the last thing its action does: after a crash nobody
   * can say whether it was asked, and then the type says what is to be done.
   */
  record AskStored<R>(Request<R> request) implements Step {
    public AskStored {
      requireNonNull(request, "request");
    }
  }

  /** Tells another service, and does not wait to learn what came of it. */
  record Tell(Request<?> request, Step then) implements Step {
    public Tell {
      requireNonNull(request, "request");
      requireNonNull(then, "then");
    }
  }

  /** Changes the way of the activeflow. */
  record Change(Move move, Step then) implements Step {
    public Change {
      requireNonNull(move, "move");
      requireNonNull(then, "then");
    }
  }

  /** Sets one of the activeflow's variables to just that: the value is filled in already. */
  record SetVariable(String name, String value, Step then) implements Step {
    public SetVariable {
      requireNonNull(name, "name");
      requireNonNull(value, "value");
      requireNonNull(then, "then");
    }
  }

  /**
   * Remembers what the action decides by, where nobody could tell later: an answer, or a variable
   * that changes.
   */
  record Found(String value, Step then) implements Step {
    public Found {
      requireNonNull(value, "value");
      requireNonNull(then, "then");
    }
  }

  /** The action fails; what it changed before stays. */
  record Fail(FlowException failure) implements Step {
    public Fail {
      requireNonNull(failure, "failure");
    }
  }

  /** The action's part is over. */
  enum End implements Step {
    /** Go on with what follows. */
    CARRY_ON,
    /** The one who asked performs the action, and asks again when it is done. */
    HAND_OVER,
    /** Nothing to do until someone continues the activeflow. */
    WAIT
  }

  static Step carryOn() {
    return End.CARRY_ON;
  }

  static <R> Step ask(Request<R> request, Function<? super R, Step> then) {
    return new Ask<>(request, then);
  }

  /** Asks another service, and carries on whatever its answer is. */
  static Step ask(Request<?> request) {
    return ask(request, answer -> carryOn());
  }

  static <R> Step askOnceStored(Request<R> request) {
    return new AskStored<>(request);
  }

  static Step tell(Request<?> request, Step then) {
    return new Tell(request, then);
  }

  /** Tells another service, and carries on. */
  static Step tell(Request<?> request) {
    return tell(request, carryOn());
  }

  static Step change(Move move, Step then) {
    return new Change(move, then);
  }

  static Step set(String name, String value, Step then) {
    return new SetVariable(name, value, then);
  }

  static Step found(String value, Step then) {
    return new Found(value, then);
  }

  static Step fail(FlowException failure) {
    return new Fail(failure);
  }

  /**
   * Goes on at another action; fails for TARGET_NOT_FOUND where there is none.
   *
   * @param option which option names it
   */
  static Step jumpTo(ActionId target, String option) {
    return jumpTo(target, option, carryOn());
  }

  /** The same, with something else to be done by the way. */
  static Step jumpTo(ActionId target, String option, Step then) {
    return target.isNone()
        ? fail(
            new FlowException(
                Reason.TARGET_NOT_FOUND,
                "Expected option %s to name an action, but there is none".formatted(option)))
        : change(new Move.Jump(target), then);
  }

  /** Runs other actions first, then comes back. */
  static Step run(StackId stack, List<Action> actions) {
    return change(new Move.Push(stack, actions), carryOn());
  }
}
