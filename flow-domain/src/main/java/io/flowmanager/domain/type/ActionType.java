package io.flowmanager.domain.type;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.variable.Placeholders;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of action: its name, what it needs, what its options are, and how it is performed.
 *
 * <p>Does not change: what says more about a type gives another one.
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

  // Set in a copy that nobody has seen yet, by with(…), and never again.
  private OnFailure onFailure = OnFailure.END;
  private String dispatchedTo = "";
  private Set<Trait> traits = Set.of();
  private boolean forAuthors = true;
  private Outline<O> outline;
  private String summary = "";
  private List<OptionDescription> options = List.of();
  private Set<String> jsonOptions = Set.of();
  private List<FormerName> formerNames = List.of();
  private UnaryOperator<Options> translation = UnaryOperator.identity();
  private Consumer<O> check = read -> {};
  private BiFunction<Options, List<Action>, Options> settling = (own, all) -> own;
  private BiFunction<O, Execution, Step> takingUp = (own, execution) -> Step.carryOn();

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
      boolean handedOver) {
    this.name = requireNonNull(name, "name");
    this.medium = requireNonNull(medium, "medium");
    this.reader = requireNonNull(reader, "reader");
    this.behaviour = requireNonNull(behaviour, "behaviour");
    this.handedOver = handedOver;
    outline = new Outline<>(reader);
  }

  /** A type that the flow manager performs itself, by what {@code behaviour} says. */
  public static <O> ActionType<O> performed(
      String name,
      Medium medium,
      Function<Options, O> reader,
      BiFunction<O, Execution, Step> behaviour) {
    return new ActionType<>(name, medium, reader, behaviour, false);
  }

  /**
   * A type that whoever asked for the next action performs. Its options are passed on as they are,
   * but for {@link Handover}.
   */
  public static <O> ActionType<O> handedOver(
      String name, Medium medium, Function<Options, O> reader) {
    return new ActionType<>(name, medium, reader, (own, execution) -> Step.End.HAND_OVER, true)
        .dispatchedTo(CALL_MANAGER);
  }

  /** The type with a summary, a sentence, and its options. */
  public ActionType<O> described(String itsSummary, OptionDescription... itsOptions) {
    return with(copy -> {
      copy.summary = requireNonNull(itsSummary, "itsSummary");
      copy.options = List.of(itsOptions);
      copy.jsonOptions =
          copy.options.stream()
              .filter(option -> option.role() == OptionDescription.Role.JSON)
              .map(OptionDescription::name)
              .collect(Collectors.toUnmodifiableSet());
    });
  }

  /** The type with an outline that says more than that it leads below. */
  public ActionType<O> outlined(UnaryOperator<Outline<O>> itsOutline) {
    return with(copy -> copy.outline = itsOutline.apply(outline));
  }

  /** A type whose failure is nothing to end a call for. */
  public ActionType<O> carryingOnWhenItFails() {
    return with(copy -> copy.onFailure = OnFailure.CARRY_ON);
  }

  /** A type that is counted as work for another service. */
  public ActionType<O> dispatchedTo(String service) {
    return with(copy -> copy.dispatchedTo = requireNonNull(service, "service"));
  }

  /** A type that means something for the way of a flow, or for the call. */
  public ActionType<O> being(Trait first, Trait... others) {
    return with(copy -> copy.traits = Set.copyOf(EnumSet.of(first, others)));
  }

  /** A type that services use among themselves; authors may not. */
  public ActionType<O> notForAuthors() {
    return with(copy -> copy.forAuthors = false);
  }

  /** A type that is also accepted under a name it had once. */
  public ActionType<O> formerly(String formerName, UnaryOperator<Options> itsTranslation) {
    var former = new FormerName(formerName, itsTranslation);
    return with(
        copy -> copy.formerNames = Stream.concat(formerNames.stream(), Stream.of(former)).toList());
  }

  /**
   * A type that had the same name in the first version, but other options. {@code itsTranslation}
   * says them in today's words as well; where both are there, today's count. Options that it can't
   * read stay as they are: to today's authors they may be nothing but unknown ones.
   */
  public ActionType<O> translating(UnaryOperator<Options> itsTranslation) {
    return with(copy -> copy.translation = requireNonNull(itsTranslation, "itsTranslation"));
  }

  /**
   * A type whose options are looked at when a flow is stored, if they can be read by then: one with
   * placeholders may not. {@code itsCheck} throws what is wrong.
   */
  public ActionType<O> checked(Consumer<O> itsCheck) {
    return with(copy -> copy.check = requireNonNull(itsCheck, "itsCheck"));
  }

  /**
   * A type whose options may speak of the actions around it. {@code itsSettling} gets its options
   * and the whole list, ids and all, and says what is meant.
   */
  public ActionType<O> settling(BiFunction<Options, List<Action>, Options> itsSettling) {
    return with(copy -> copy.settling = requireNonNull(itsSettling, "itsSettling"));
  }

  /**
   * A type with a question that leaves once all else is stored. Where nobody can say whether it was
   * asked, because a process died or lost its broker just then, {@code itsTakingUp} says what is to
   * be done.
   */
  public ActionType<O> takenUp(BiFunction<O, Execution, Step> itsTakingUp) {
    return with(copy -> copy.takingUp = requireNonNull(itsTakingUp, "itsTakingUp"));
  }

  private ActionType<O> with(Consumer<ActionType<O>> change) {
    var copy = new ActionType<>(name, medium, reader, behaviour, handedOver);
    copy.onFailure = onFailure;
    copy.dispatchedTo = dispatchedTo;
    copy.traits = traits;
    copy.forAuthors = forAuthors;
    copy.outline = outline;
    copy.summary = summary;
    copy.options = options;
    copy.jsonOptions = jsonOptions;
    copy.formerNames = formerNames;
    copy.translation = translation;
    copy.check = check;
    copy.settling = settling;
    copy.takingUp = takingUp;
    change.accept(copy);
    return copy;
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
    return onFailure;
  }

  /** The service that the work is counted for; empty: none. */
  public String dispatchedTo() {
    return dispatchedTo;
  }

  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  public boolean isForAuthors() {
    return forAuthors;
  }

  /** The outline: all that can be said of its actions without performing one. */
  public Outline<O> outline() {
    return outline;
  }

  /** The most telling of an action's options, in words; empty where none tells anything. */
  public String detail(Options own) {
    return outline.detail(own, options);
  }

  public String summary() {
    return summary;
  }

  public List<OptionDescription> options() {
    return options;
  }

  public List<FormerName> formerNames() {
    return formerNames;
  }

  /**
   * The options, read.
   *
   * @throws FlowException INVALID_OPTION
   */
  public O read(Options own) {
    return reader.apply(own);
  }

  /**
   * The options with their placeholders filled in.
   *
   * @param values what is known under a name
   * @throws FlowException TEXT_TOO_LONG
   */
  public Options fillIn(Options own, UnaryOperator<String> values) {
    return Placeholders.fillIn(own, values, jsonOptions);
  }

  /** The options, their placeholders filled in, as whoever performs this type gets them. */
  public Handover handOver(Options filledIn) {
    return handedOver ? Handover.of(options, filledIn) : Handover.untouched(filledIn);
  }

  /** An author's action of this type, in today's words where its own can be read. */
  public Action inTodaysWords(Action action) {
    return ifReadable(() -> translation.apply(action.options())).map(action::with).orElse(action);
  }

  /**
   * Refuses an action of this type that can be read and is wrong.
   *
   * @throws FlowException whatever the type finds wrong
   */
  public void requireFine(Action today) {
    ifReadable(() -> read(today.options())).ifPresent(check);
  }

  private static <T> Optional<T> ifReadable(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (FlowException notReadable) {
      return Optional.empty();
    }
  }

  /**
   * An accepted action of this type among all that were accepted with it.
   *
   * @throws FlowException INVALID_OPTION
   */
  public Action settle(Action action, List<Action> all) {
    return action.with(settling.apply(action.options(), all));
  }

  /**
   * The first step of performing the action that the execution stands on.
   *
   * @throws FlowException INVALID_OPTION, or what its type fails with
   */
  public Step begin(Execution execution) {
    return handedOver
        ? Step.End.HAND_OVER
        : behaviour.apply(read(execution.action().options()), execution);
  }

  /**
   * The first step where an action was broken off after what it changed had been stored; the
   * execution stands on it.
   *
   * @throws FlowException INVALID_OPTION, or what its type fails with
   */
  public Step takeUp(Execution execution) {
    return takingUp.apply(read(execution.action().options()), execution);
  }

  @Override
  public String toString() {
    return name;
  }
}
