package io.flowmanager.domain.engine;

import static io.flowmanager.authoring.rehearse.Examples.CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.NOON;
import static io.flowmanager.authoring.rehearse.Examples.OTHER_FLOW;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.block;
import static io.flowmanager.authoring.rehearse.Examples.flow;
import static io.flowmanager.authoring.rehearse.Examples.goTo;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.setting;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.engine.Turn.Settled;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Laws that hold for any flow, however it was put together. */
class WalkTest {
  private static final Limits LIMITS = new Limits(20, 150);
  private static final int ACTIONS = 6;

  private final Engine engine = new Engine(ActionCatalog.standard(), LIMITS);

  @Property(tries = 500)
  void anyWalkThroughAnyFlowEnds(
      @ForAll("flows") List<Action> actions, @ForAll("flows") List<Action> fetched) {
    var activeflow = onCall(actions.toArray(Action[]::new));
    int requests = 0;

    while (!activeflow.isEnded()) {
      activeflow = settle(engine.next(activeflow, at(activeflow), moment()), fetched).activeflow();
      requests++;
    }

    assertThat(requests).isLessThanOrEqualTo(LIMITS.inALife() + 1);
    assertThat(activeflow.progress().count()).isLessThanOrEqualTo(LIMITS.inALife());
  }

  @Property(tries = 500)
  void aRepeatGetsTheSameAnswerAndChangesNothing(
      @ForAll("flows") List<Action> actions, @ForAll("flows") List<Action> fetched) {
    var activeflow = onCall(actions.toArray(Action[]::new));

    while (!activeflow.isEnded()) {
      ActionId from = at(activeflow);
      Settled first = settle(engine.next(activeflow, from, moment()), fetched);
      activeflow = first.activeflow();
      // Back where it came from, a request is a new one; after a failure there is nothing to say.
      if (!activeflow.standsOn(from) && first.failure().isEmpty()) {
        Settled again = (Settled) engine.next(activeflow, from, moment());
        assertThat(again.answer()).isEqualTo(first.answer());
        assertThat(again.activeflow()).isEqualTo(activeflow);
        assertThat(again.way()).isEmpty();
      }
    }
  }

  @Property(tries = 500)
  void theMainStackAndThoseOnTheWayBackAreKeptAndNoOthers(
      @ForAll("flows") List<Action> actions, @ForAll("flows") List<Action> fetched) {
    var activeflow = onCall(actions.toArray(Action[]::new));

    while (!activeflow.isEnded()) {
      Settled settled = settle(engine.next(activeflow, at(activeflow), moment()), fetched);
      activeflow = settled.activeflow();
      if (settled.failure().isEmpty()) {
        var kept = new HashSet<>(activeflow.stacks().wayBack(activeflow.cursor().stack()));
        kept.add(StackId.MAIN);
        assertThat(activeflow.stacks().byId().keySet()).isEqualTo(kept);
      }
    }
  }

  private static Moment moment() {
    return new Moment(NOON, UUID::randomUUID);
  }

  private static ActionId at(Activeflow activeflow) {
    return activeflow.cursor().action().id();
  }

  /** Answers until it is settled. Every flow that is asked for is the same one. */
  private static Settled settle(Turn first, List<Action> fetched) {
    Turn turn = first;
    while (!(turn instanceof Settled)) {
      turn =
          answer((Turn.Asking<?>) turn, flow(OTHER_FLOW, CUSTOMER, fetched.toArray(Action[]::new)));
    }
    return (Settled) turn;
  }

  @SuppressWarnings("unchecked") // these flows ask for nothing but flows
  private static <R> Turn answer(Turn.Asking<R> asking, Object answer) {
    return asking.answered().apply((R) answer);
  }

  @Provide
  Arbitrary<List<Action>> flows() {
    return kinds()
        .list()
        .ofMaxSize(ACTIONS)
        .map(kinds ->
            IntStream.range(0, kinds.size())
                .mapToObj(place -> kinds.get(place).with(action(place + 1)))
                .toList());
  }

  /** Actions without an id, some with a next of their own. */
  private static Arbitrary<Action> kinds() {
    Arbitrary<ActionId> targets =
        Arbitraries.integers().between(1, ACTIONS + 1).map(Examples::action);
    Arbitrary<ActionId> nexts =
        Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just(ActionId.NONE)), Tuple.of(1, targets));
    Arbitrary<Action> plain =
        Arbitraries.of(
            talk(ActionId.NONE),
            setting(ActionId.NONE, "a", "${a}x"),
            block(ActionId.NONE),
            Action.of("stop", Options.NONE),
            Action.of("fetch_flow", Options.NONE.with("flow_id", OTHER_FLOW.toString())));
    Arbitrary<Action> jumping =
        Combinators.combine(targets, Arbitraries.integers().between(0, 3))
            .as((target, times) -> goTo(ActionId.NONE, target, times));
    Arbitrary<Action> endless =
        targets.map(target -> goTo(ActionId.NONE, target, Integer.MAX_VALUE));
    Arbitrary<Action> branching =
        targets.map(target ->
            Action.of(
                "branch",
                Options.NONE.with("variable", "a").with("default_target_id", target.toString())));
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(6, plain),
                Tuple.of(2, jumping),
                Tuple.of(1, endless),
                Tuple.of(1, branching)),
            nexts)
        .as((action, next) ->
            new Action(action.id(), next, action.type(), action.options(), action.executedAt()));
  }
}
