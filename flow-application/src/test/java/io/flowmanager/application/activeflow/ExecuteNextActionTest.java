package io.flowmanager.application.activeflow;

import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.setting;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.World;
import io.flowmanager.application.World.Base;
import io.flowmanager.application.World.Played;
import io.flowmanager.application.activeflow.Interpreter.NextAction;
import io.flowmanager.application.event.DomainEvent.OfActiveflow;
import io.flowmanager.application.flow.UpdateFlow;
import io.flowmanager.application.port.ActiveflowStore;
import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.Concurrently;
import io.flowmanager.application.port.Filter;
import io.flowmanager.application.port.Filter.ActiveflowKey;
import io.flowmanager.application.port.Page;
import io.flowmanager.application.port.QueueManager;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.QueueRequest.MarkQueuecallWaiting;
import io.flowmanager.domain.step.QueueRequest.StartQueuecall;
import io.flowmanager.domain.step.StartedService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecuteNextActionTest {
  private static final ServiceId QUEUECALL = new ServiceId(new UUID(0x9CA11, 1));

  private static final Action JOINING =
      Action.of(action(1), "queue_join", Options.NONE.with("queue_id", Examples.QUEUE.toString()));

  private final World world = new World();

  @Test
  void answersTheNextActionOnceTheStepIsStored() {
    Activeflow activeflow =
        world.onCall(world.flow(setting(action(50), "a", "1"), talk(action(1))));

    Action next = world.nextFrom(activeflow.id(), ActionId.START).action();

    assertThat(next.id()).isEqualTo(action(1));
    assertThat(world.stored(activeflow).cursor().action()).isEqualTo(next);
    assertThat(world.stored(activeflow).variables().valueOf("a")).isEqualTo("1");
  }

  @Test
  void tellsTheWorldOfEachTransitionInOrder() {
    Activeflow activeflow =
        world.onCall(world.flow(setting(action(50), "a", "1"), talk(action(1))));
    world.base.told.clear();

    world.nextFrom(activeflow.id(), ActionId.START);
    world.nextFrom(activeflow.id(), action(1));

    assertThat(world.base.toldTypes()).hasSize(4).containsOnly("activeflow_updated");
    assertThat(world.base.told.getLast())
        .isInstanceOfSatisfying(
            OfActiveflow.class, told -> assertThat(told.activeflow().isEnded()).isTrue());
  }

  @Test
  @Tag("difference-2")
  void answersARepeatTheSameAndTellsNobodyAgain() {
    Activeflow activeflow = world.onCall(world.flow(talk(action(1)), talk(action(2))));
    Action first = world.nextFrom(activeflow.id(), ActionId.START).action();
    Activeflow before = world.stored(activeflow);
    world.base.told.clear();

    Action again = world.nextFrom(activeflow.id(), ActionId.START).action();

    assertThat(again).isEqualTo(first);
    assertThat(world.stored(activeflow)).isEqualTo(before);
    assertThat(world.base.told).isEmpty();
  }

  @Test
  @Tag("difference-1")
  void refusesAStaleCallerAndLeavesTheActiveflowAsItIs() {
    Activeflow activeflow =
        world.onCall(world.flow(talk(action(1)), talk(action(2)), talk(action(3))));
    world.nextFrom(activeflow.id(), ActionId.START);
    world.nextFrom(activeflow.id(), action(1));
    Activeflow before = world.stored(activeflow);

    assertThatThrownBy(() -> world.nextFrom(activeflow.id(), ActionId.START))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.isFor(Reason.NOT_THE_CURRENT_ACTION)).isTrue());
    assertThat(world.stored(activeflow)).isEqualTo(before);
  }

  @Test
  void looksAtWhatIsStoredBeforeItRefusesBecauseOfAnOldCopy() {
    Activeflow activeflow =
        world.onCall(world.flow(talk(action(1)), talk(action(2)), talk(action(3))));
    var other = new World(world.base, Played.NOTHING);
    world.nextFrom(activeflow.id(), ActionId.START);
    other.nextFrom(activeflow.id(), action(1));

    Action next = world.nextFrom(activeflow.id(), action(2)).action();

    assertThat(next.id()).isEqualTo(action(3));
  }

  @Test
  void servesOneOfManyIdenticalRequestsAndAnswersAllOfThem() throws InterruptedException {
    Activeflow activeflow = world.onCall(world.flow(talk(action(1)), talk(action(2))));
    var other = new World(world.base, Played.NOTHING);

    List<ActionId> answers =
        Concurrently.times(
            16,
            () -> {
              World one = Thread.currentThread().threadId() % 2 == 0 ? world : other;
              return one.nextFrom(activeflow.id(), ActionId.START).action().id();
            });

    assertThat(answers).hasSize(16).containsOnly(action(1));
    assertThat(world.stored(activeflow).progress().count()).isEqualTo(1);
  }

  @Test
  void asksNobodyTwiceWhenSomeoneElseChangesTheActiveflowMeanwhile() {
    var base = new Base();
    var asked = new ArrayList<StartQueuecall>();
    var someoneElse = new World(base, Played.NOTHING);
    var queues =
        new Queues(
            start -> {
              asked.add(start);
              someoneElse.setVariables.set(
                  start.activeflow(), Map.of("meanwhile", "yes"), Arrival.ONCE);
            },
            mark -> {});
    var asking = new World(base, Played.NOTHING.with(queues));
    Activeflow activeflow = asking.onCall(asking.flow(JOINING, talk(action(2))));

    Action next = asking.nextFrom(activeflow.id(), ActionId.START).action();

    assertThat(next.id()).isEqualTo(action(9));
    assertThat(asked).hasSize(1);
    assertThat(asking.stored(activeflow).variables().valueOf("meanwhile")).isEqualTo("yes");
  }

  @Test
  void storesWhatTheQueueLooksAtBeforeItIsTold() {
    var base = new Base();
    var seen = new ArrayList<Boolean>();
    var queues =
        new Queues(
            start -> {},
            mark ->
                seen.add(
                    base.activeflows
                        .list(Filter.none(), new Page(World.NOON.plusSeconds(1), 10))
                        .getFirst()
                        .stacks()
                        .stack(new StackId(QUEUECALL.value()))
                        .isPresent()));
    var asking = new World(base, Played.NOTHING.with(queues));
    Activeflow activeflow = asking.onCall(asking.flow(JOINING));

    asking.nextFrom(activeflow.id(), ActionId.START);

    assertThat(seen).containsExactly(true);
  }

  @Test
  void keepsWhatOthersDoWhileTheQueueIsTold() {
    var base = new Base();
    var someoneElse = new World(base, Played.NOTHING);
    var marked = new ArrayList<MarkQueuecallWaiting>();
    var here = new ArrayList<Activeflow>();
    var queues =
        new Queues(
            start -> {},
            mark -> {
              marked.add(mark);
              someoneElse.setVariables.set(
                  here.getFirst().id(), Map.of("meanwhile", "yes"), Arrival.ONCE);
            });
    var asking = new World(base, Played.NOTHING.with(queues));
    here.add(asking.onCall(asking.flow(JOINING)));

    Action next = asking.nextFrom(here.getFirst().id(), ActionId.START).action();

    assertThat(next.id()).isEqualTo(action(9));
    assertThat(marked).hasSize(1);
    assertThat(asking.stored(here.getFirst()).variables().valueOf("meanwhile")).isEqualTo("yes");
  }

  @Test
  void letsARepeatAtAnotherProcessWaitForTheFirstAndAsksNobodyTwice() throws Exception {
    var base = new Base();
    var asked = new ArrayList<StartQueuecall>();
    var other = new World(base, Played.NOTHING);
    var repeats = new ArrayList<CompletableFuture<ActionId>>();
    var queues =
        new Queues(
            start -> {
              asked.add(start);
              repeats.add(
                  CompletableFuture.supplyAsync(
                      () -> other.nextFrom(start.activeflow(), ActionId.START).action().id()));
            },
            mark -> {});
    var asking = new World(base, Played.NOTHING.with(queues));
    Activeflow activeflow = asking.onCall(asking.flow(JOINING, talk(action(2))));

    Action next = asking.nextFrom(activeflow.id(), ActionId.START).action();

    assertThat(next.id()).isEqualTo(action(9));
    assertThat(repeats.getFirst().get()).isEqualTo(action(9));
    assertThat(asked).hasSize(1);
  }

  @Test
  void tellsARepeatThatTheFirstIsStillWaitingAfterAWhile() {
    var base = new Base();
    var other = new World(base, Played.NOTHING);
    var refusals = new ArrayList<Throwable>();
    var queues =
        new Queues(
            start ->
                refusals.add(
                    catchThrowable(() -> other.nextFrom(start.activeflow(), ActionId.START))),
            mark -> {});
    var asking = new World(base, Played.NOTHING.with(queues));
    Activeflow activeflow = asking.onCall(asking.flow(JOINING, talk(action(2))));

    Action next = asking.nextFrom(activeflow.id(), ActionId.START).action();

    assertThat(next.id()).isEqualTo(action(9));
    assertThat(refusals)
        .singleElement()
        .isInstanceOfSatisfying(
            FlowException.class,
            refusal -> assertThat(refusal.isFor(Reason.REQUEST_IN_PROGRESS)).isTrue());
  }

  @Test
  void beginsAgainWhatAProcessLeftUndoneThatDiedWhileItAsked() {
    var base = new Base();
    var worlds = new ArrayList<World>();
    var queues =
        new Queues(
            start -> {
              worlds.getFirst().crash();
              throw new IllegalStateException("the process dies");
            },
            mark -> {});
    worlds.add(new World(base, Played.NOTHING.with(queues)));
    World dying = worlds.getFirst();
    Activeflow activeflow = dying.onCall(dying.flow(JOINING, talk(action(2))));
    assertThatThrownBy(() -> dying.nextFrom(activeflow.id(), ActionId.START))
        .isInstanceOf(IllegalStateException.class);
    var asked = new ArrayList<StartQueuecall>();
    var other = new World(base, Played.NOTHING.with(new Queues(asked::add, mark -> {})));

    Action next = other.nextFrom(activeflow.id(), ActionId.START).action();

    assertThat(next.id()).isEqualTo(action(9));
    assertThat(asked).hasSize(1);
  }

  @Test
  void tellsTheQueueAgainWhereNobodyKnowsWhetherItWasTold() {
    var base = new Base();
    var worlds = new ArrayList<World>();
    var queues =
        new Queues(
            start -> {},
            mark -> {
              worlds.getFirst().crash();
              throw new IllegalStateException("the process dies");
            });
    worlds.add(new World(base, Played.NOTHING.with(queues)));
    World dying = worlds.getFirst();
    Activeflow activeflow = dying.onCall(dying.flow(JOINING, talk(action(2))));
    assertThatThrownBy(() -> dying.nextFrom(activeflow.id(), ActionId.START))
        .isInstanceOf(IllegalStateException.class);
    var started = new ArrayList<StartQueuecall>();
    var marked = new ArrayList<MarkQueuecallWaiting>();
    var other = new World(base, Played.NOTHING.with(new Queues(started::add, marked::add)));

    Action next = other.nextFrom(activeflow.id(), ActionId.START).action();

    assertThat(next.id()).isEqualTo(action(9));
    assertThat(started).isEmpty();
    assertThat(marked).hasSize(1);
    assertThat(other.nextFrom(activeflow.id(), ActionId.START).action()).isEqualTo(next);
  }

  @Test
  void endsNothingWhereTheBrokerIsLostWhileSomeoneIsAsked() {
    var lost = new AtomicBoolean(true);
    var queues =
        new Queues(
            start -> {
              if (lost.get()) {
                throw new FlowException(
                    Reason.BROKER_UNAVAILABLE, "Expected an answer, but the channel is lost");
              }
            },
            mark -> {});
    var asking = new World(new Base(), Played.NOTHING.with(queues));
    Activeflow activeflow = asking.onCall(asking.flow(JOINING, talk(action(2))));
    assertThatThrownBy(() -> asking.nextFrom(activeflow.id(), ActionId.START))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.isFor(Reason.BROKER_UNAVAILABLE)).isTrue());
    lost.set(false);

    Action next = asking.nextFrom(activeflow.id(), ActionId.START).action();

    assertThat(next.id()).isEqualTo(action(9));
  }

  @Test
  void beginsTheFlowThatFollowsThoughTheProcessDiesThatWasToBeginIt() {
    var base = new Base();
    var dying = new World(base, Played.NOTHING, work -> {});
    Flow following = dying.flow(setting(action(50), "trail", "${trail}2"));
    Activeflow activeflow =
        dying.onCall(dying.flow(following.id(), setting(action(50), "trail", "1")));
    dying.nextFrom(activeflow.id(), ActionId.START);
    var other = new World(base, Played.NOTHING);
    other.takeUpAbandoned.takeUp();
    assertThat(followerOf(base, activeflow).isEnded()).isFalse();

    dying.crash();
    other.takeUpAbandoned.takeUp();

    assertThat(followerOf(base, activeflow).variables().valueOf("trail")).isEqualTo("12");
    assertThat(followerOf(base, activeflow).isEnded()).isTrue();
    assertThat(base.activeflows.abandoned()).isEmpty();
  }

  @Test
  void tellsALoopFromARepeatByTheStepWhereTheCallerCounts() {
    Activeflow activeflow =
        world.onCall(
            world.flow(talk(action(1)), Examples.goTo(action(2), action(1), 3), talk(action(3))));
    NextAction first = world.nextFrom(activeflow.id(), ActionId.START, 0);
    int step = first.activeflow().progress().count();
    NextAction second = world.nextFrom(activeflow.id(), action(1), step);
    int later = second.activeflow().progress().count();

    NextAction repeated = world.nextFrom(activeflow.id(), action(1), step);
    NextAction third = world.nextFrom(activeflow.id(), action(1), later);

    assertThat(second.action().id()).isEqualTo(action(1));
    assertThat(repeated.activeflow()).isEqualTo(second.activeflow());
    assertThat(third.activeflow().progress().count()).isGreaterThan(later);
    assertThatThrownBy(() -> world.nextFrom(activeflow.id(), action(1), step))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.isFor(Reason.NOT_THE_CURRENT_ACTION)).isTrue());
  }

  private Activeflow roundTwoTalks() {
    return world.onCall(
        world.flow(
            talk(action(1)),
            talk(action(2)),
            Examples.goTo(action(3), action(1), 1),
            talk(action(4))));
  }

  @Test
  void takesALateAttemptForANewRequestWhereALoopCameRoundAndTheCallerDoesNotCount() {
    ActiveflowId id = roundTwoTalks().id();
    world.nextFrom(id, ActionId.START);
    world.nextFrom(id, action(1));
    NextAction unheard = world.nextFrom(id, action(2));

    NextAction late = world.nextFrom(id, action(1));
    NextAction repeated = world.nextFrom(id, action(2));

    assertThat(unheard.action().id()).isEqualTo(action(1));
    assertThat(late.action().id()).isEqualTo(action(2));
    assertThat(repeated.action().id()).isEqualTo(action(4));
  }

  @Test
  void refusesALateAttemptWhereTheCallerCounts() {
    ActiveflowId id = roundTwoTalks().id();
    int one = world.nextFrom(id, ActionId.START, 0).activeflow().progress().count();
    int two = world.nextFrom(id, action(1), one).activeflow().progress().count();
    NextAction unheard = world.nextFrom(id, action(2), two);

    assertThatThrownBy(() -> world.nextFrom(id, action(1), one))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.isFor(Reason.NOT_THE_CURRENT_ACTION)).isTrue());
    NextAction repeated = world.nextFrom(id, action(2), two);

    assertThat(repeated.activeflow()).isEqualTo(unheard.activeflow());
  }

  @Test
  @Tag("difference-26")
  void findsItsOwnFlowsWithoutAskingAnyService() {
    Flow other = world.flow(talk(action(7)));
    Activeflow activeflow =
        world.onCall(
            world.flow(
                Action.of(
                    action(1), "fetch_flow", Options.NONE.with("flow_id", other.id().toString()))));

    Action next = world.nextFrom(activeflow.id(), ActionId.START).action();

    assertThat(next.id()).isEqualTo(action(7));
  }

  @Test
  @Tag("difference-5")
  void endsNothingWhereTheStoreIsAway() {
    var away = new AtomicBoolean();
    var world = new World(new Base(), Played.NOTHING.withStore(store -> new Away(store, away)));
    Activeflow activeflow = world.onCall(world.flow(talk(action(1))));
    away.set(true);

    assertThatThrownBy(() -> world.nextFrom(activeflow.id(), ActionId.START))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.isFor(Reason.STORE_UNAVAILABLE)).isTrue());
    away.set(false);

    Action next = world.nextFrom(activeflow.id(), ActionId.START).action();

    assertThat(next.id()).isEqualTo(action(1));
    assertThat(world.stored(activeflow).isEnded()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void storesWhatAQueueSaidOnceTheStoreIsBackAndAsksItOnce(boolean isTheLastQuestion) {
    var base = new Base();
    var away = new AtomicBoolean();
    var started = new ArrayList<StartQueuecall>();
    var marked = new ArrayList<MarkQueuecallWaiting>();
    var queues =
        new Queues(
            start -> {
              started.add(start);
              away.set(!isTheLastQuestion);
            },
            mark -> {
              marked.add(mark);
              away.set(isTheLastQuestion);
            });
    try (var background = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking =
          new World(
              base,
              Played.NOTHING.with(queues).withStore(store -> new Away(store, away)),
              background);
      Activeflow activeflow = asking.onCall(asking.flow(JOINING, talk(action(2))));
      var other = new World(base, Played.NOTHING.with(queues));

      assertThatThrownBy(() -> asking.nextFrom(activeflow.id(), ActionId.START))
          .isInstanceOfSatisfying(
              FlowException.class,
              failure -> assertThat(failure.isFor(Reason.STORE_UNAVAILABLE)).isTrue());
      away.set(false);

      assertThat(other.nextFrom(activeflow.id(), ActionId.START).action().id())
          .isEqualTo(action(9));
    }
    assertThat(started).hasSize(1);
    assertThat(marked).hasSize(1);
  }

  @Test
  void leavesWhatItCouldNotStoreToOthersOnceItWasTakenForGone() {
    var base = new Base();
    var away = new AtomicBoolean();
    var started = new ArrayList<StartQueuecall>();
    var queues =
        new Queues(
            start -> {
              started.add(start);
              away.set(started.size() == 1);
            },
            mark -> {});
    try (var background = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking =
          new World(
              base,
              Played.NOTHING.with(queues).withStore(store -> new Away(store, away)),
              background);
      Activeflow activeflow = asking.onCall(asking.flow(JOINING, talk(action(2))));
      var other = new World(base, Played.NOTHING.with(queues));
      assertThatThrownBy(() -> asking.nextFrom(activeflow.id(), ActionId.START))
          .isInstanceOf(FlowException.class);
      asking.freeze();
      asking.isTakenForGone();

      assertThat(other.nextFrom(activeflow.id(), ActionId.START).action().id())
          .isEqualTo(action(9));
      asking.thaw();
      away.set(false);
    }
    assertThat(started).hasSize(2);
    assertThat(base.activeflows.list(Filter.none(), new Page(World.NOON.plusSeconds(1), 10)))
        .singleElement()
        .satisfies(stored -> assertThat(stored.isEnded()).isFalse());
  }

  @Test
  void endsTheActiveflowAndSaysWhyWhereAnActionFails() {
    Activeflow activeflow = world.onCall(world.flow(JOINING));

    assertThatThrownBy(() -> world.nextFrom(activeflow.id(), ActionId.START))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.isFor(Reason.SERVICE_UNAVAILABLE)).isTrue());

    assertThat(world.stored(activeflow).isEnded()).isTrue();
  }

  @Test
  void startsTheFlowThatFollowsWithAllThatWasCarried() {
    Flow following = world.flow(setting(action(50), "trail", "${trail}2"));
    Activeflow activeflow =
        world.onCall(world.flow(following.id(), setting(action(50), "trail", "1")));

    world.nextFrom(activeflow.id(), ActionId.START);

    List<Activeflow> all =
        world.base.activeflows.list(Filter.none(), new Page(World.NOON.plusSeconds(1), 10));
    assertThat(all).hasSize(2);
    assertThat(all)
        .filteredOn(one -> one.origin().parent().equals(activeflow.id()))
        .singleElement()
        .satisfies(follower -> {
          assertThat(follower.isEnded()).isTrue();
          assertThat(follower.variables().valueOf("trail")).isEqualTo("12");
        });
  }

  @Test
  @Tag("difference-10")
  void startsNoMoreThanFiveOneAfterTheOther() {
    // A flow that follows itself: its id is known only once it is there.
    Flow endless = world.flow(setting(action(50), "a", "1"));
    world.updateFlow.update(
        endless.id(),
        new UpdateFlow.Contents(
            Flow.Label.NONE, endless.actions(), endless.id(), Optional.empty()));
    Activeflow activeflow = world.onCall(endless);

    world.nextFrom(activeflow.id(), ActionId.START);

    assertThat(world.base.activeflows.list(Filter.none(), new Page(World.NOON.plusSeconds(1), 100)))
        .hasSize(5)
        .allMatch(Activeflow::isEnded);
  }

  private static Activeflow followerOf(Base base, Activeflow activeflow) {
    return base.activeflows.list(Filter.none(), new Page(World.NOON.plusSeconds(1), 10)).stream()
        .filter(one -> one.origin().parent().equals(activeflow.id()))
        .findFirst()
        .orElseThrow();
  }

  /** A queue-manager whose wait flow is one talk. */
  private record Queues(Consumer<StartQueuecall> onStart, Consumer<MarkQueuecallWaiting> onMark)
      implements QueueManager {
    @Override
    public StartedService start(StartQueuecall request) {
      onStart.accept(request);
      return new StartedService(QUEUECALL, "queuecall", List.of(talk(action(9))));
    }

    @Override
    public Done markWaiting(MarkQueuecallWaiting request) {
      onMark.accept(request);
      return Done.DONE;
    }
  }

  /** A store that can be out of reach. */
  private record Away(ActiveflowStore store, AtomicBoolean away) implements ActiveflowStore {
    private void reach() {
      if (away.get()) {
        throw new FlowException(
            Reason.STORE_UNAVAILABLE, "Expected the store to answer, but it is away");
      }
    }

    @Override
    public void create(Change.Birth birth) {
      reach();
      store.create(birth);
    }

    @Override
    public Optional<Versioned<Activeflow>> find(ActiveflowId id) {
      reach();
      return store.find(id);
    }

    @Override
    public boolean commit(Change change) {
      reach();
      return store.commit(change);
    }

    @Override
    public List<ActiveflowId> abandoned() {
      reach();
      return store.abandoned();
    }

    @Override
    public List<Activeflow> list(Filter<ActiveflowKey> filter, Page page) {
      reach();
      return store.list(filter, page);
    }
  }
}
