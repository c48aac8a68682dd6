package io.flowmanager.application.activeflow;

import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.World;
import io.flowmanager.application.World.Base;
import io.flowmanager.application.World.Played;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.QueueManager;
import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.QueueRequest.MarkQueuecallWaiting;
import io.flowmanager.domain.step.QueueRequest.StartQueuecall;
import io.flowmanager.domain.step.StartedService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A request that asked another service, and needs more memory then than there is. */
class AskedBeforeMemoryEndsTest {
  private static final long BYTES = 4_000_000;
  private static final Action JOINING =
      Action.of(action(1), "queue_join", Options.NONE.with("queue_id", Examples.QUEUE.toString()));
  private static final Action LONG =
      Action.of(action(9), "talk", Options.NONE.with("text", "x".repeat(100 * 1024)));

  private final MemoryLimiter memory = new MemoryLimiter(BYTES, Duration.ofMillis(50));
  private final List<String> asked = new ArrayList<>();
  private final World world =
      new World(new Base(), Played.NOTHING.with(new Queues()), Runnable::run, memory);

  /** Each is short; all of them together are not. */
  private static final List<Action> MANY =
      IntStream.range(100, 1100).mapToObj(number -> talk(action(number))).toList();

  private List<Action> answer = List.of(LONG);

  /** A queue-manager that answers with more than is small. */
  private final class Queues implements QueueManager {
    @Override
    public StartedService start(StartQueuecall request) {
      asked.add("start");
      return new StartedService(new ServiceId(new UUID(7, 7)), "queuecall", answer);
    }

    @Override
    public Done markWaiting(MarkQueuecallWaiting request) {
      asked.add("mark");
      return Done.DONE;
    }
  }

  @Test
  void keepsWhatCameOfItThoughOthersHaveAllMemory() {
    Activeflow activeflow = world.onCall(world.flow(JOINING, talk(action(2))));

    memory.within(() -> {
      memory.need("others", BYTES);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        assertThat(threads.submit(() -> world.nextFrom(activeflow.id(), ActionId.START)))
            .succeedsWithin(Duration.ofSeconds(10))
            .matches(next -> next.action().id().equals(LONG.id()));
      }
    });

    assertThat(asked).containsExactly("start", "mark");
    assertThat(world.stored(activeflow).cursor().action().id()).isEqualTo(LONG.id());
    assertThat(memory.taken()).isZero();
  }

  @Test
  void takesTheMemoryThatManyShortActionsNeedThatWereAnswered() {
    answer = MANY;
    Activeflow activeflow = world.onCall(world.flow(JOINING, talk(action(2))));

    memory.within(() -> {
      assertThat(world.nextFrom(activeflow.id(), ActionId.START).action().id())
          .isEqualTo(MANY.getFirst().id());
      assertThat(memory.taken()).isGreaterThan(8 * MANY.stream().mapToLong(Action::length).sum());
    });
    assertThat(memory.taken()).isZero();
  }

  @Test
  void keepsManyShortActionsThatWereAnsweredThoughOthersHaveAllMemory() {
    answer = MANY;
    Activeflow activeflow = world.onCall(world.flow(JOINING, talk(action(2))));

    memory.within(() -> {
      memory.need("others", BYTES);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        assertThat(threads.submit(() -> world.nextFrom(activeflow.id(), ActionId.START)))
            .succeedsWithin(Duration.ofSeconds(10))
            .matches(next -> next.action().id().equals(MANY.getFirst().id()));
      }
    });

    assertThat(asked).containsExactly("start", "mark");
    assertThat(world.stored(activeflow).stacks().byId()).hasSize(2);
    assertThat(memory.taken()).isZero();
  }
}
