package io.flowmanager.domain.type;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.FlowException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that can be said of a type's actions without performing one: where they lead, what they tell
 * apart, how they look, how long they last. Whatever checks, explores, draws, rehearses or explains
 * flows goes by it alone, so a type that is new is known to all of them.
 *
 * <p>What nothing is said about is usual: the action leads below, decides nothing, takes no time.
 * Options that can't be read yet, because of placeholders, or ever, are no error here; what they
 * would have told is left out. Does not change: what says more gives another one.
 *
 * @param <O> the type's options, read
 */
public final class Outline<O> {
  /** The time that a recording, a conference or a conversation is taken to last. */
  public static final Duration A_WHILE = Duration.ofSeconds(30);

  private final Function<Options, O> reader;

  // Set in a copy that nobody has seen yet, by with(…), and never again.
  private Category category = Category.ASKS;
  private Function<Options, List<Exit>> exits = options -> List.of(Exit.BELOW);
  private BiFunction<O, Evidence, Optional<Decision>> decision =
      (read, evidence) -> Optional.empty();
  private Optional<Function<Options, String>> detail = Optional.empty();
  private Function<Options, Optional<String>> speech = options -> Optional.empty();
  private Function<O, Duration> duration = read -> Duration.ZERO;
  private Function<Options, Interaction> interaction = options -> Interaction.Simple.NONE;
  private Function<O, List<Distinction>> distinctions = read -> List.of();
  private Function<Options, List<Doubt>> doubts = options -> List.of();
  private Set<String> reads = Set.of();

  Outline(Function<Options, O> reader) {
    this.reader = requireNonNull(reader, "reader");
  }

  private Outline<O> with(Consumer<Outline<O>> change) {
    var copy = new Outline<>(reader);
    copy.category = category;
    copy.exits = exits;
    copy.decision = decision;
    copy.detail = detail;
    copy.speech = speech;
    copy.duration = duration;
    copy.interaction = interaction;
    copy.distinctions = distinctions;
    copy.doubts = doubts;
    copy.reads = reads;
    change.accept(copy);
    return copy;
  }

  /** An outline of a category other than {@link Category#ASKS}. */
  public Outline<O> of(Category itsCategory) {
    return with(copy -> copy.category = requireNonNull(itsCategory, "itsCategory"));
  }

  /**
   * An outline of a type that leads elsewhere than below.
   *
   * @param itsExits the exits for options as they stand, placeholders and all; must not fail
   */
  public Outline<O> leading(Function<Options, List<Exit>> itsExits) {
    return with(copy -> copy.exits = requireNonNull(itsExits, "itsExits"));
  }

  /** An outline of a type that always leads to one exit. */
  public Outline<O> leading(Exit always) {
    List<Exit> one = List.of(always);
    return leading(options -> one);
  }

  /**
   * An outline of a type that decides between its exits.
   *
   * @param itsDecision the one it takes with filled-in options; empty where the evidence does not
   *     suffice
   */
  public Outline<O> deciding(BiFunction<O, Evidence, Optional<Decision>> itsDecision) {
    return with(copy -> copy.decision = requireNonNull(itsDecision, "itsDecision"));
  }

  /**
   * An outline of a type of which something else than its first mandatory option is worth telling
   * on a card.
   */
  public Outline<O> telling(Function<Options, String> itsDetail) {
    return with(copy -> copy.detail = Optional.of(itsDetail));
  }

  /** An outline of a type that speaks a text to the caller, which an option has. */
  public Outline<O> speaking(String option) {
    return with(copy -> copy.speech = options -> Optional.of(options.text(option)));
  }

  /** An outline of a type that takes its time. */
  public Outline<O> lasting(Function<O, Duration> itsDuration) {
    return with(copy -> copy.duration = requireNonNull(itsDuration, "itsDuration"));
  }

  /**
   * An outline of a type that a caller can do something about; {@code itsInteraction} must not
   * fail.
   */
  public Outline<O> letting(Function<Options, Interaction> itsInteraction) {
    return with(copy -> copy.interaction = requireNonNull(itsInteraction, "itsInteraction"));
  }

  /** An outline of a type that tells things apart. */
  public Outline<O> distinguishing(Function<O, List<Distinction>> itsDistinctions) {
    return with(copy -> copy.distinctions = requireNonNull(itsDistinctions, "itsDistinctions"));
  }

  /**
   * An outline of a type with options that may not go together; {@code itsDoubts} must not fail.
   */
  public Outline<O> doubting(Function<Options, List<Doubt>> itsDoubts) {
    return with(copy -> copy.doubts = requireNonNull(itsDoubts, "itsDoubts"));
  }

  /** An outline of a type that looks at variables which no option names. */
  public Outline<O> reading(String... variables) {
    return with(copy -> copy.reads = Stream.of(variables).collect(toUnmodifiableSet()));
  }

  public Category category() {
    return category;
  }

  /** True of a type whose actions part the ways. */
  public boolean isDecision() {
    return category == Category.DECIDES;
  }

  /**
   * All ways on from an action that is performed, in the order in which a person wants to read
   * them.
   *
   * @param options as they stand: written or filled in
   */
  public List<Exit> exits(Options options) {
    return exits.apply(options);
  }

  /** The exit that an action takes; empty where it decides nothing or that can't be told. */
  public Optional<Decision> decision(Options filledIn, Evidence evidence) {
    return read(filledIn).flatMap(read -> decision.apply(read, evidence));
  }

  /**
   * The most telling of an action's options, in words; empty where none tells anything.
   *
   * @param described the type's options
   */
  String detail(Options options, List<OptionDescription> described) {
    try {
      return detail.isPresent()
          ? detail.get().apply(options)
          : described.stream()
              .filter(option -> option.required() && options.has(option.name()))
              .map(option -> option.words(options))
              .filter(words -> !words.isEmpty())
              .findFirst()
              .orElse("");
    } catch (FlowException notReadable) {
      return "";
    }
  }

  /** The text that an action speaks to the caller; empty for one that speaks none. */
  public Optional<String> speech(Options options) {
    return speech.apply(options);
  }

  /** The time that an action takes its performer, as far as its options tell. Never negative. */
  public Duration duration(Options filledIn) {
    return read(filledIn).map(duration).orElse(Duration.ZERO);
  }

  /** The things that a caller can do about an action. */
  public Interaction interaction(Options filledIn) {
    return interaction.apply(filledIn);
  }

  /** The things that an action tells apart. */
  public List<Distinction> distinctions(Options options) {
    return read(options).map(distinctions).orElse(List.of());
  }

  /** The doubts about an author's meaning, raised by an action's options taken together. */
  public List<Doubt> doubts(Options options) {
    return doubts.apply(options);
  }

  /** The names of variables that an action looks at without an option naming them. */
  public Set<String> reads() {
    return reads;
  }

  private Optional<O> read(Options options) {
    try {
      return Optional.of(reader.apply(options));
    } catch (FlowException notReadable) {
      return Optional.empty();
    }
  }
}
