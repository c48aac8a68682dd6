package io.flowmanager.authoring.rehearse;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Move;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Request;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An action played for itself: the steps that it says, one after the other.
 *
 * <pre>{@code
 * perform(onCall(queueJoin))
 *     .asks(new StartQueuecall(QUEUE, ACTIVEFLOW, CALL), queuecall)
 *     .changes(new Push(stack, queuecall.actions()))
 *     .asks(new MarkQueuecallWaiting(QUEUECALL), Done.DONE)
 *     .carriesOn();
 * }</pre>
 */
public final class ActionRehearsal {
  private final Story story = new Story();
  private Optional<Step> step = Optional.empty();
  private Optional<FlowException> failure = Optional.empty();

  private ActionRehearsal() {}

  /** Performs the first action of an activeflow that has not begun. */
  public static ActionRehearsal perform(Activeflow activeflow) {
    var place = activeflow.upcoming().orElseThrow();
    Action action = activeflow.stacks().action(place).orElseThrow();
    Action filled = action.with(activeflow.variables().fillIn(action.options()));
    Activeflow there = activeflow.movedTo(Optional.of(place), filled, Examples.NOON);
    ActionType<?> type = ActionCatalog.standard().type(filled.type()).orElseThrow();
    var rehearsal = new ActionRehearsal();
    rehearsal.story.add("performing " + type);
    rehearsal.take(() ->
        type.begin(
            new Execution(there, Examples.NOON, Examples.newIds(), ActionCatalog.standard())));
    return rehearsal;
  }

  /** It asks this, and gets an answer. */
  @SuppressWarnings("unchecked") // the request is equal to the script's, so its answer is of R
  public <R> ActionRehearsal asks(Request<R> request, R answer) {
    switch (current("asks " + request)) {
      case Step.Ask<?> ask when ask.request().equals(request) ->
          take(() -> ((Function<Object, Step>) (Function<?, Step>) ask.then()).apply(answer));
      case Step other -> throw story.wrong("asks " + request, "does this: " + other);
    }
    story.add("asks " + request);
    return this;
  }

  /** It asks this once everything before is stored, and is over. */
  public ActionRehearsal asksOnceStored(Request<?> request) {
    String expected = "asks once stored " + request;
    if (!(current(expected) instanceof Step.AskStored<?> ask) || !ask.request().equals(request)) {
      throw story.wrong(expected, found());
    }
    return then(expected, Step.carryOn());
  }

  /** It tells this, and does not wait for an answer. */
  public ActionRehearsal tells(Request<?> request) {
    String expected = "tells " + request;
    if (!(current(expected) instanceof Step.Tell tell) || !tell.request().equals(request)) {
      throw story.wrong(expected, found());
    }
    return then(expected, tell.then());
  }

  /** It changes the way of the activeflow. */
  public ActionRehearsal changes(Move move) {
    String expected = "changes the way by " + move;
    if (!(current(expected) instanceof Step.Change change) || !change.move().equals(move)) {
      throw story.wrong(expected, found());
    }
    return then(expected, change.then());
  }

  /** It sets a variable. */
  public ActionRehearsal sets(String name, String value) {
    String expected = "sets %s to \"%s\"".formatted(name, value);
    if (!(current(expected) instanceof Step.SetVariable set)
        || !set.name().equals(name)
        || !set.value().equals(value)) {
      throw story.wrong(expected, found());
    }
    return then(expected, set.then());
  }

  /** It remembers what it decides by. */
  public ActionRehearsal finds(String value) {
    String expected = "finds \"%s\"".formatted(value);
    if (!(current(expected) instanceof Step.Found found) || !found.value().equals(value)) {
      throw story.wrong(expected, found());
    }
    return then(expected, found.then());
  }

  public void carriesOn() {
    ends(Step.End.CARRY_ON);
  }

  public void handsOver() {
    ends(Step.End.HAND_OVER);
  }

  public void waits() {
    ends(Step.End.WAIT);
  }

  public void fails(Reason reason) {
    if (failure.filter(found -> found.isFor(reason)).isEmpty()) {
      throw story.wrong("fails for " + reason, found());
    }
  }

  private void ends(Step.End end) {
    if (current("ends with " + end) != end) {
      throw story.wrong("ends with " + end, found());
    }
  }

  private ActionRehearsal then(String what, Step next) {
    story.add(what);
    if (next instanceof Step.Fail fail) {
      step = Optional.empty();
      failure = Optional.of(fail.failure());
    } else {
      step = Optional.of(next);
    }
    return this;
  }

  private void take(Supplier<Step> next) {
    try {
      step = Optional.of(next.get());
    } catch (FlowException thrown) {
      step = Optional.empty();
      failure = Optional.of(thrown);
    }
  }

  private Step current(String expected) {
    return step.orElseThrow(() -> story.wrong(expected, found()));
  }

  private String found() {
    return failure
        .map(thrown -> "fails for %s: %s".formatted(thrown.reason(), thrown.getMessage()))
        .orElseGet(() -> "does this: " + step.orElseThrow());
  }
}
