package io.flowmanager.domain.engine;

import static io.flowmanager.authoring.rehearse.Examples.NOON;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.newId;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.setting;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.engine.Turn.Settled;
import io.flowmanager.domain.id.ActionId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decisions a second and core, each from a talk in the middle of a flow: on to the talk below; the
 * same where a placeholder is filled in; and over a variable_set and a condition, three decisions
 * in one request. And on from talk to talk for thousands of steps, round and round where the flow
 * is shorter.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EngineBenchmark {
  private static final int STEPS = 5000;

  private final Engine engine = new Engine(ActionCatalog.standard(), Limits.STANDARD);
  private final Moment moment = new Moment(NOON, () -> newId(1));

  /** Number of actions of the flow: it is to make no difference. */
  @Param({"20", "5000"})
  private int actions;

  private Activeflow plain = onCall();
  private Activeflow filledIn = onCall();
  private Activeflow performed = onCall();
  private Activeflow round = onCall();

  @Setup
  public void walkToTheMiddle() {
    plain = inTheMiddle(talk("hello"), talk("hello"));
    filledIn = inTheMiddle(talk("hello"), talk("hello ${name}"));
    performed =
        inTheMiddle(
            talk("hello"), setting(ActionId.NONE, "greeted", "yes"), isGreeted(), talk("hello"));
    round = inARound();
  }

  @Benchmark
  public Turn goesOnToTheActionBelow() {
    return next(plain);
  }

  @Benchmark
  public Turn fillsInAPlaceholder() {
    return next(filledIn);
  }

  @Benchmark
  public Turn performsTwoActionsOnItsWay() {
    return next(performed);
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public Activeflow goesOnForThousandsOfSteps() {
    Activeflow reached = round;
    for (int step = 0; step < STEPS; step++) {
      reached = ((Settled) next(reached)).activeflow();
    }
    return reached;
  }

  private Turn next(Activeflow activeflow) {
    return engine.next(activeflow, activeflow.cursor().action().id(), moment);
  }

  private Activeflow inTheMiddle(Action... there) {
    var all = new Action[actions];
    for (int place = 0; place < actions; place++) {
      all[place] = talk("filler").with(action(place + 1));
    }
    int middle = actions / 2;
    for (int place = 0; place < there.length; place++) {
      all[middle + place] = there[place].with(action(middle + place + 1));
    }
    Activeflow start = onCall(all);
    Activeflow named = start.with(start.variables().with("name", "Bob"));
    Turn turn = engine.next(named.forwardedTo(action(middle + 1)), ActionId.START, moment);
    return ((Settled) turn).activeflow();
  }

  /** Its last talk leads back to the first. */
  private Activeflow inARound() {
    var all = new Action[actions];
    for (int place = 0; place < actions; place++) {
      ActionId next = place + 1 < actions ? ActionId.NONE : action(1);
      all[place] =
          new Action(action(place + 1), next, "talk", talk("round").options(), Optional.empty());
    }
    return onCall(all);
  }

  private static Action talk(String text) {
    return Action.of("talk", Options.NONE.with("text", text).with("language", "en-US"));
  }

  private static Action isGreeted() {
    return Action.of(
        "condition_variable",
        Options.NONE
            .with("condition", "==")
            .with("variable", "${greeted}")
            .with("value_type", "string")
            .with("value_string", "yes"));
  }
}
