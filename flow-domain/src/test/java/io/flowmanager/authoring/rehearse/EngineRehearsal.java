package io.flowmanager.authoring.rehearse;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.engine.Engine;
import io.flowmanager.domain.engine.Limits;
import io.flowmanager.domain.engine.Moment;
import io.flowmanager.domain.engine.Turn;
import io.flowmanager.domain.engine.Turn.Asking;
import io.flowmanager.domain.engine.Turn.AskingOnceStored;
import io.flowmanager.domain.engine.Turn.Performed;
import io.flowmanager.domain.engine.Turn.Settled;
import io.flowmanager.domain.engine.Turn.Telling;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * An activeflow played through the engine, with the answers of all services as the script has them.
 *
 * <pre>{@code
 * rehearse(onCall(queueJoin, hangup))
 *     .asks(new StartQueuecall(QUEUE, ACTIVEFLOW, CALL), queuecall)
 *     .asks(new MarkQueuecallWaiting(QUEUECALL), Done.DONE)
 *     .handsOver(action(9))
 *     .finishes();
 * }</pre>
 *
 * <p>Where no request is under way, what is expected next is preceded by one from the action that
 * the activeflow stands on: whoever was handed an action has performed it. Every expectation that
 * does not come true is an {@link AssertionError} that tells the story so far.
 */
public final class EngineRehearsal {
  private final Story story = new Story();
  private final List<Activeflow> passed = new ArrayList<>();
  private final List<Performed> performed = new ArrayList<>();
  private Moment moment;
  private Engine engine = new Engine(ActionCatalog.standard(), Limits.STANDARD);
  private Activeflow activeflow;
  private Optional<Turn> turn = Optional.empty();

  private EngineRehearsal(Activeflow activeflow) {
    this.activeflow = activeflow;
    this.moment = new Moment(Examples.NOON, Examples.newIds());
  }

  public static EngineRehearsal rehearse(Activeflow activeflow) {
    return new EngineRehearsal(activeflow);
  }

  public EngineRehearsal within(Limits limits) {
    engine = new Engine(ActionCatalog.standard(), limits);
    return this;
  }

  /** Time has passed. */
  public EngineRehearsal at(Instant now) {
    moment = new Moment(now, moment.ids());
    return this;
  }

  /** Someone who is at this action asks for the next one. */
  public EngineRehearsal from(ActionId action) {
    return begin("next from " + action, () -> engine.next(activeflow, action, moment));
  }

  /** Someone executes the activeflow. */
  public EngineRehearsal execute() {
    return begin("execute", () -> engine.execute(activeflow, moment));
  }

  /** Someone continues it who takes it to be blocked at this action. */
  public EngineRehearsal continueFrom(ActionId action) {
    return begin("continue from " + action, () -> engine.continueFrom(activeflow, action, moment));
  }

  /** Something else happens to it between two requests. */
  public EngineRehearsal meanwhile(UnaryOperator<Activeflow> change) {
    turn.ifPresent(unexpected -> {
      throw story.wrong("has come to an answer", describe(unexpected));
    });
    story.add("something else changes it");
    activeflow = change.apply(activeflow);
    return this;
  }

  /**
   * Everything is lost but what was stored: it begins again from there.
   *
   * @param request what was under way
   */
  public EngineRehearsal crashes(Request<?> request) {
    Turn current = current();
    if (current instanceof AskingOnceStored asking && asking.request().equals(request)) {
      activeflow = asking.soFar().reached();
    } else {
      asking(request);
    }
    story.add("everything is lost that is not stored");
    turn = Optional.empty();
    return this;
  }

  /** It asks this, and gets an answer. */
  public <R> EngineRehearsal asks(Request<R> request, R answer) {
    Asking<?> asking = asking(request);
    return take("asks " + request, () -> answer(asking, answer));
  }

  /** It asks this, in vain. */
  public EngineRehearsal asksInVain(Request<?> request, FlowException failure) {
    Asking<?> asking = asking(request);
    return take("asks in vain " + request, () -> asking.failed().apply(failure));
  }

  /** It asks this once everything before is stored, and gets an answer. */
  public EngineRehearsal asksOnceStored(Request<?> request) {
    return stored("asks once stored " + request, request, Optional.empty(), stored -> stored);
  }

  /** It asks this once everything before is stored, in vain. */
  public EngineRehearsal asksOnceStoredInVain(Request<?> request, FlowException failure) {
    return stored(
        "asks once stored, in vain, " + request, request, Optional.of(failure), stored -> stored);
  }

  /**
   * It asks this once everything before is stored; until it is answered, something else happens.
   */
  public EngineRehearsal asksOnceStored(Request<?> request, UnaryOperator<Activeflow> meanwhile) {
    return stored("asks once stored " + request, request, Optional.empty(), meanwhile);
  }

  private EngineRehearsal stored(
      String what,
      Request<?> request,
      Optional<FlowException> failure,
      UnaryOperator<Activeflow> meanwhile) {
    Turn current = current();
    if (!(current instanceof AskingOnceStored asking) || !asking.request().equals(request)) {
      throw story.wrong(what, describe(current));
    }
    activeflow = meanwhile.apply(asking.soFar().reached());
    passed.addAll(asking.soFar().passed());
    return take(what, () -> asking.then().apply(activeflow, failure));
  }

  /** It tells this, and does not wait for an answer. */
  public EngineRehearsal tells(Request<?> request) {
    Turn current = current();
    if (!(current instanceof Telling telling) || !telling.request().equals(request)) {
      throw story.wrong("tells " + request, describe(current));
    }
    return take("tells " + request, telling.then());
  }

  /** It hands this action over. */
  public EngineRehearsal handsOver(ActionId action) {
    return settles(
        "hands over action " + action,
        settled -> settled.failure().isEmpty() && settled.answer().id().equals(action));
  }

  /** It hands over an action of this type, whatever its id. */
  public EngineRehearsal handsOver(String type) {
    return settles(
        "hands over an action of type " + type,
        settled -> settled.failure().isEmpty() && settled.answer().type().equals(type));
  }

  /** It waits to be continued. */
  public EngineRehearsal waits() {
    return settles(
        "waits",
        settled ->
            settled.failure().isEmpty()
                && settled.answer().equals(Action.NONE)
                && !settled.activeflow().isEnded());
  }

  /** It comes to its end. */
  public EngineRehearsal finishes() {
    return settles(
        "finishes",
        settled ->
            settled.failure().isEmpty()
                && settled.answer().equals(Action.FINISH)
                && settled.activeflow().isEnded());
  }

  /** It has to end, and this is why. */
  public EngineRehearsal ends(Reason reason) {
    return settles(
        "ends for " + reason,
        settled ->
            settled.failure().filter(failure -> failure.isFor(reason)).isPresent()
                && settled.activeflow().isEnded());
  }

  /** It ends, and says so in these words. */
  public EngineRehearsal ends(Reason reason, String message) {
    return settles(
        "ends for %s: %s".formatted(reason, message),
        settled ->
            settled
                .failure()
                .filter(failure -> failure.isFor(reason) && message.equals(failure.getMessage()))
                .isPresent());
  }

  /** The activeflow, as it was when the last request was answered. */
  public Activeflow activeflow() {
    return activeflow;
  }

  /** The actions it has stood on, the pseudo ones too, each as often as the world was told. */
  public List<ActionId> told() {
    return passed.stream().map(stage -> stage.cursor().action().id()).toList();
  }

  /** The actions that were performed or handed over so far. */
  public List<Performed> performed() {
    return List.copyOf(performed);
  }

  private EngineRehearsal begin(String what, Supplier<Turn> first) {
    turn.ifPresent(unexpected -> {
      throw story.wrong("has come to an answer", describe(unexpected));
    });
    return take(what, first);
  }

  private EngineRehearsal take(String what, Supplier<Turn> next) {
    story.add(what);
    // A request that fails is over, and leaves the activeflow as it is.
    turn = Optional.empty();
    turn = Optional.of(next.get());
    return this;
  }

  private Turn current() {
    if (turn.isEmpty()) {
      from(activeflow.cursor().action().id());
    }
    return turn.orElseThrow();
  }

  private Asking<?> asking(Request<?> request) {
    Turn current = current();
    if (current instanceof Asking<?> asking && asking.request().equals(request)) {
      return asking;
    }
    throw story.wrong("asks " + request, describe(current));
  }

  @SuppressWarnings("unchecked") // the request is equal to the script's, so is its answer's type
  private static Turn answer(Asking<?> asking, Object answer) {
    return ((Function<Object, Turn>) (Function<?, Turn>) asking.answered()).apply(answer);
  }

  private EngineRehearsal settles(String expected, Predicate<Settled> such) {
    Turn current = current();
    if (!(current instanceof Settled settled) || !such.test(settled)) {
      throw story.wrong(expected, describe(current));
    }
    story.add(expected);
    activeflow = settled.activeflow();
    settled.way().ifPresent(way -> passed.addAll(way.passed()));
    performed.addAll(settled.performed());
    turn = Optional.empty();
    return this;
  }

  private static String describe(Turn turn) {
    return switch (turn) {
      case Asking<?> asking -> "asks " + asking.request();
      case AskingOnceStored asking -> "asks once stored " + asking.request();
      case Telling telling -> "tells " + telling.request();
      case Settled settled ->
          settled
              .failure()
              .map(failure -> "ends for %s: %s".formatted(failure.reason(), failure.getMessage()))
              .orElseGet(() -> describe(settled));
    };
  }

  private static String describe(Settled settled) {
    Action answer = settled.answer();
    if (answer.equals(Action.NONE)) {
      return "waits";
    }
    if (answer.equals(Action.FINISH)) {
      return "finishes";
    }
    return "hands over action %s of type %s with %s"
        .formatted(answer.id(), answer.type(), answer.options());
  }
}
