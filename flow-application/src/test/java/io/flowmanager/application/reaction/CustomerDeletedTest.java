package io.flowmanager.application.reaction;

import static io.flowmanager.application.World.CUSTOMER;
import static io.flowmanager.application.World.NOON;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.World;
import io.flowmanager.application.World.Base;
import io.flowmanager.application.World.Played;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.ActiveflowStore;
import io.flowmanager.application.port.Filter;
import io.flowmanager.application.port.Filter.ActiveflowKey;
import io.flowmanager.application.port.Filter.FlowKey;
import io.flowmanager.application.port.Filter.Wanted;
import io.flowmanager.application.port.FlowRepository;
import io.flowmanager.application.port.Page;
import io.flowmanager.application.port.PortExamples;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CustomerDeletedTest {
  private static final Page ALL = new Page(NOON.plus(Duration.ofDays(1)), Page.SIZE_MAX);

  /** Of an action; an activeflow of one takes eight times as much to be deleted. */
  private static final int LONG = 100 * 1024;

  private static final long BYTES = 2_000_000;

  private final MemoryLimiter memory = new MemoryLimiter(BYTES, Duration.ofMillis(50));
  private final World world = new World(new Base(), Played.NOTHING, Runnable::run, memory);

  private Flow persistentFlow(int number) {
    Flow flow = PortExamples.flow(CUSTOMER, "flow", NOON.minusSeconds(number));
    world.base.flows.create(flow, Optional.empty(), List.of());
    return flow;
  }

  private List<Flow> flowsLeft() {
    return world.base.flows.list(
        new Filter<>(
            Map.of(
                FlowKey.CUSTOMER_ID, new Wanted.Id(CUSTOMER.value()),
                FlowKey.DELETED, new Wanted.Flag(false))),
        ALL);
  }

  private int activeflowsLeft() {
    return world
        .base
        .activeflows
        .list(
            new Filter<>(
                Map.of(
                    ActiveflowKey.CUSTOMER_ID, new Wanted.Id(CUSTOMER.value()),
                    ActiveflowKey.DELETED, new Wanted.Flag(false))),
            ALL)
        .size();
  }

  /** The same, with memory for small pages alone. */
  private static <S> S withSmallPages(Class<S> port, S store, int most) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              if (method.getName().equals("list") && ((Page) arguments[1]).size() > most) {
                throw new FlowException(
                    Reason.ANSWER_TOO_LARGE, "Expected a smaller page, but it is not");
              }
              return method.invoke(store, arguments);
            }));
  }

  private CustomerDeleted customerDeleted(int pageMost) {
    return new CustomerDeleted(
        withSmallPages(FlowRepository.class, world.base.flows, pageMost),
        withSmallPages(ActiveflowStore.class, world.base.activeflows, pageMost),
        world.deleteFlow,
        world.delete,
        memory);
  }

  @Test
  void givesBackWhatOneOfThemNeededBeforeTheNextOne() {
    Flow flow =
        world.flow(
            talk(action(1)),
            Action.of(action(2), "talk", Options.NONE.with("text", "x".repeat(LONG))));
    IntStream.range(0, 5).forEach(number -> world.onCall(flow));

    memory.within(() -> {
      memory.need("others", BYTES / 2);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        assertThat(
                threads.submit(() ->
                    memory.within(() -> {
                      customerDeleted(Page.SIZE_MAX).react(CUSTOMER);
                      assertThat(memory.taken()).isLessThan(BYTES / 2 + 1024);
                    })))
            .succeedsWithin(Duration.ofSeconds(10));
      }
    });

    assertThat(activeflowsLeft()).isZero();
    assertThat(memory.taken()).isZero();
  }

  private void deletesAllInPagesOf(int most) {
    List<Flow> flows = IntStream.range(0, 25).mapToObj(this::persistentFlow).toList();
    flows.subList(0, 12).forEach(world::onCall);
    assertThat(flowsLeft()).hasSize(25);
    assertThat(activeflowsLeft()).isEqualTo(12);

    customerDeleted(most).react(CUSTOMER);

    assertThat(flowsLeft()).isEmpty();
    assertThat(activeflowsLeft()).isZero();
  }

  @Test
  void deletesAllThatIsTheirs() {
    deletesAllInPagesOf(Page.SIZE_MAX);
  }

  @Test
  void deletesAllThatIsTheirsWhereThereIsMemoryForSmallPagesAlone() {
    deletesAllInPagesOf(10);
  }

  @Test
  void deletesAllThatIsTheirsOneByOneWhereEachIsLarge() {
    deletesAllInPagesOf(1);
  }
}
