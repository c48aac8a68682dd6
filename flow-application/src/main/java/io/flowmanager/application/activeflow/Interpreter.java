package io.flowmanager.application.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.Moments;
import io.flowmanager.application.activeflow.ActiveflowShelf.Decision;
import io.flowmanager.application.event.Announcement;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.Change.Birth;
import io.flowmanager.application.port.Measurements;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.engine.Engine;
import io.flowmanager.domain.engine.Moment;
import io.flowmanager.domain.engine.Turn;
import io.flowmanager.domain.engine.Turn.Performed;
import io.flowmanager.domain.engine.Turn.Stretch;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.step.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the engine says: puts its questions through, keeps what it came to in one
 * commit, and answers.
 *
 * <p>Where someone changed the activeflow meanwhile, the request is decided again on what is
 * stored; what was asked before is not asked again. So each request comes before or after each
 * other one, and each question leaves once.
 */
public final class Interpreter {
  private static final Logger log = LoggerFactory.getLogger(Interpreter.class);

  private final Engine engine;
  private final ActiveflowShelf shelf;
  private final Switchboard switchboard;
  private final Successors successors;
  private final Moments moments;
  private final Measurements measurements;
  private final Executor background;

  @Inject
  public Interpreter(
      Engine engine,
      ActiveflowShelf shelf,
      Switchboard switchboard,
      Successors successors,
      Moments moments,
      Measurements measurements,
      Executor background) {
    this.engine = engine;
    this.shelf = shelf;
    this.switchboard = switchboard;
    this.successors = successors;
    this.moments = moments;
    this.measurements = measurements;
    this.background = background;
  }

  /** An action, and the activeflow that stands on it. */
  public record NextAction(Action action, Activeflow activeflow) {
    public NextAction {
      requireNonNull(action, "action");
      requireNonNull(activeflow, "activeflow");
    }
  }

  /**
   * From an action to the next one.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND, what {@link Engine#next} throws, or what ended the
   *     activeflow
   */
  NextAction next(ActiveflowId id, ActionId from) {
    return carryOut(id, (activeflow, moment) -> engine.next(activeflow, from, moment));
  }

  /** From the start; see {@link Engine#execute}. */
  NextAction execute(ActiveflowId id) {
    return carryOut(id, engine::execute);
  }

  /** On from a block; see {@link Engine#continueFrom}. */
  NextAction continueFrom(ActiveflowId id, ActionId from) {
    return carryOut(id, (activeflow, moment) -> engine.continueFrom(activeflow, from, moment));
  }

  /** Runs an activeflow that began because another one ended, without anyone waiting for it. */
  void runInBackground(Birth successor) {
    measurements.activeflowCreated(successor.activeflow().origin().reference().type());
    ActiveflowId id = successor.activeflow().id();
    background.execute(() -> {
      try {
        execute(id);
      } catch (FlowException failure) {
        log.warn(
            "activeflow {}, which follows another, came to nothing: {}", id, failure.getMessage());
      }
    });
  }

  private NextAction carryOut(ActiveflowId id, BiFunction<Activeflow, Moment, Turn> beginning) {
    var passage = new Passage(beginning);
    Kept kept = shelf.decide(id, passage::tried);
    passage.measure(kept);
    kept.successor().ifPresent(this::runInBackground);
    if (kept.settled().failure().isPresent()) {
      throw kept.settled().failure().get();
    }
    return new NextAction(kept.settled().answer(), kept.settled().activeflow());
  }

  /** What a passage came to, once it is kept. */
  private record Kept(Turn.Settled settled, Optional<Birth> successor) {}

  /** One request on its way, tried until nobody is faster. */
  private final class Passage {
    private final Transcript transcript = new Transcript(moments.moment());
    private final Map<String, Duration> askingTook = new HashMap<>();
    private BiFunction<Activeflow, Moment, Turn> beginning;

    Passage(BiFunction<Activeflow, Moment, Turn> beginning) {
      this.beginning = beginning;
    }

    Decision<Kept> tried(Versioned<Activeflow> stored) {
      Versioned<Activeflow> before = stored;
      Turn turn = beginning.apply(before.value(), transcript.fromTheStart());
      while (true) {
        switch (turn) {
          case Turn.Asking<?> asking -> turn = answered(asking);
          case Turn.AskingOnceStored asking -> {
            Change soFar = change(before, asking.soFar());
            if (!shelf.commit(soFar)) {
              return Decision.overtaken();
            }
            before = soFar.result();
            transcript.clear();
            Optional<FlowException> failure = asked(asking);
            // From here on only the rest is tried again: what came before is stored.
            beginning = (activeflow, moment) -> asking.then().apply(activeflow, failure);
            turn = beginning.apply(before.value(), transcript.fromTheStart());
          }
          case Turn.Telling telling -> {
            transcript.tell(telling.request(), () -> tell(telling.request()));
            turn = telling.then().get();
          }
          case Turn.Settled settled -> {
            return decision(before, settled);
          }
        }
      }
    }

    private <R> Turn answered(Turn.Asking<R> asking) {
      R answer;
      try {
        answer = transcript.answer(asking.request(), () -> ask(asking.request(), asking.type()));
      } catch (FlowException failure) {
        return asking.failed().apply(failure);
      }
      return asking.answered().apply(answer);
    }

    private Optional<FlowException> asked(Turn.AskingOnceStored asking) {
      try {
        ask(asking.request(), asking.type());
        return Optional.empty();
      } catch (FlowException failure) {
        return Optional.of(failure);
      }
    }

    private <R> R ask(Request<R> request, String type) {
      long began = System.nanoTime();
      try {
        return switchboard.putThrough(request);
      } finally {
        askingTook.merge(type, Duration.ofNanos(System.nanoTime() - began), Duration::plus);
      }
    }

    private void tell(Request<?> request) {
      background.execute(() -> {
        try {
          switchboard.putThrough(request);
        } catch (FlowException failure) {
          log.warn(
              "{} was told in vain: {}", request.getClass().getSimpleName(), failure.getMessage());
        }
      });
    }

    private Decision<Kept> decision(Versioned<Activeflow> before, Turn.Settled settled) {
      if (settled.way().isEmpty()) {
        return Decision.nothing(new Kept(settled, Optional.empty()));
      }
      Change change = change(before, settled.way().get());
      return Decision.keeping(change, new Kept(settled, change.successor()));
    }

    private Change change(Versioned<Activeflow> before, Stretch stretch) {
      List<Announcement> announcements =
          stretch.passed().stream()
              .map(passed -> Announcement.of(EventType.ACTIVEFLOW_UPDATED, passed))
              .toList();
      Optional<Birth> successor =
          stretch.reached().isEnded() ? successors.of(stretch.reached()) : Optional.empty();
      return new Change(before, stretch.reached(), announcements, successor);
    }

    void measure(Kept kept) {
      if (kept.settled().way().isEmpty()) {
        return;
      }
      Activeflow activeflow = kept.settled().activeflow();
      ReferenceType reference = activeflow.origin().reference().type();
      kept.settled().performed().forEach(this::measure);
      measurements.transitions(reference, kept.settled().transitions());
      if (activeflow.isEnded()) {
        measurements.activeflowEnded(
            reference, Duration.between(activeflow.times().created(), moments.now()));
      }
    }

    private void measure(Performed performed) {
      Duration took = askingTook.remove(performed.type());
      measurements.actionPerformed(performed, took == null ? Duration.ZERO : took);
    }
  }
}
