package io.flowmanager.domain.catalog;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A kind of action: its name, what it needs, what its options are, and how it is performed.
 *
 * @param <O> its options, read
 */
public final class ActionType<O> {
  /** Who performs what is handed over. */
  public static final String CALL_MANAGER = "call-manager";

  private final String name;
  private final Medium medium;
  private final Function<Options, O> reader;
  private final BiFunction<O, Execution, Step> behaviour;
  private final boolean handedOver;
  private final Details details;

  /** What is said of a type besides how it works. */
  private record Details(
      OnFailure onFailure,
      String dispatchedTo,
      boolean forAuthors,
      String summary,
      List<OptionDescription> options,
      List<FormerName> formerNames,
      Consumer<Options> check) {}

  /**
   * A name that the type had once.
   *
   * @param translation from the options of that time to today's; what it does not know it keeps
   */
  public record FormerName(String name, UnaryOperator<Options> translation) {
    public FormerName {
      requireNonNull(name, "name");
      requireNonNull(translation, "translation");
    }
  }

  private ActionType(
      String name,
      Medium medium,
      Function<Options, O> reader,
      BiFunction<O, Execution, Step> behaviour,
      boolean handedOver,
      Details details) {
    this.name = requireNonNull(name, "name");
    this.medium = requireNonNull(medium, "medium");
    this.reader = requireNonNull(reader, "reader");
    this.behaviour = requireNonNull(behaviour, "behaviour");
    this.handedOver = handedOver;
    this.details = details;
  }

  /** One that the flow manager performs itself, by what {@code behaviour} says. */
  public static <O> ActionType<O> performed(
      String name,
      Medium medium,
      Function<Options, O> reader,
      BiFunction<O, Execution, Step> behaviour) {
    var details = new Details(OnFailure.END, "", true, "", List.of(), List.of(), options -> {});
    return new ActionType<>(name, medium, reader, behaviour, false, details);
  }

  /** One that whoever asked for the next action performs. Its options are passed on unread. */
  public static <O> ActionType<O> handedOver(
      String name, Medium medium, Function<Options, O> reader) {
    var details =
        new Details(OnFailure.END, CALL_MANAGER, true, "", List.of(), List.of(), options -> {});
    return new ActionType<>(
        name, medium, reader, (options, execution) -> Step.End.HAND_OVER, true, details);
  }

  /** What it does, in a sentence, and its options. */
  public ActionType<O> described(String summary, OptionDescription... options) {
    return with(
        new Details(
            details.onFailure,
            details.dispatchedTo,
            details.forAuthors,
            summary,
            List.of(options),
            details.formerNames,
            details.check));
  }

  /** One whose failure is nothing to end a call for. */
  public ActionType<O> carryingOnWhenItFails() {
    return with(
        new Details(
            OnFailure.CARRY_ON,
            details.dispatchedTo,
            details.forAuthors,
            details.summary,
            details.options,
            details.formerNames,
            details.check));
  }

  /** One that is counted as work for another service. */
  public ActionType<O> dispatchedTo(String service) {
    return with(
        new Details(
            details.onFailure,
            service,
            details.forAuthors,
            details.summary,
            details.options,
            details.formerNames,
            details.check));
  }

  /** One that services use among themselves; authors may not. */
  public ActionType<O> notForAuthors() {
    return with(
        new Details(
            details.onFailure,
            details.dispatchedTo,
            false,
            details.summary,
            details.options,
            details.formerNames,
            details.check));
  }

  /** One that is also accepted under a name it had once. */
  public ActionType<O> formerly(String formerName, UnaryOperator<Options> translation) {
    var names =
        Stream.concat(
                details.formerNames.stream(), Stream.of(new FormerName(formerName, translation)))
            .toList();
    return with(
        new Details(
            details.onFailure,
            details.dispatchedTo,
            details.forAuthors,
            details.summary,
            details.options,
            names,
            details.check));
  }

  /** One whose options are looked at when a flow is stored; {@code check} throws what is wrong. */
  public ActionType<O> checked(Consumer<Options> check) {
    return with(
        new Details(
            details.onFailure,
            details.dispatchedTo,
            details.forAuthors,
            details.summary,
            details.options,
            details.formerNames,
            check));
  }

  private ActionType<O> with(Details otherDetails) {
    return new ActionType<>(name, medium, reader, behaviour, handedOver, otherDetails);
  }

  public String name() {
    return name;
  }

  public Medium medium() {
    return medium;
  }

  public boolean isHandedOver() {
    return handedOver;
  }

  public OnFailure onFailure() {
    return details.onFailure;
  }

  /** The service that the work is counted for; empty: none. */
  public String dispatchedTo() {
    return details.dispatchedTo;
  }

  public boolean isForAuthors() {
    return details.forAuthors;
  }

  public String summary() {
    return details.summary;
  }

  public List<OptionDescription> options() {
    return details.options;
  }

  public List<FormerName> formerNames() {
    return details.formerNames;
  }

  /**
   * The options, read.
   *
   * @throws FlowException INVALID_OPTION
   */
  public O read(Options options) {
    return reader.apply(options);
  }

  /**
   * What is looked at when an action of this type is stored.
   *
   * @throws FlowException whatever the type finds wrong
   */
  public void check(Action action) {
    details.check.accept(action.options());
  }

  /**
   * What performing the action that the execution stands on says is to be done.
   *
   * @throws FlowException INVALID_OPTION, or what its type fails with
   */
  public Step begin(Execution execution) {
    return handedOver
        ? Step.End.HAND_OVER
        : behaviour.apply(read(execution.action().options()), execution);
  }

  @Override
  public String toString() {
    return name;
  }
}
