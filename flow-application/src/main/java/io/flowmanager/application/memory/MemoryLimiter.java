package io.flowmanager.application.memory;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.text.Wording;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A share of the heap that work has to itself: who is at something large says first what it comes
 * to, and waits until that is free. It is held until the work is over, answer and all.
 *
 * <p>What is small never asks. What comes to more than the share goes alone. Nobody waits for ever:
 * who already holds something and needs more waits no longer than others, so that two that wait for
 * each other part again.
 *
 * <p>Who can't be refused any more, because what it did can't be undone, waits as long as others;
 * then it goes on with more than there is, but only one such piece of work at a time. So each of
 * them comes to its end, and no more than one is ever beyond the share.
 *
 * <p>May be used from any thread. A piece of work is one thread's.
 */
public final class MemoryLimiter {
  /** Up to so many characters a thing is small: nearly all are. */
  public static final int SMALL_MAX = 64 * 1024;

  /** A bit less than the 3 seconds that most services wait for an answer. */
  public static final Duration WAIT_MAX = Duration.ofMillis(2500);

  private static final int UNIT = 1024;

  private final int units;
  private final Duration waitMax;
  private final Semaphore free;

  /** Of who takes more than there is. */
  private final Semaphore turnBeyond = new Semaphore(1, true);

  @SuppressWarnings("ThreadLocalUsage") // a process has one limiter, and tests end theirs
  private final ThreadLocal<Work> current = new ThreadLocal<>();

  /**
   * @param bytes at least one
   */
  public MemoryLimiter(long bytes, Duration waitMax) {
    this.units = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
    this.waitMax = waitMax;
    this.free = new Semaphore(units, true);
  }

  /** A limiter that everything passes. */
  public static MemoryLimiter none() {
    return new MemoryLimiter((long) Integer.MAX_VALUE * UNIT, WAIT_MAX);
  }

  /** The work that this thread is at. */
  private final class Work {
    private final Map<Object, Integer> weights = new HashMap<>();
    private final Deque<Runnable> atEnd = new ArrayDeque<>();
    private int held;
    private boolean mustGoOn;
    private boolean isBeyond;

    void need(Object what, int weight) {
      int before = weights.getOrDefault(what, 0);
      int wanted = (int) Math.min(units, (long) sum() + Math.max(0, weight - before));
      if (wanted > held && !isBeyond) {
        if (isFree(wanted - held)) {
          held = wanted;
        } else if (mustGoOn) {
          turnBeyond.acquireUninterruptibly();
          isBeyond = true;
        } else {
          throw notFree(wanted - held);
        }
      }
      weights.merge(what, weight, Math::max);
    }

    private int sum() {
      return (int) Math.min(units, weights.values().stream().mapToLong(Integer::longValue).sum());
    }

    <T> T inPart(Supplier<T> part) {
      var weightsBefore = new HashMap<>(weights);
      int heldBefore = held;
      boolean wasBeyond = isBeyond;
      int endsBefore = atEnd.size();
      try {
        return part.get();
      } finally {
        free.release(held - heldBefore);
        held = heldBefore;
        weights.clear();
        weights.putAll(weightsBefore);
        if (isBeyond && !wasBeyond) {
          turnBeyond.release();
          isBeyond = false;
        }
        while (atEnd.size() > endsBefore) {
          atEnd.pop().run();
        }
      }
    }

    void over() {
      free.release(held);
      if (isBeyond) {
        turnBeyond.release();
      }
      while (!atEnd.isEmpty()) {
        atEnd.pop().run();
      }
    }
  }

  /**
   * Does a piece of work; what it {@link #need needs} is given back at its end. As a part of
   * another piece of work it is that one's.
   */
  public <T> T within(Supplier<T> work) {
    if (current.get() != null) {
      return work.get();
    }
    var mine = new Work();
    current.set(mine);
    try {
      return work.get();
    } finally {
      current.remove();
      mine.over();
    }
  }

  /** As {@link #within(Supplier)}. */
  public void within(Runnable work) {
    Optional<Object> unused =
        within(() -> {
          work.run();
          return Optional.empty();
        });
  }

  /**
   * Does a part of this thread's work of which nothing is left but what it returns: what it needed
   * besides is given back at the end of the part already. Outside of any work it is one by itself.
   */
  public <T> T inPart(Supplier<T> part) {
    Work mine = current.get();
    return mine == null ? within(part) : mine.inPart(part);
  }

  /** As {@link #inPart(Supplier)}. */
  public void inPart(Runnable part) {
    Optional<Object> unused =
        inPart(() -> {
          part.run();
          return Optional.empty();
        });
  }

  /**
   * Waits until this thread's work may take so much for something, besides what it takes for other
   * things. Outside of any work it is not held.
   *
   * @param what for: the same again counts once, as the most it was said to come to
   * @param bytes about
   * @throws FlowException OVERLOADED if it did not become free in time; SHUTTING_DOWN
   */
  public void need(Object what, long bytes) {
    int weight = (int) Math.min(units, (bytes + UNIT - 1) / UNIT);
    Work mine = current.get();
    if (mine == null) {
      if (!isFree(weight)) {
        throw notFree(weight);
      }
      free.release(weight);
    } else {
      mine.need(what, weight);
    }
  }

  /**
   * This thread's work can't be refused any more: something was done that nobody can undo. From now
   * on {@link #need} does not fail for want of memory; it may take longer. Outside of any work it
   * says nothing.
   */
  public void mustGoOn() {
    Work mine = current.get();
    if (mine != null) {
      mine.mustGoOn = true;
    }
  }

  /** To be done when this thread's work is over; outside of any work at once. */
  public void atEnd(Runnable givingBack) {
    Work mine = current.get();
    if (mine == null) {
      givingBack.run();
    } else {
      mine.atEnd.push(givingBack);
    }
  }

  private FlowException notFree(int wanted) {
    return new FlowException(
        Reason.OVERLOADED,
        "Expected %d KiB of memory to be free within %s, but others have it"
            .formatted(wanted, Wording.duration(waitMax)));
  }

  private boolean isFree(int wanted) {
    try {
      return free.tryAcquire(wanted, waitMax.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new FlowException(
          Reason.SHUTTING_DOWN, "Expected to wait for free memory, but this process ends");
    }
  }

  /** Number of bytes that there are. */
  public long bytes() {
    return (long) units * UNIT;
  }

  /** Number of bytes that are held now. */
  public long taken() {
    return (long) (units - free.availablePermits()) * UNIT;
  }
}
