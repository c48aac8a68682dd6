package io.flowmanager.application.activeflow;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.Pauses;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.ActiveflowCache;
import io.flowmanager.application.port.ActiveflowStore;
import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.Measurements;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.application.publication.OutboxPublisher;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The activeflows: the store, and copies of it. Every change goes through here: it is decided on a
 * copy or on what is stored, kept only if nobody was faster, and decided again otherwise.
 *
 * <p>A copy is good enough to act on, because the store refuses what was decided on an old one. It
 * is not good enough to conclude from: what refuses a request, or finds nothing to do, is looked at
 * again on what is stored.
 */
@Singleton
public final class Activeflows {
  /** Number of times that a request is decided when others change the same activeflow. */
  static final int ATTEMPTS_MAX = 100;

  /** A bit less than the 3 seconds that most services wait for an answer. */
  static final Duration OTHERS_WAIT_MAX = MemoryLimiter.WAIT_MAX;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final int STRIPES = 256;

  private final ActiveflowStore store;
  private final ActiveflowCache copies;
  private final OutboxPublisher publisher;
  private final Measurements measurements;
  private final MemoryLimiter memory;
  private final ChangeMemory changeMemory;
  private final Pauses pauses;
  private final List<Lock> stripes =
      IntStream.range(0, STRIPES).<Lock>mapToObj(stripe -> new ReentrantLock()).toList();

  @Inject
  public Activeflows(
      ActiveflowStore store,
      ActiveflowCache copies,
      OutboxPublisher publisher,
      Measurements measurements,
      MemoryLimiter memory,
      Pauses pauses) {
    this.memory = memory;
    changeMemory = new ChangeMemory(memory);
    this.pauses = pauses;
    this.store = store;
    this.copies = copies;
    this.publisher = publisher;
    this.measurements = measurements;
  }

  /** The outcome of a request. */
  public sealed interface Decision<T> {
    /** This is to be kept; then the answer is this. */
    record Keep<T>(Change change, T answer) implements Decision<T> {}

    /** There is nothing to keep. */
    record Nothing<T>(T answer) implements Decision<T> {}

    /** Someone was faster meanwhile. */
    record Overtaken<T>() implements Decision<T> {}

    /** Someone else is at it, and what that comes to is to be waited for. */
    record Later<T>() implements Decision<T> {}

    static <T> Decision<T> keeping(Change change, T answer) {
      return new Keep<>(change, answer);
    }

    static <T> Decision<T> nothing(T answer) {
      return new Nothing<>(answer);
    }

    static <T> Decision<T> overtaken() {
      return new Overtaken<>();
    }

    static <T> Decision<T> later() {
      return new Later<>();
    }
  }

  /**
   * The activeflow as it is stored, deleted or not.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND
   */
  public Versioned<Activeflow> get(ActiveflowId id) {
    return find(id)
        .orElseThrow(() ->
            new FlowException(
                Reason.ACTIVEFLOW_NOT_FOUND,
                "Expected activeflow %s, but there is none".formatted(id)));
  }

  /** As {@link #get}; empty if there is none. */
  public Optional<Versioned<Activeflow>> find(ActiveflowId id) {
    Optional<Versioned<Activeflow>> stored = store.find(id);
    stored.ifPresent(copies::keep);
    return stored;
  }

  /**
   * Keeps a new activeflow.
   *
   * @throws FlowException ACTIVEFLOW_ALREADY_EXISTS
   */
  public void create(Change.Birth birth) {
    store.create(birth);
    kept(birth);
  }

  /**
   * As {@link #decide}, where all of the activeflow is written or answered with: there is to be
   * memory for its stacks and its steps too, however little is changed.
   *
   * @throws FlowException as {@link #decide}
   */
  public <T> T decideOnAll(ActiveflowId id, Function<Versioned<Activeflow>, Decision<T>> decision) {
    return memory.within(() -> {
      Versioned<Activeflow> copy = copy(id);
      changeMemory.needForAll(copy.value());
      return decide(copy, decision);
    });
  }

  /**
   * Decides on an activeflow, keeps what was decided, and gives the answer. The decision is made
   * again whenever what it was made on turns out to be old.
   *
   * @throws FlowException what {@code decision} throws on what is stored; ACTIVEFLOW_NOT_FOUND,
   *     CONTENDED, REQUEST_IN_PROGRESS, OVERLOADED
   */
  public <T> T decide(ActiveflowId id, Function<Versioned<Activeflow>, Decision<T>> decision) {
    return memory.within(() -> decide(copy(id), decision));
  }

  private <T> T decide(
      Versioned<Activeflow> copy, Function<Versioned<Activeflow>, Decision<T>> decision) {
    ActiveflowId id = copy.value().id();
    var attempt = new Attempt<>(decision);
    if (!attempt.isShort(copy)) {
      changeMemory.need(attempt.length);
      attempt.on(copy(id));
    }
    return attempt.answer.orElseGet(() -> decideOnStored(id, decision));
  }

  /** A decision made on a copy, and kept if it may be. */
  private final class Attempt<T> {
    private final Function<Versioned<Activeflow>, Decision<T>> decision;

    /** The answer; empty while nothing is kept. */
    private Optional<T> answer = Optional.empty();

    /** The length of its texts, where that is more than is taken without asking for memory. */
    private long length;

    Attempt(Function<Versioned<Activeflow>, Decision<T>> decision) {
      this.decision = decision;
    }

    /**
     * Decides without asking for memory.
     *
     * @return false if texts are long: then it is decided again once there is memory, and until
     *     then nothing is held
     */
    boolean isShort(Versioned<Activeflow> copy) {
      return isShort(ChangeMemory.length(copy.value())) && tried(copy, MemoryLimiter.SMALL_MAX);
    }

    private boolean isShort(long ofTexts) {
      length = ofTexts;
      return length <= MemoryLimiter.SMALL_MAX;
    }

    /** Decides with memory for whatever it comes to. */
    void on(Versioned<Activeflow> copy) {
      tried(copy, Long.MAX_VALUE);
    }

    private boolean tried(Versioned<Activeflow> copy, long lengthMax) {
      try {
        Decision<T> decided = decision.apply(copy);
        if (decided instanceof Decision.Keep<T> keep) {
          length = ChangeMemory.length(keep.change());
          if (length > lengthMax) {
            return false;
          }
          answer = commit(keep.change()) ? Optional.of(keep.answer()) : Optional.empty();
        }
      } catch (FlowException refused) {
        // Perhaps only because the copy is old: it is decided again on what is stored. Who waited
        // for memory in vain would do so once more.
        if (refused.isFor(Reason.OVERLOADED)) {
          throw refused;
        }
      }
      return true;
    }
  }

  private Versioned<Activeflow> copy(ActiveflowId id) {
    return copies.find(id).orElseGet(() -> get(id));
  }

  private <T> T decideOnStored(
      ActiveflowId id, Function<Versioned<Activeflow>, Decision<T>> decision) {
    long waitUntil = System.nanoTime() + OTHERS_WAIT_MAX.toNanos();
    int overtaken = 0;
    while (overtaken < ATTEMPTS_MAX) {
      Decision<T> decided = decision.apply(get(id));
      switch (decided) {
        case Decision.Nothing<T> nothing -> {
          return nothing.answer();
        }
        case Decision.Keep<T> keep -> {
          if (commit(keep.change())) {
            return keep.answer();
          }
          overtaken++;
          measurements.contended();
        }
        case Decision.Overtaken<T> lost -> {
          overtaken++;
          measurements.contended();
        }
        case Decision.Later<T> later -> pause(id, waitUntil);
      }
    }
    throw new FlowException(
        Reason.CONTENDED,
        "Expected to change activeflow %s within %d attempts, but others were faster"
            .formatted(id, ATTEMPTS_MAX));
  }

  /**
   * Changes an activeflow as a request asks, once, however often the request is delivered. Nobody
   * is told.
   *
   * @return it after the change; where this delivery comes after one that was served, as it is
   * @throws FlowException what {@code change} throws; ACTIVEFLOW_NOT_FOUND, CONTENDED
   */
  public Activeflow change(ActiveflowId id, Arrival arrival, UnaryOperator<Activeflow> change) {
    return decide(id, changing(arrival, change));
  }

  /** As {@link #change}, where stacks are changed or all of it is answered with. */
  public Activeflow changeAll(ActiveflowId id, Arrival arrival, UnaryOperator<Activeflow> change) {
    return decideOnAll(id, changing(arrival, change));
  }

  private static Function<Versioned<Activeflow>, Decision<Activeflow>> changing(
      Arrival arrival, UnaryOperator<Activeflow> change) {
    return before -> {
      if (arrival.mayBeServed() && before.value().hasServed(arrival.request())) {
        return Decision.nothing(before.value());
      }
      Activeflow after = change.apply(before.value()).serving(arrival.request());
      return Decision.keeping(Change.of(before, after, List.of()), after);
    };
  }

  private void pause(ActiveflowId id, long waitUntil) {
    try {
      if (System.nanoTime() < waitUntil) {
        pauses.pause(BETWEEN_LOOKS);
        return;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new FlowException(
        Reason.REQUEST_IN_PROGRESS,
        "Expected the request before this one to be answered by now, but activeflow %s waits for another service"
            .formatted(id));
  }

  /**
   * Keeps a change; false where someone was faster. Changes of one activeflow are announced in the
   * order of their commits.
   *
   * @throws FlowException OVERLOADED there is no memory for what is new in it; what the store
   *     throws
   */
  public boolean commit(Change change) {
    changeMemory.needFor(change);
    Lock stripe = stripes.get(Math.floorMod(change.after().id().hashCode(), STRIPES));
    stripe.lock();
    try {
      if (!store.commit(change)) {
        copies.drop(change.after().id());
        return false;
      }
      copies.keep(change.result());
      publisher.publish(change.after().id().value(), change.result().version(), change.events());
      change.successor().ifPresent(this::kept);
      return true;
    } catch (FlowException unknown) {
      copies.drop(change.after().id());
      throw unknown;
    } finally {
      stripe.unlock();
    }
  }

  private void kept(Change.Birth birth) {
    copies.keep(new Versioned<>(birth.activeflow(), 1));
    publisher.publish(birth.activeflow().id().value(), 1, birth.events());
  }
}
