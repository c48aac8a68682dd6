package io.flowmanager.application.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.Moments;
import io.flowmanager.application.Pauses;
import io.flowmanager.application.activeflow.Activeflows.Decision;
import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.Change.Birth;
import io.flowmanager.application.port.Measurements;
import io.flowmanager.application.port.Processes;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.LastRequest;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.engine.Engine;
import io.flowmanager.domain.engine.Moment;
import io.flowmanager.domain.engine.StandingOn;
import io.flowmanager.domain.engine.Turn;
import io.flowmanager.domain.engine.Turn.Performed;
import io.flowmanager.domain.engine.Turn.Stretch;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.domain.step.Request;
import io.flowmanager.domain.text.Wording;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
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
 * other one.
 *
 * <p>Before another service is asked to do something, it is stored that this process is at the
 * request. Until that is answered, no other process takes it up, and a repeat waits; after a crash,
 * the next one that does begins it again. So in each attempt at a request each question leaves
 * once, and there is a second attempt only after a crash.
 *
 * <p>A process that was frozen may have been taken for gone meanwhile. So before each such question
 * it makes certain that it was not; where it was, it has to claim the request again, which only one
 * can.
 *
 * <p>Once another service was asked to do something, what came of it is kept, though there may be
 * no memory free for it: see {@link MemoryLimiter#mustGoOn}. Where the store is away by then, the
 * caller is refused, and what came of it is stored as soon as the store is back: until then the
 * request stays this process's, and repeats of it wait.
 */
public final class Interpreter {
  /**
   * The time that a request waits, all in all, for this process to be certain that nobody took it
   * for gone: less than the 3 seconds that most services wait for an answer.
   */
  static final Duration LEASE_WAIT_MAX = Duration.ofSeconds(2);

  /**
   * The time for which what others were asked for is kept in memory, while it can't be stored: much
   * longer than a database takes to restart or to go over to another server. After that, whoever
   * meets the request asks again.
   */
  static final Duration CONCLUDES_WITHIN = Duration.ofMinutes(2);

  private static final Duration BETWEEN_CONCLUSIONS = Duration.ofMillis(200);

  private static final Logger log = LoggerFactory.getLogger(Interpreter.class);

  private final Engine engine;
  private final Activeflows activeflows;
  private final Switchboard switchboard;
  private final Successors successors;
  private final Moments moments;
  private final Measurements measurements;
  private final Processes processes;
  private final Executor background;
  private final MemoryLimiter memory;
  private final Pauses pauses;

  /** The requests that this process is at, and has asked others for. */
  private final Map<ActiveflowId, RequestAttempt> underWay = new ConcurrentHashMap<>();

  @Inject
  public Interpreter(
      Engine engine,
      Activeflows activeflows,
      Switchboard switchboard,
      Successors successors,
      Moments moments,
      Measurements measurements,
      Processes processes,
      Executor background,
      MemoryLimiter memory,
      Pauses pauses) {
    this.memory = memory;
    this.pauses = pauses;
    this.engine = engine;
    this.activeflows = activeflows;
    this.switchboard = switchboard;
    this.successors = successors;
    this.moments = moments;
    this.measurements = measurements;
    this.processes = processes;
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
   * @throws FlowException ACTIVEFLOW_NOT_FOUND, what {@link Engine#next} throws,
   *     REQUEST_IN_PROGRESS, or what ended the activeflow
   */
  NextAction next(ActiveflowId id, StandingOn asked) {
    return carryOut(
        id, asked.action(), (activeflow, moment) -> engine.next(activeflow, asked, moment));
  }

  /** From the start; see {@link Engine#execute}. */
  NextAction execute(ActiveflowId id) {
    return carryOut(id, ActionId.START, engine::execute);
  }

  /** On from a block; see {@link Engine#continueFrom}. */
  NextAction continueFrom(ActiveflowId id, StandingOn asked) {
    return carryOut(
        id, asked.action(), (activeflow, moment) -> engine.continueFrom(activeflow, asked, moment));
  }

  /** Runs an activeflow that began because another one ended, without anyone waiting for it. */
  void runInBackground(Birth successor) {
    measurements.activeflowCreated(successor.activeflow().origin().reference().type());
    background.execute(() -> takeUp(successor.activeflow().id()));
  }

  /**
   * Does the work of a request that a process left undone: it began, or was to begin. Where there
   * is none any more, nothing happens.
   */
  void takeUp(ActiveflowId id) {
    try {
      LastRequest last = activeflows.get(id).value().progress().last();
      if (last.isOpen()) {
        next(id, new StandingOn(last.from(), OptionalInt.of(last.step())));
      }
    } catch (FlowException failure) {
      log.warn(
          "activeflow {}, which nobody steps through, stopped short: {}", id, failure.getMessage());
    }
  }

  private NextAction carryOut(
      ActiveflowId id, ActionId from, BiFunction<Activeflow, Moment, Turn> beginning) {
    var attempt = new RequestAttempt(from, beginning);
    boolean isOver = true;
    try {
      return conclude(id, attempt);
    } catch (FlowException failure) {
      isOver = !attempt.isToBeConcluded(failure);
      throw failure;
    } finally {
      if (isOver) {
        underWay.remove(id, attempt);
      } else {
        concludeLater(id, attempt, System.nanoTime() + CONCLUDES_WITHIN.toNanos());
      }
    }
  }

  private NextAction conclude(ActiveflowId id, RequestAttempt attempt) {
    Kept kept = activeflows.decide(id, attempt::tried);
    attempt.tellAll();
    attempt.measure(kept);
    kept.successor().ifPresent(this::runInBackground);
    if (kept.settled().failure().isPresent()) {
      throw kept.settled().failure().get();
    }
    return new NextAction(kept.settled().answer(), kept.settled().activeflow());
  }

  /** Each try is work of its own, so that no memory is held between them. */
  private void concludeLater(ActiveflowId id, RequestAttempt attempt, long until) {
    background.execute(() -> {
      boolean isOver = true;
      try {
        pauses.pause(BETWEEN_CONCLUSIONS);
        NextAction next = conclude(id, attempt);
        log.info("activeflow {}: what others were asked for is stored now", id);
        log.debug("activeflow {} goes on to action {}", id, next.action().id());
      } catch (FlowException failure) {
        isOver = !attempt.isToBeConcluded(failure);
        if (!isOver && System.nanoTime() > until) {
          isOver = true;
          log.warn(
              "activeflow {}: what others were asked for could not be stored within {}, and may"
                  + " be asked for again: {}",
              id,
              Wording.duration(CONCLUDES_WITHIN),
              failure.getMessage());
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      } finally {
        if (isOver) {
          underWay.remove(id, attempt);
        } else {
          concludeLater(id, attempt, until);
        }
      }
    });
  }

  /** The outcome of an attempt, once it is kept. */
  private record Kept(Turn.Settled settled, Optional<Birth> successor) {}

  /** A request on its way, tried until nobody is faster. */
  private final class RequestAttempt {
    private final Journal journal = new Journal(moments.moment());
    private final Map<String, Duration> askingTook = new HashMap<>();
    private final Notifications notifications = new Notifications();
    private final ActionId from;
    private BiFunction<Activeflow, Moment, Turn> beginning;

    /** True if only what follows a question is left, which nobody else can have gone on from. */
    private boolean isRest;

    /** This process, as it was when it began to decide. */
    private ProcessId self = ProcessId.NONE;

    /** As whom it claimed the request last. */
    private ProcessId claimant = ProcessId.NONE;

    /** True if another service was asked to do something. */
    private boolean hasAsked;

    /** True if a question is left whose answer this process could not get. */
    private boolean lacksAnswer;

    /** Nanoseconds of waiting for the lease that are left. */
    private long leaseWait = LEASE_WAIT_MAX.toNanos();

    RequestAttempt(ActionId from, BiFunction<Activeflow, Moment, Turn> beginning) {
      this.from = from;
      this.beginning = beginning;
    }

    /**
     * True if nothing is missing but that it is stored. Who was taken for gone leaves it to whoever
     * takes it up.
     */
    boolean isToBeConcluded(FlowException failure) {
      return failure.isOwnTrouble()
          && hasAsked
          && !lacksAnswer
          && claimant.equals(processes.self());
    }

    Decision<Kept> tried(Versioned<Activeflow> stored) {
      if (hasAsked) {
        memory.mustGoOn();
      }
      self = processes.self();
      if (isRest) {
        requireStillOurs();
      }
      if (isSomeoneElses(stored.value())) {
        return Decision.later();
      }
      Versioned<Activeflow> before = stored;
      notifications.fromTheStart();
      Turn turn = beginning.apply(before.value(), journal.fromTheStart());
      while (true) {
        switch (turn) {
          case Turn.Asking<?> asking -> {
            if (!isOurs() && !asking.request().onlyLooks()) {
              // A claim by one who is gone is none.
              if (!isStillThisProcess()) {
                return Decision.overtaken();
              }
              Change taken = taken(before);
              if (!activeflows.commit(taken)) {
                return Decision.overtaken();
              }
              claimant = self;
              before = taken.result();
            }
            if (isOurs()) {
              if (!isStillThisProcess()) {
                return Decision.overtaken();
              }
              tellAll();
            }
            if (!asking.request().onlyLooks()) {
              hasAsked = true;
              memory.mustGoOn();
            }
            turn = answered(asking);
          }
          case Turn.AskingOnceStored asking -> {
            if (!isStillThisProcess()) {
              return Decision.overtaken();
            }
            Change soFar = change(before, ours(asking.soFar()));
            if (!activeflows.commit(soFar)) {
              return Decision.overtaken();
            }
            claimant = self;
            before = soFar.result();
            // They are kept, so nobody else tells them.
            tellAll();
            journal.clear();
            notifications.clear();
            requireStillOurs();
            hasAsked = true;
            memory.mustGoOn();
            Optional<FlowException> failure = asked(asking);
            // From here on only the rest is tried again: what came before is stored.
            isRest = true;
            beginning = (activeflow, moment) -> asking.then().apply(activeflow, failure);
            turn = beginning.apply(before.value(), journal.fromTheStart());
          }
          case Turn.Telling telling -> {
            notifications.add(telling.request());
            turn = telling.then().get();
          }
          case Turn.Settled settled -> {
            return decision(before, settled);
          }
        }
      }
    }

    private boolean isOurs() {
      return !claimant.isNone() && claimant.equals(self);
    }

    private boolean isStillThisProcess() {
      long began = System.nanoTime();
      try {
        return processes.isStill(self, Duration.ofNanos(leaseWait));
      } finally {
        leaseWait = Math.max(0, leaseWait - (System.nanoTime() - began));
      }
    }

    /** Whoever takes up what is kept by now begins with the question. */
    private void requireStillOurs() {
      if (!isOurs() || !isStillThisProcess()) {
        throw new FlowException(
            Reason.LEASE_NOT_RENEWED,
            "Expected this process to have shown in time that it is there, but it was taken for"
                + " gone");
      }
    }

    private <R> Turn answered(Turn.Asking<R> asking) {
      R answer;
      try {
        answer = journal.answer(asking.request(), () -> ask(asking.request(), asking.type()));
      } catch (FlowException failure) {
        if (failure.isOwnTrouble()) {
          lacksAnswer = true;
          throw failure;
        }
        return asking.failed().apply(failure);
      }
      return asking.answered().apply(answer);
    }

    private Optional<FlowException> asked(Turn.AskingOnceStored asking) {
      try {
        ask(asking.request(), asking.type());
        return Optional.empty();
      } catch (FlowException failure) {
        lacksAnswer = failure.isOwnTrouble();
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

    /**
     * Tells what is to be told, once what came before it is kept, or is known to be ours: nobody
     * else tells it then.
     */
    void tellAll() {
      notifications.takeUntold().forEach(this::tell);
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

    private boolean isSomeoneElses(Activeflow activeflow) {
      ProcessId worker = activeflow.progress().last().worker();
      if (worker.isNone()) {
        return false;
      }
      if (!worker.equals(self) && processes.isThere(worker)) {
        return true;
      }
      // Also of the process that this one was before it was taken for gone.
      RequestAttempt other = underWay.get(activeflow.id());
      return other != null && other != this;
    }

    /** It is ours from here on, though nothing of it is done. */
    private Change taken(Versioned<Activeflow> before) {
      underWay.put(before.value().id(), this);
      LastRequest last = before.value().progress().last();
      boolean wasBrokenOff = last.isOpen() && last.from().equals(from);
      Activeflow asked = wasBrokenOff ? before.value() : before.value().askedFrom(from);
      return Change.of(before, asked.takenUpBy(self), List.of());
    }

    private Stretch ours(Stretch stretch) {
      underWay.put(stretch.reached().id(), this);
      return new Stretch(stretch.reached().takenUpBy(self), stretch.passed());
    }

    private Decision<Kept> decision(Versioned<Activeflow> before, Turn.Settled settled) {
      if (settled.way().isEmpty()) {
        return Decision.nothing(new Kept(settled, Optional.empty()));
      }
      Change change = change(before, settled.way().get());
      return Decision.keeping(change, new Kept(settled, change.successor()));
    }

    private Change change(Versioned<Activeflow> before, Stretch stretch) {
      List<DomainEvent> events =
          stretch.passed().stream()
              .map(passed -> DomainEvent.of(EventType.ACTIVEFLOW_UPDATED, passed))
              .toList();
      Optional<Birth> successor =
          stretch.reached().isEnded() ? successors.of(stretch.reached()) : Optional.empty();
      return new Change(before, stretch.reached(), events, successor);
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
