package io.flowmanager.domain.engine;

import static io.flowmanager.domain.variable.ReservedVariables.REFERENCE_DATA;
import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.LastRequest;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.engine.Turn.Performed;
import io.flowmanager.domain.engine.Turn.Stretch;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.Acceptance;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.ReferenceRequest.DescribeReference;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Handover;
import io.flowmanager.domain.type.OnFailure;
import io.flowmanager.domain.type.Trait;
import io.flowmanager.domain.variable.Placeholders;
import io.flowmanager.domain.variable.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Finds the next action: advances, performs what is performed here, and stops where an action is to
 * be handed over, the flow waits, or it ends.
 *
 * <p>Has no state and may be used from any thread.
 */
public final class Engine {
  private static final String REFERENCE_DATA_PLACEHOLDER = "${" + REFERENCE_DATA + "}";

  private final ActionCatalog catalog;
  private final Limits limits;
  private final Acceptance acceptance;

  /** An engine that lets in from outside what the catalog has. */
  public Engine(ActionCatalog catalog, Limits limits) {
    this(catalog, limits, catalog);
  }

  /**
   * An engine that looks closer.
   *
   * @param acceptance by which actions get in that come from outside while a flow runs
   */
  public Engine(ActionCatalog catalog, Limits limits, Acceptance acceptance) {
    this.catalog = requireNonNull(catalog, "catalog");
    this.limits = requireNonNull(limits, "limits");
    this.acceptance = requireNonNull(acceptance, "acceptance");
  }

  /**
   * The way from an action to the next one.
   *
   * <p>A request is a repeat if it comes from where the last one came from and the activeflow has
   * moved on since: it is answered the same, and nothing happens. Where a flow led back to the very
   * action that the last request came from, only the step tells a repeat from a new request; one
   * that does not say its step is a new one. Where the work of the last request was broken off
   * after a part of it had been stored, a repeat does the rest.
   *
   * @throws FlowException ACTIVEFLOW_ALREADY_STOPPED, NOT_THE_CURRENT_ACTION; the activeflow stays
   *     as it is
   */
  public Turn next(Activeflow activeflow, StandingOn asked, Moment moment) {
    boolean again = isRepeat(activeflow, asked);
    if (again && activeflow.isEnded() && activeflow.standsOn(ActionId.FINISH)) {
      return repeated(activeflow);
    }
    activeflow.requireRunning();
    if (activeflow.standsOn(asked.action()) && asked.mayBe(activeflow.progress().count())) {
      return new Run(activeflow.askedFrom(asked.action()), moment).advance();
    }
    if (!again) {
      throw notTheCurrent(activeflow, asked);
    }
    return activeflow.progress().last().answered()
        ? repeated(activeflow)
        : new Run(activeflow, moment).takeUp();
  }

  /** The same for one who does not say which step it was. */
  public Turn next(Activeflow activeflow, ActionId from, Moment moment) {
    return next(activeflow, StandingOn.action(from), moment);
  }

  private static boolean isRepeat(Activeflow activeflow, StandingOn asked) {
    LastRequest last = activeflow.progress().last();
    return !asked.action().isNone()
        && last.from().equals(asked.action())
        && asked.mayBe(last.step());
  }

  /** True if a request from here was broken off, so that a repeat of it has work to do. */
  private static boolean isBrokenOff(Activeflow activeflow, StandingOn asked) {
    return isRepeat(activeflow, asked) && activeflow.progress().last().isOpen();
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
    if (!activeflow.standsOn(ActionId.START)
        && !isBrokenOff(activeflow, StandingOn.action(ActionId.START))) {
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
  public Turn continueFrom(Activeflow activeflow, StandingOn asked, Moment moment) {
    activeflow.requireRunning();
    if (!isBlocked(activeflow) && !isBrokenOff(activeflow, asked)) {
      throw new FlowException(
          Reason.NOT_BLOCKED,
          "Expected activeflow %s to wait at a block, but it stands on action %s of type \"%s\""
              .formatted(
                  activeflow.id(),
                  activeflow.cursor().action().id(),
                  activeflow.cursor().action().type()));
    }
    return next(activeflow, asked, moment);
  }

  /** The same for one who does not say which step it was. */
  public Turn continueFrom(Activeflow activeflow, ActionId from, Moment moment) {
    return continueFrom(activeflow, StandingOn.action(from), moment);
  }

  private static FlowException notTheCurrent(Activeflow activeflow, StandingOn asked) {
    return new FlowException(
        Reason.NOT_THE_CURRENT_ACTION,
        "Expected activeflow %s to stand on action %s, but it stands on %s"
            .formatted(
                activeflow.id(),
                asked,
                new StandingOn(
                    activeflow.cursor().action().id(),
                    asked.step().isPresent()
                        ? OptionalInt.of(activeflow.progress().count())
                        : OptionalInt.empty())));
  }

  private boolean isBlocked(Activeflow activeflow) {
    return catalog
        .type(activeflow.cursor().action().type())
        .filter(type -> type.is(Trait.WAITS_TO_BE_CONTINUED))
        .isPresent();
  }

  private Turn repeated(Activeflow activeflow) {
    Action answer = isBlocked(activeflow) ? Action.NONE : activeflow.cursor().action();
    return new Turn.Settled(activeflow, Optional.empty(), answer, List.of(), 0, Optional.empty());
  }

  /** A request on its way. */
  private final class Run {
    private final Moment moment;
    private final List<Performed> performed = new ArrayList<>();
    private Activeflow activeflow;
    private final List<Activeflow> passed = new ArrayList<>();
    private int inARow;
    private int transitions;
    private long length;

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
        Action action = place.flatMap(activeflow.stacks()::action).orElse(Action.FINISH);
        if (action.isFinish()) {
          return finish(place);
        }
        if (inARow >= limits.inARow() && !isHandedOver(action)) {
          return end(
              "Expected activeflow %s to hand an action over within %d transitions, but it did not"
                  .formatted(activeflow.id(), limits.inARow()));
        }
        if (wantsReferenceData(action)) {
          return describeReference(place, action);
        }
        Optional<Turn> turn = stepOnto(place, action, activeflow.variables()::valueOf);
        if (turn.isPresent()) {
          return turn.get();
        }
      }
    }

    /** Goes on where an earlier attempt was broken off, in the midst of the action stood on. */
    Turn takeUp() {
      Optional<ActionType<?>> type = catalog.type(activeflow.cursor().action().type());
      return type.isEmpty() ? advance() : resumed(type.get(), () -> type.get().takeUp(execution()));
    }

    private Execution execution() {
      return new Execution(activeflow, moment.now(), moment.ids(), acceptance);
    }

    private boolean isHandedOver(Action action) {
      return catalog
          .type(action.type())
          .filter(type -> type.isHandedOver() && canRun(type))
          .isPresent();
    }

    private boolean wantsReferenceData(Action action) {
      return !activeflow.variables().has(REFERENCE_DATA)
          && action.options().anyText(text -> text.contains(REFERENCE_DATA_PLACEHOLDER));
    }

    private Turn describeReference(Optional<Place> place, Action action) {
      return new Turn.Asking<>(
          new DescribeReference(activeflow.origin().reference()),
          action.type(),
          description -> stepOntoDescribed(place, action, description),
          failure -> stepOntoDescribed(place, action, ""));
    }

    private Turn stepOntoDescribed(Optional<Place> place, Action action, String description) {
      Variables own = activeflow.variables();
      return stepOnto(
              place, action, name -> name.equals(REFERENCE_DATA) ? description : own.valueOf(name))
          .orElseGet(this::advance);
    }

    /** Moves onto an action and performs it; empty to go on. */
    private Optional<Turn> stepOnto(
        Optional<Place> place, Action action, UnaryOperator<String> values) {
      Optional<ActionType<?>> type = catalog.type(action.type());
      Handover handover;
      try {
        handover = handover(type, action.options(), values);
        moveOnto(place, notTooLong(action.with(handover.options())));
      } catch (FlowException tooLong) {
        moveOnto(place, action);
        return Optional.of(end(tooLong));
      }
      if (type.isEmpty() || !canRun(type.get())) {
        return goOn();
      }
      if (!handover.remark().isEmpty()) {
        activeflow = activeflow.finding(handover.remark());
      }
      try {
        return carryOut(type.get(), type.get().begin(execution()));
      } catch (FlowException failure) {
        return failed(type.get(), failure);
      }
    }

    private Handover handover(
        Optional<ActionType<?>> type, Options own, UnaryOperator<String> values) {
      Options filledIn =
          type.map(known -> known.fillIn(own, values))
              .orElseGet(() -> Placeholders.fillIn(own, values));
      return type.filter(this::canRun)
          .map(known -> known.handOver(filledIn))
          .orElseGet(() -> Handover.untouched(filledIn));
    }

    /** Each action it comes to is stored and told of, all of them at once. */
    private Action notTooLong(Action action) {
      if (!passed.isEmpty() && length + action.length() > Limits.LENGTH_IN_A_ROW_MAX) {
        throw new FlowException(
            Reason.TEXT_TOO_LONG,
            "Expected the actions that activeflow %s comes to in a row to have at most %d characters, but they have %d"
                .formatted(activeflow.id(), Limits.LENGTH_IN_A_ROW_MAX, length + action.length()));
      }
      return action;
    }

    private void moveOnto(Optional<Place> place, Action action) {
      length += action.length();
      activeflow = activeflow.movedTo(place, action, moment.now());
      passed.add(activeflow);
      transitions++;
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
            activeflow = activeflow.with(activeflow.variables().with(set.name(), set.value()));
            step = set.then();
          }
          case Step.Found found -> {
            activeflow = activeflow.finding(found.value());
            step = found.then();
          }
          case Step.Fail fail -> {
            throw fail.failure();
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
      long lengthBefore = length;
      return new Turn.AskingOnceStored(
          ask.request(),
          type.name(),
          new Stretch(activeflow, passed),
          (stored, failure) -> {
            stored.requireRunning();
            if (stored.progress().last().answered() || !stored.standsOn(standingOn)) {
              return repeated(stored); // someone else took the request up where it was left
            }
            var rest = new Run(stored, moment);
            rest.performed.addAll(before);
            rest.inARow = inARowBefore;
            rest.transitions = transitionsBefore;
            rest.length = lengthBefore;
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

    /**
     * Lets an action fail. Changes that it made before stay: a variable that names a case is true
     * once the case is there, though its note could not be written.
     *
     * @throws FlowException the failure, if it is trouble of our own: then the request has failed,
     *     not the action, and may be repeated
     */
    private Optional<Turn> failed(ActionType<?> type, FlowException failure) {
      if (failure.isOwnTrouble()) {
        throw failure;
      }
      activeflow = activeflow.failing(failure.reason());
      boolean fatal = type.onFailure() == OnFailure.END;
      performed.add(new Performed(type.name(), fatal, type.dispatchedTo()));
      return fatal ? Optional.of(end(failure)) : goOn();
    }

    private Optional<Turn> goOn() {
      inARow++;
      return Optional.empty();
    }

    /** Below the last action, or where a stop wants it. */
    private Turn finish(Optional<Place> place) {
      moveOnto(place, Action.FINISH);
      activeflow = activeflow.ended(moment.now());
      passed.add(activeflow);
      return settled(Action.FINISH);
    }

    private Turn end(String tooMany) {
      return end(new FlowException(Reason.TOO_MANY_TRANSITIONS, tooMany));
    }

    private Turn end(FlowException failure) {
      activeflow = activeflow.failing(failure.reason()).ended(moment.now());
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
