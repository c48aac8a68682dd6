package io.flowmanager.domain.engine;

import static io.flowmanager.domain.variable.ReservedVariables.REFERENCE_DATA;
import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.catalog.ActionType;
import io.flowmanager.domain.catalog.OnFailure;
import io.flowmanager.domain.engine.Turn.Performed;
import io.flowmanager.domain.engine.Turn.Stretch;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.ReferenceRequest.DescribeReference;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.variable.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the next action: advances, performs what is performed here, and stops where an action is to
 * be handed over, the flow waits, or it ends.
 *
 * <p>Has no state and may be used from any thread.
 */
public final class Engine {
  private static final String BLOCK = "block";
  private static final String REFERENCE_DATA_PLACEHOLDER = "${" + REFERENCE_DATA + "}";

  private final ActionCatalog catalog;
  private final Limits limits;

  public Engine(ActionCatalog catalog, Limits limits) {
    this.catalog = requireNonNull(catalog, "catalog");
    this.limits = requireNonNull(limits, "limits");
  }

  /**
   * The way from an action to the next one.
   *
   * <p>A request is a repeat if it comes from where the last one came from and the activeflow has
   * moved on since: it is answered the same, and nothing happens. Where a flow led back to the very
   * action that the last request came from, a request from there is a new one.
   *
   * @param from the action that the asking service has done with
   * @throws FlowException ACTIVEFLOW_ALREADY_STOPPED, NOT_THE_CURRENT_ACTION; the activeflow stays
   *     as it is
   */
  public Turn next(Activeflow activeflow, ActionId from, Moment moment) {
    boolean again = activeflow.progress().asked().equals(from);
    if (again && activeflow.isEnded() && activeflow.standsOn(ActionId.FINISH)) {
      return repeated(activeflow);
    }
    activeflow.requireRunning();
    if (activeflow.standsOn(from)) {
      return new Run(activeflow.askedFrom(from), moment).advance();
    }
    if (!again) {
      throw notTheCurrent(activeflow, from);
    }
    return activeflow.progress().answered()
        ? repeated(activeflow)
        : new Run(activeflow, moment).advance();
  }

  /**
   * The way from the start, for an activeflow that nobody steps through.
   *
   * @throws FlowException ACTIVEFLOW_ALREADY_STOPPED, ACTIVEFLOW_ALREADY_STARTED
   */
  public Turn execute(Activeflow activeflow, Moment moment) {
    requireNotBegun(activeflow);
    return next(activeflow, ActionId.START, moment);
  }

  /**
   * Refuses what {@link #execute} refuses.
   *
   * @throws FlowException ACTIVEFLOW_ALREADY_STOPPED, ACTIVEFLOW_ALREADY_STARTED
   */
  public static void requireNotBegun(Activeflow activeflow) {
    activeflow.requireRunning();
    if (!activeflow.standsOn(ActionId.START)) {
      throw new FlowException(
          Reason.ACTIVEFLOW_ALREADY_STARTED,
          "Expected activeflow %s not to have begun, but it stands on action %s"
              .formatted(activeflow.id(), activeflow.cursor().action().id()));
    }
  }

  /**
   * The way on from a block.
   *
   * @throws FlowException ACTIVEFLOW_ALREADY_STOPPED, NOT_BLOCKED, NOT_THE_CURRENT_ACTION
   */
  public Turn continueFrom(Activeflow activeflow, ActionId from, Moment moment) {
    activeflow.requireRunning();
    if (!activeflow.cursor().action().type().equals(BLOCK)) {
      throw new FlowException(
          Reason.NOT_BLOCKED,
          "Expected activeflow %s to wait at a block, but it stands on action %s of type \"%s\""
              .formatted(
                  activeflow.id(),
                  activeflow.cursor().action().id(),
                  activeflow.cursor().action().type()));
    }
    if (!activeflow.standsOn(from)) {
      throw notTheCurrent(activeflow, from);
    }
    return next(activeflow, from, moment);
  }

  private static FlowException notTheCurrent(Activeflow activeflow, ActionId from) {
    return new FlowException(
        Reason.NOT_THE_CURRENT_ACTION,
        "Expected activeflow %s to stand on action %s, but it stands on %s"
            .formatted(activeflow.id(), from, activeflow.cursor().action().id()));
  }

  private static Turn repeated(Activeflow activeflow) {
    Action current = activeflow.cursor().action();
    Action answer = current.type().equals(BLOCK) ? Action.NONE : current;
    return new Turn.Settled(activeflow, Optional.empty(), answer, List.of(), 0, Optional.empty());
  }

  /** One request on its way. */
  private final class Run {
    private final Moment moment;
    private final List<Performed> performed = new ArrayList<>();
    private Activeflow activeflow;
    private final List<Activeflow> passed = new ArrayList<>();
    private int inARow;
    private int transitions;

    Run(Activeflow activeflow, Moment moment) {
      this.activeflow = activeflow;
      this.moment = moment;
    }

    /** Moves on until someone else is to do something. */
    Turn advance() {
      while (true) {
        if (activeflow.progress().count() >= limits.inALife()) {
          return end(
              "Expected activeflow %s to end within %d transitions, but it did not"
                  .formatted(activeflow.id(), limits.inALife()));
        }
        Optional<Place> place = activeflow.upcoming();
        Optional<Action> action = place.flatMap(activeflow.stacks()::action);
        if (action.isEmpty()) {
          return finish();
        }
        if (action.get().options().anyText(text -> text.contains(REFERENCE_DATA_PLACEHOLDER))) {
          return describeReference(place, action.get());
        }
        Optional<Turn> turn = stepOnto(place, action.get(), Map.of());
        if (turn.isPresent()) {
          return turn.get();
        }
      }
    }

    private Turn describeReference(Optional<Place> place, Action action) {
      return new Turn.Asking<>(
          new DescribeReference(activeflow.origin().reference()),
          action.type(),
          description -> stepOntoDescribed(place, action, description),
          failure -> stepOntoDescribed(place, action, ""));
    }

    private Turn stepOntoDescribed(Optional<Place> place, Action action, String description) {
      return stepOnto(place, action, Map.of(REFERENCE_DATA, description)).orElseGet(this::advance);
    }

    /** Moves onto an action and performs it; empty to go on. */
    private Optional<Turn> stepOnto(
        Optional<Place> place, Action action, Map<String, String> besides) {
      Variables variables = activeflow.variables();
      Action filled =
          action.with(action.options().withTexts(text -> variables.fillIn(text, besides)));
      activeflow = activeflow.movedTo(place, filled, moment.now());
      passed.add(activeflow);
      transitions++;
      Optional<ActionType<?>> type = catalog.type(filled.type());
      if (type.isEmpty() || !canRun(type.get())) {
        return goOn();
      }
      try {
        return carryOut(
            type.get(), type.get().begin(new Execution(activeflow, moment.now(), moment.ids())));
      } catch (FlowException failure) {
        return failed(type.get(), failure);
      }
    }

    private boolean canRun(ActionType<?> type) {
      Medium present = activeflow.origin().reference().type().medium();
      return type.medium().fits(present);
    }

    private Optional<Turn> carryOut(ActionType<?> type, Step first) {
      Step step = first;
      while (true) {
        switch (step) {
          case Step.Ask<?> ask -> {
            return Optional.of(asking(type, ask));
          }
          case Step.AskStored<?> ask -> {
            return Optional.of(askingOnceStored(type, ask));
          }
          case Step.Tell tell -> {
            return Optional.of(
                new Turn.Telling(tell.request(), () -> resumed(type, () -> tell.then())));
          }
          case Step.Change change -> {
            activeflow = activeflow.after(change.move());
            step = change.then();
          }
          case Step.SetVariable set -> {
            activeflow =
                activeflow.with(
                    activeflow.variables().setting(Map.of(set.name(), set.value()), Map.of()));
            step = set.then();
          }
          case Step.End end -> {
            return over(type, end);
          }
        }
      }
    }

    private <R> Turn asking(ActionType<?> type, Step.Ask<R> ask) {
      return new Turn.Asking<>(
          ask.request(),
          type.name(),
          answer -> resumed(type, () -> ask.then().apply(answer)),
          failure -> failed(type, failure).orElseGet(this::advance));
    }

    private Turn askingOnceStored(ActionType<?> type, Step.AskStored<?> ask) {
      ActionId standingOn = activeflow.cursor().action().id();
      List<Performed> before = List.copyOf(performed);
      int inARowBefore = inARow;
      int transitionsBefore = transitions;
      return new Turn.AskingOnceStored(
          ask.request(),
          type.name(),
          new Stretch(activeflow, passed),
          (stored, failure) -> {
            stored.requireRunning();
            if (stored.progress().answered() || !stored.standsOn(standingOn)) {
              return repeated(stored); // someone else took the request up where it was left
            }
            var rest = new Run(stored, moment);
            rest.performed.addAll(before);
            rest.inARow = inARowBefore;
            rest.transitions = transitionsBefore;
            Optional<Turn> turn =
                failure.isPresent()
                    ? rest.failed(type, failure.get())
                    : rest.over(type, Step.End.CARRY_ON);
            return turn.orElseGet(rest::advance);
          });
    }

    private Turn resumed(ActionType<?> type, Supplier<Step> step) {
      Optional<Turn> turn;
      try {
        turn = carryOut(type, step.get());
      } catch (FlowException failure) {
        turn = failed(type, failure);
      }
      return turn.orElseGet(this::advance);
    }

    private Optional<Turn> over(ActionType<?> type, Step.End end) {
      performed.add(new Performed(type.name(), false, type.dispatchedTo()));
      return switch (end) {
        case CARRY_ON -> goOn();
        case HAND_OVER -> Optional.of(settled(activeflow.cursor().action()));
        case WAIT -> Optional.of(settled(Action.NONE));
      };
    }

    private Optional<Turn> failed(ActionType<?> type, FlowException failure) {
      boolean fatal = type.onFailure() == OnFailure.END;
      performed.add(new Performed(type.name(), fatal, type.dispatchedTo()));
      return fatal ? Optional.of(end(failure)) : goOn();
    }

    private Optional<Turn> goOn() {
      inARow++;
      return inARow < limits.inARow()
          ? Optional.empty()
          : Optional.of(
              end(
                  "Expected activeflow %s to hand an action over within %d transitions, but it did not"
                      .formatted(activeflow.id(), limits.inARow())));
    }

    private Turn finish() {
      activeflow = activeflow.movedTo(Optional.empty(), Action.FINISH, moment.now());
      passed.add(activeflow);
      transitions++;
      activeflow = activeflow.ended(moment.now());
      passed.add(activeflow);
      return settled(Action.FINISH);
    }

    private Turn end(String tooMany) {
      return end(new FlowException(Reason.TOO_MANY_TRANSITIONS, tooMany));
    }

    private Turn end(FlowException failure) {
      activeflow = activeflow.ended(moment.now());
      passed.add(activeflow);
      return settled(Action.NONE, Optional.of(failure));
    }

    private Turn settled(Action answer) {
      return settled(answer, Optional.empty());
    }

    private Turn settled(Action answer, Optional<FlowException> failure) {
      activeflow = activeflow.answered();
      return new Turn.Settled(
          activeflow,
          Optional.of(new Stretch(activeflow, passed)),
          answer,
          List.copyOf(performed),
          transitions,
          failure);
    }
  }
}
