package io.flowmanager.authoring.explore;

import io.flowmanager.authoring.explore.Discovery.Kind;
import io.flowmanager.authoring.explore.Outcome.Answered;
import io.flowmanager.authoring.explore.Outcome.Failed;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Executed;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.engine.Engine;
import io.flowmanager.domain.engine.Moment;
import io.flowmanager.domain.engine.Turn;
import io.flowmanager.domain.engine.Turn.Settled;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.Request;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Exit;
import io.flowmanager.domain.type.Interaction;
import io.flowmanager.domain.type.Trait;
import io.flowmanager.domain.variable.ReservedVariables;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A search that looks at the situations of the fewest steps first. */
final class Search {
  private static final int NOWHERE = -1;

  /**
   * Number of ways in which other services' answers may combine in one request; more are not tried.
   */
  private static final int COMBINATIONS_MAX = 64;

  private final ActionCatalog catalog;
  private final Engine engine;
  private final Expedition expedition;
  private final Digits digits;
  private final Memory memory;

  private final List<Node> nodes = new ArrayList<>();
  private final Map<Key, Integer> numbers = new HashMap<>();
  private final List<Discovery> discoveries = new ArrayList<>();
  private final Set<Found> found = new HashSet<>();
  private final Set<ActionId> reached = new HashSet<>();
  private final Set<ActionId> own;
  private boolean complete = true;

  Search(ActionCatalog catalog, Engine engine, List<Action> actions, Expedition expedition) {
    this.catalog = catalog;
    this.engine = engine;
    this.expedition = expedition;
    own = actions.stream().map(Action::id).collect(Collectors.toUnmodifiableSet());
    digits = new Digits(catalog, actions);
    memory = new Memory(catalog, actions, expedition.reference());
  }

  /** The part of a situation that tells it from others. */
  private record Key(Object essence, Instant now, boolean taken, boolean heard) {}

  private record Found(Kind kind, ActionId action) {}

  /** A situation, and how one gets there by the fewest steps. */
  private static final class Node {
    final Situation situation;
    final int before;
    final List<Deed> deeds;
    final List<Integer> after = new ArrayList<>();

    /** The node where a caller gets who does nothing, while others do as usual. */
    int idle = NOWHERE;

    /** True if it may come to an end right from here. */
    boolean ends;

    Node(Situation situation, int before, List<Deed> deeds) {
      this.situation = situation;
      this.before = before;
      this.deeds = deeds;
    }
  }

  /** Something that a caller, or whoever continues a block, can do. */
  private record Choice(Optional<Deed> deed, Activeflow activeflow, boolean idle) {}

  /** The outcome of a request. */
  private record Arrival(
      Settled settled, List<Deed> deeds, boolean usual, Set<FlowException> failures) {}

  void begin(Starts.Start start, Activeflow activeflow) {
    var situation =
        new Situation(memory.essence(activeflow), start.now(), expedition.taken(), false);
    List<Deed> deeds =
        start.what().isEmpty() ? List.of() : List.of(new Deed(ActionId.START, start.what()));
    number(situation, NOWHERE, deeds);
  }

  Exploration run() {
    for (int number = 0; number < nodes.size(); number++) {
      if (nodes.size() >= expedition.situationsMax()) {
        complete = false;
        // What was not looked at may end.
        nodes.subList(number, nodes.size()).forEach(node -> node.ends = true);
        break;
      }
      expand(number);
    }
    loops();
    return new Exploration(
        discoveries.stream()
            .sorted(Comparator.comparingInt(discovery -> discovery.way().size()))
            .toList(),
        nodes.size(),
        reached,
        complete);
  }

  private int number(Situation situation, int before, List<Deed> deeds) {
    var key =
        new Key(
            memory.keyOf(situation.activeflow()),
            situation.now(),
            situation.taken(),
            situation.heard());
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    numbers.put(key, nodes.size());
    nodes.add(new Node(situation, before, deeds));
    return nodes.size() - 1;
  }

  private void expand(int number) {
    Situation situation = nodes.get(number).situation;
    for (Choice choice : choices(situation)) {
      for (Arrival arrival : arrivals(situation, choice)) {
        arrive(number, choice, arrival);
      }
    }
  }

  private List<Choice> choices(Situation situation) {
    Activeflow activeflow = situation.activeflow();
    Action action = activeflow.cursor().action();
    var choices = new ArrayList<Choice>();
    Optional<ActionType<?>> type = catalog.type(action.type());
    if (type.filter(one -> one.is(Trait.WAITS_TO_BE_CONTINUED)).isPresent()) {
      return List.of(
          new Choice(Optional.of(deed(situation, "someone continues it")), activeflow, false));
    }
    Interaction interaction =
        type.map(one -> one.outline().interaction(action.options()))
            .orElse(Interaction.Simple.NONE);
    return switch (interaction) {
      case Interaction.Prompt prompt -> {
        choices.add(new Choice(Optional.of(deed(situation, "dials nothing")), activeflow, true));
        digits
            .dialled(prompt.length())
            .forEach(word ->
                choices.add(dialling(situation, word, digits.after(dialled(activeflow), word))));
        yield choices;
      }
      case Interaction.Simple simple -> {
        choices.add(new Choice(Optional.empty(), activeflow, true));
        if (simple == Interaction.Simple.A_DIGIT_ENDS_IT) {
          digits.single().forEach(digit -> choices.add(dialling(situation, digit, digit)));
        }
        yield choices;
      }
    };
  }

  private static Deed deed(Situation situation, String what) {
    return new Deed(situation.at(), what);
  }

  private static String dialled(Activeflow activeflow) {
    return activeflow.variables().valueOf(ReservedVariables.CALL_DIGITS);
  }

  private static Choice dialling(Situation situation, String word, String then) {
    Activeflow activeflow = situation.activeflow();
    return new Choice(
        Optional.of(deed(situation, "dials " + word)),
        activeflow.with(activeflow.variables().with(ReservedVariables.CALL_DIGITS, then)),
        false);
  }

  /** The outcomes of a request from here, by all that other services may answer on the way. */
  private List<Arrival> arrivals(Situation situation, Choice choice) {
    var arrivals = new ArrayList<Arrival>();
    Deque<List<Integer>> scripts = new ArrayDeque<>(List.of(List.of()));
    while (!scripts.isEmpty()) {
      if (arrivals.size() >= COMBINATIONS_MAX) {
        complete = false;
        return arrivals;
      }
      arrivals.add(new RequestRun(situation, choice, scripts).run(scripts.remove()));
    }
    return arrivals;
  }

  /** A request, answered as a script says, and as usual where that ends. */
  private final class RequestRun {
    private final Situation situation;
    private final Choice choice;
    private final Deque<List<Integer>> scripts;
    private final List<Integer> taken = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final Set<FlowException> failures = new HashSet<>();

    /**
     * @param scripts gets those that differ from this one where its own ends
     */
    RequestRun(Situation situation, Choice choice, Deque<List<Integer>> scripts) {
      this.situation = situation;
      this.choice = choice;
      this.scripts = scripts;
    }

    Arrival run(List<Integer> script) {
      choice.deed().ifPresent(deeds::add);
      // As many stacks as there are, so that none of their ids is made a second time.
      long kind = 2L + choice.activeflow().stacks().byId().size();
      Turn turn =
          engine.next(
              choice.activeflow(), situation.at(), new Moment(situation.now(), Explorer.ids(kind)));
      while (true) {
        switch (turn) {
          case Turn.Asking<?> asking -> turn = answer(asking, script);
          case Turn.AskingOnceStored asking -> {
            Outcome outcome = choose(asking.request(), script);
            turn =
                asking
                    .then()
                    .apply(
                        asking.soFar().reached(),
                        outcome instanceof Failed failed
                            ? Optional.of(failed.failure())
                            : Optional.empty());
          }
          case Turn.Telling telling -> turn = telling.then().get();
          case Settled settled -> {
            return new Arrival(settled, List.copyOf(deeds), failures.isEmpty(), failures);
          }
        }
      }
    }

    @SuppressWarnings("unchecked") // each answer is of the kind that its request's type says
    private <R> Turn answer(Turn.Asking<R> asking, List<Integer> script) {
      return switch (choose(asking.request(), script)) {
        case Answered answered ->
            ((Function<Object, Turn>) (Function<?, Turn>) asking.answered())
                .apply(answered.answer());
        case Failed failed -> asking.failed().apply(failed.failure());
      };
    }

    private Outcome choose(Request<?> request, List<Integer> script) {
      List<Outcome> outcomes =
          Outcome.of(
              request, new Outcome.Usual(choice.activeflow(), situation.now(), situation.taken()));
      int place = taken.size();
      int chosen = 0;
      if (place < script.size()) {
        chosen = script.get(place);
      } else {
        for (int other = 1; other < outcomes.size(); other++) {
          var differing = new ArrayList<>(taken);
          differing.add(other);
          scripts.add(differing);
        }
      }
      taken.add(chosen);
      Outcome outcome = outcomes.get(chosen);
      if (outcome instanceof Failed failed) {
        failures.add(failed.failure());
        deeds.add(new Deed(situation.at(), "nobody answers to " + Outcome.nameOf(request)));
      }
      return outcome;
    }
  }

  private void arrive(int from, Choice choice, Arrival arrival) {
    Node node = nodes.get(from);
    Settled settled = arrival.settled();
    Activeflow now = settled.activeflow();
    settled.way().ifPresent(this::reach);
    boolean taken = node.situation.taken() || takes(settled);
    if (settled.failure().isPresent()) {
      node.ends = true;
      if (!arrival.failures().contains(settled.failure().get())) {
        failed(from, arrival, settled.failure().get());
      }
      return;
    }
    Action answer = settled.answer();
    Optional<ActionType<?>> type = catalog.type(answer.type());
    boolean heard =
        node.situation.heard()
            || (!taken && type.filter(one -> one.is(Trait.IS_HEARD)).isPresent());
    if (answer.isFinish()) {
      node.ends = true;
      finished(from, arrival, taken, lastOf(now));
      return;
    }
    List<Exit> exits =
        type.map(one -> one.outline().exits(answer.options())).orElse(List.of(Exit.BELOW));
    if (exits.stream().anyMatch(exit -> exit.target() == Exit.Place.CALL_END)) {
      node.ends = true;
      if (exits.size() == 1) {
        if (heard && !taken) {
          neverAnswered(from, arrival, answer.id());
        }
        return;
      }
    }
    int number =
        number(
            new Situation(memory.essence(now), node.situation.now(), taken, heard),
            from,
            arrival.deeds());
    node.after.add(number);
    if (choice.idle() && arrival.usual()) {
      node.idle = number;
    }
  }

  private void reach(Turn.Stretch way) {
    way.passed().stream()
        .map(stage -> stage.cursor().action().id())
        .filter(own::contains)
        .forEach(reached::add);
  }

  /** True if the call was taken on the way, by whatever was performed or is handed over. */
  private boolean takes(Settled settled) {
    return settled.performed().stream()
        .filter(performed -> !performed.failed())
        .flatMap(performed -> catalog.type(performed.type()).stream())
        .anyMatch(type -> type.is(Trait.TAKES_THE_CALL));
  }

  private static ActionId lastOf(Activeflow reached) {
    List<Executed> executed = reached.progress().executed();
    return executed.isEmpty() ? ActionId.START : executed.getLast().action().id();
  }

  private void failed(int from, Arrival arrival, FlowException failure) {
    ActionId at = arrival.settled().activeflow().cursor().action().id();
    if (failure.isFor(Reason.TOO_MANY_TRANSITIONS)) {
      discover(
          Kind.ENDLESS_LOOP,
          at,
          "Expected the flow to hand an action over, but it goes round without",
          from,
          arrival.deeds());
    } else {
      discover(
          Kind.DEAD_END,
          at,
          "Expected the flow to go on, but it fails for %s: %s"
              .formatted(failure.reason(), Optional.ofNullable(failure.getMessage()).orElse("")),
          from,
          arrival.deeds());
    }
  }

  private void finished(int from, Arrival arrival, boolean taken, ActionId last) {
    if (!expedition.isCall()) {
      return;
    }
    discover(
        Kind.NEVER_HANGS_UP,
        last,
        "Expected the call to end with a hangup, but the flow ends without",
        from,
        arrival.deeds());
    if (!taken) {
      neverAnswered(from, arrival, last);
    }
  }

  private void neverAnswered(int from, Arrival arrival, ActionId last) {
    discover(
        Kind.NEVER_ANSWERS,
        last,
        "Expected the call to be taken, but the flow ends and never did",
        from,
        arrival.deeds());
  }

  private void discover(Kind kind, ActionId action, String message, int from, List<Deed> last) {
    if (found.add(new Found(kind, action))) {
      var way = new ArrayList<>(last);
      for (int number = from; number != NOWHERE; number = nodes.get(number).before) {
        way.addAll(0, nodes.get(number).deeds);
      }
      discoveries.add(new Discovery(kind, action, message, way));
    }
  }

  private void discoverAt(int number, String message) {
    Node node = nodes.get(number);
    discover(Kind.ENDLESS_LOOP, node.situation.at(), message, node.before, node.deeds);
  }

  private void loops() {
    BitSet ending = ending();
    var covered = new BitSet();
    for (int number = 0; number < nodes.size(); number++) {
      if (!ending.get(number) && !covered.get(number)) {
        discoverAt(number, "Expected the flow to end some time, but whatever is done it does not");
        cover(number, covered);
      }
    }
    silentLoops(covered);
  }

  /** From where an end can be reached. */
  private BitSet ending() {
    List<List<Integer>> before = new ArrayList<>();
    nodes.forEach(node -> before.add(new ArrayList<>()));
    var ending = new BitSet();
    Deque<Integer> next = new ArrayDeque<>();
    for (int number = 0; number < nodes.size(); number++) {
      for (int after : nodes.get(number).after) {
        before.get(after).add(number);
      }
      if (nodes.get(number).ends) {
        ending.set(number);
        next.add(number);
      }
    }
    while (!next.isEmpty()) {
      for (int number : before.get(next.remove())) {
        if (!ending.get(number)) {
          ending.set(number);
          next.add(number);
        }
      }
    }
    return ending;
  }

  private void cover(int from, BitSet covered) {
    Deque<Integer> next = new ArrayDeque<>(List.of(from));
    covered.set(from);
    while (!next.isEmpty()) {
      for (int after : nodes.get(next.remove()).after) {
        if (!covered.get(after)) {
          covered.set(after);
          next.add(after);
        }
      }
    }
  }

  /** Ways round that a caller goes for ever who does nothing. */
  private void silentLoops(BitSet covered) {
    var done = (BitSet) covered.clone();
    for (int start = 0; start < nodes.size(); start++) {
      var walked = new BitSet();
      int number = start;
      while (number != NOWHERE && !done.get(number) && !walked.get(number)) {
        walked.set(number);
        number = nodes.get(number).idle;
      }
      if (number != NOWHERE && walked.get(number)) {
        discoverAt(
            firstOf(number),
            "Expected the flow to end some time, but it does not while the caller does nothing");
      }
      done.or(walked);
    }
  }

  /** The situation of the loop that takes the fewest steps to get to. */
  private int firstOf(int loop) {
    int first = loop;
    for (int number = nodes.get(loop).idle; number != loop; number = nodes.get(number).idle) {
      first = Math.min(first, number);
    }
    return first;
  }
}
