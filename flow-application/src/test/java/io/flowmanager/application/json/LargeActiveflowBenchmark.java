package io.flowmanager.application.json;

import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.onCall;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Stacks;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading and writing an activeflow whose flow is long. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LargeActiveflowBenchmark {
  @Param({"20", "5000"})
  private int actions;

  private Activeflow activeflow = onCall();
  private List<Action> list = List.of();
  private Json stacks = Json.of("{}");
  private Json stored = Json.of("{}");

  @Setup
  public void fill() {
    activeflow =
        onCall(
            IntStream.range(0, actions)
                .mapToObj(LargeActiveflowBenchmark::talk)
                .toArray(Action[]::new));
    list = activeflow.stacks().byId().values().iterator().next().actions();
    stacks = StacksJson.write(activeflow.stacks());
    stored = StoredActiveflowJson.write(activeflow, 1);
  }

  /** What each step takes: its actions are written once, and copied from then on. */
  @Benchmark
  public Json writesAnEvent() {
    return ActiveflowJson.writeForEvents(activeflow);
  }

  @Benchmark
  public Json writesAllActions() {
    return ActionJson.writeAll(list);
  }

  @Benchmark
  public Json writesWhatACustomerIsTold() {
    return ActiveflowJson.writeForCustomer(activeflow);
  }

  @Benchmark
  public Stacks readsTheStacksOfARow() {
    return StacksJson.read(stacks);
  }

  @Benchmark
  public Object readsACopy() {
    return StoredActiveflowJson.read(stored);
  }

  private static Action talk(int place) {
    return Action.of(
        action(place + 1),
        "talk",
        Options.NONE.with("text", "This is what is said at " + place).with("language", "en-US"));
  }
}
