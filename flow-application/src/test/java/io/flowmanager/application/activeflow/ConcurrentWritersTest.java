package io.flowmanager.application.activeflow;

import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.Deliveries;
import io.flowmanager.application.World;
import io.flowmanager.application.World.Base;
import io.flowmanager.application.World.Played;
import io.flowmanager.application.port.ActiveflowStore;
import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.Filter;
import io.flowmanager.application.port.Filter.ActiveflowKey;
import io.flowmanager.application.port.Page;
import io.flowmanager.application.port.QueueManager;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.RequestId;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.QueueRequest.MarkQueuecallWaiting;
import io.flowmanager.domain.step.QueueRequest.StartQueuecall;
import io.flowmanager.domain.step.StartedService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Many who change one activeflow at once, in two processes: what comes of it, and what each is
 * answered, is what would have come of it one after the other, in some order.
 */
class ConcurrentWritersTest {
  private static final ServiceId QUEUECALL = new ServiceId(new UUID(0x9CA11, 1));

  /** Something that is done to the activeflow, which stands in a service's stack. */
  enum Deed {
    STEP,
    STEP_AGAIN,
    PUSH,
    PUSH_MORE,
    ADD,
    FORWARD_WITHIN,
    FORWARD_OUT,
    STOP_SERVICE,
    STOP,
    DIAL_FIVE,
    DIAL_SIX;

    /** What is answered. */
    String doneBy(Doers doers) {
      try {
        return switch (this) {
          case STEP, STEP_AGAIN -> doers.step();
          case PUSH -> doers.push(20);
          case PUSH_MORE -> doers.push(22);
          case ADD -> doers.add(30);
          case FORWARD_WITHIN -> doers.forward(10);
          case FORWARD_OUT -> doers.forward(3);
          case STOP_SERVICE -> doers.stopService();
          case STOP -> doers.stop();
          case DIAL_FIVE -> doers.dial("5");
          case DIAL_SIX -> doers.dial("6");
        };
      } catch (FlowException refusal) {
        return refusal.reason();
      }
    }
  }

  /** A process, the activeflow, and how the request came. */
  record Doers(World world, ActiveflowId id, Arrival arrival) {
    String step() {
      return world.nextFrom(id, action(9)).action().id().toString();
    }

    String push(int number) {
      new PushActions(world.activeflows, world.acceptance, world.moments)
          .push(id, List.of(talk(action(number)), talk(action(number + 1))), arrival);
      return "pushed";
    }

    String add(int number) {
      new AddActions(world.activeflows, world.acceptance, world.moments)
          .add(id, List.of(talk(action(number))), arrival);
      return "added";
    }

    String forward(int number) {
      new ForwardActiveflow(world.activeflows, Played.NOTHING.calls(), world.moments, work -> {})
          .forward(id, action(number), false, arrival);
      return "forwarded";
    }

    String stopService() {
      new StopService(world.activeflows, world.moments)
          .stop(id, new StackId(QUEUECALL.value()), arrival);
      return "service stopped";
    }

    String stop() {
      world.stop.stop(id);
      return "stopped";
    }

    String dial(String digit) {
      world.setVariables.set(id, Map.of("digits", "${digits}" + digit), arrival);
      return "dialled";
    }
  }

  /** What came of it. */
  private record Result(List<String> answers, String state) {}

  @Provide
  Arbitrary<List<Deed>> deeds() {
    return Arbitraries.of(Deed.class).list().uniqueElements().ofMinSize(2).ofMaxSize(4);
  }

  /** Of a repeated step the answers are another test's. */
  @Provide
  Arbitrary<List<Deed>> deedsDeliveredTwice() {
    return Arbitraries.of(Deed.class).list().uniqueElements().ofMinSize(1).ofMaxSize(3);
  }

  @Property(tries = 300)
  void everyInterleavingIsSomeOrder(@ForAll("deeds") List<Deed> deeds)
      throws InterruptedException, ExecutionException {
    Result together = atOnce(deeds, deed -> Arrival.ONCE);

    List<Result> oneAfterTheOther =
        orders(deeds).stream().map(order -> inOrder(deeds, order)).distinct().toList();

    assertThat(oneAfterTheOther).as("what %s can come to", deeds).contains(together);
  }

  @Property(tries = 300)
  void everyDeliveryButOneChangesNothing(@ForAll("deedsDeliveredTwice") List<Deed> deeds)
      throws InterruptedException, ExecutionException {
    var twice = new ArrayList<>(deeds);
    twice.addAll(deeds.reversed());
    Result together =
        atOnce(twice, deed -> Deliveries.again(new RequestId(new UUID(1, deeds.indexOf(deed)))));

    List<String> oneAfterTheOther =
        orders(deeds).stream().map(order -> inOrder(deeds, order).state()).distinct().toList();

    assertThat(oneAfterTheOther).as("what %s can come to", deeds).contains(together.state());
  }

  private static Result atOnce(List<Deed> deeds, Function<Deed, Arrival> arrivals)
      throws InterruptedException, ExecutionException {
    var base = new Base();
    ActiveflowId id = inTheQueue(base);
    var worlds = List.of(hurried(base), hurried(base));
    var go = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(deeds.size())) {
      var answers = new ArrayList<Future<String>>();
      for (int place = 0; place < deeds.size(); place++) {
        Deed deed = deeds.get(place);
        var doers = new Doers(worlds.get(place % 2), id, arrivals.apply(deed));
        answers.add(
            threads.submit(() -> {
              go.await();
              return deed.doneBy(doers);
            }));
      }
      go.countDown();
      var given = new ArrayList<String>();
      for (Future<String> answer : answers) {
        given.add(answer.get());
      }
      return new Result(given, state(base, id));
    }
  }

  private static Result inOrder(List<Deed> deeds, List<Deed> order) {
    var base = new Base();
    ActiveflowId id = inTheQueue(base);
    var doers = new Doers(new World(base, Played.NOTHING), id, Arrival.ONCE);
    String[] answers = new String[deeds.size()];
    order.forEach(deed -> answers[deeds.indexOf(deed)] = deed.doneBy(doers));
    return new Result(List.of(answers), state(base, id));
  }

  private static List<List<Deed>> orders(List<Deed> deeds) {
    if (deeds.isEmpty()) {
      return List.of(List.of());
    }
    var orders = new ArrayList<List<Deed>>();
    for (Deed first : deeds) {
      var others = new ArrayList<>(deeds);
      others.remove(first);
      for (List<Deed> rest : orders(others)) {
        var order = new ArrayList<Deed>(List.of(first));
        order.addAll(rest);
        orders.add(order);
      }
    }
    return orders;
  }

  /** An activeflow that hears the first of the queue's two talks. */
  private static ActiveflowId inTheQueue(Base base) {
    var world = new World(base, Played.NOTHING.with(new Queues()));
    Action joining =
        Action.of(
            action(1), "queue_join", Options.NONE.with("queue_id", Examples.QUEUE.toString()));
    Activeflow activeflow =
        world.onCall(world.flow(joining, talk(action(2)), talk(action(3)), talk(action(4))));
    world.nextFrom(activeflow.id(), ActionId.START);
    return activeflow.id();
  }

  /** Everything but times, versions and made-up ids. */
  private static String state(Base base, ActiveflowId id) {
    Activeflow activeflow = base.activeflows.find(id).orElseThrow().value();
    List<List<ActionId>> stacks =
        activeflow.stacks().byId().values().stream()
            .map(stack -> stack.actions().stream().map(Action::id).toList())
            .sorted(Comparator.comparing(Object::toString))
            .toList();
    return "%s on %s, then %s, after %s, in %s, asked %s, digits '%s'"
        .formatted(
            activeflow.status(),
            activeflow.cursor().action().id(),
            activeflow.cursor().forward().map(Place::action),
            activeflow.progress().executed().stream().map(left -> left.action().id()).toList(),
            stacks,
            activeflow.progress().last(),
            activeflow.variables().valueOf("digits"));
  }

  /** A process whose threads are interrupted by others at every opportunity. */
  private static World hurried(Base base) {
    return new World(base, Played.NOTHING.withStore(Interrupted::new));
  }

  private record Queues() implements QueueManager {
    @Override
    public StartedService start(StartQueuecall request) {
      return new StartedService(QUEUECALL, "queuecall", List.of(talk(action(9)), talk(action(10))));
    }

    @Override
    public Done markWaiting(MarkQueuecallWaiting request) {
      return Done.DONE;
    }
  }

  /** A store that lets others go first, now and then. */
  private record Interrupted(ActiveflowStore store) implements ActiveflowStore {
    private static void others() {
      for (int turns = ThreadLocalRandom.current().nextInt(40); turns > 0; turns--) {
        LockSupport.parkNanos(1000);
      }
    }

    @Override
    public void create(Change.Birth birth) {
      store.create(birth);
    }

    @Override
    public Optional<Versioned<Activeflow>> find(ActiveflowId id) {
      others();
      return store.find(id);
    }

    @Override
    public boolean commit(Change change) {
      others();
      return store.commit(change);
    }

    @Override
    public List<ActiveflowId> abandoned() {
      return store.abandoned();
    }

    @Override
    public List<Activeflow> list(Filter<ActiveflowKey> filter, Page page) {
      return store.list(filter, page);
    }
  }
}
