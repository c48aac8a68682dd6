package io.flowmanager.application.memory;

import io.flowmanager.application.json.ValueJson;
import io.flowmanager.application.json.ValueJson.Composition;
import io.flowmanager.application.memory.HeapBudget.Share;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The part of the heap that requests, events and answers of others may take that are in work at the
 * same time. Without it a few large ones end the process, and each process that gets them after it.
 *
 * <p>A small request, as nearly all are that go on with a call, always has room. May be used from
 * any thread.
 */
@Singleton
public final class MessageMemoryLimiter {
  /** Up to so many bytes a request is small; all that are taken at once are a megabyte of them. */
  public static final int SMALL_MAX = 4096;

  /**
   * The bytes that a byte of a request takes until it is answered, about: as what came, then, as
   * JSON, as its row, as what the outbox tells, as its event, and as the answer twice, of which
   * most are there at the same time. No character is written longer than the shortest way to send
   * it.
   */
  public static final int PER_BYTE = 7;

  /** The bytes that a character takes as text while it is read, and then as a value: Latin 1. */
  private static final int PER_CHARACTER = 1;

  /** The same where one of them all is not: then each of its text takes two bytes. */
  private static final int PER_WIDE_CHARACTER = 4;

  /** The bytes that a value, or a name, takes in addition, about. */
  private static final int PER_VALUE = 96;

  /**
   * The bytes that an object takes in addition, about: it may be an action, which gets ids of its
   * own.
   */
  private static final int PER_OBJECT = 512;

  private final long bytes;
  private final MemoryLimiter work;
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param work a message's own need ends with its work
   */
  @Inject
  public MessageMemoryLimiter(HeapBudget budget, MemoryLimiter work) {
    this(budget.bytes(Share.REQUESTS), work);
  }

  /**
   * @param bytes what all of them may take together
   */
  public MessageMemoryLimiter(long bytes, MemoryLimiter work) {
    this.bytes = bytes;
    this.work = work;
  }

  /** No longer body ever has room. */
  public long bodyBytesMax() {
    return bytes / PER_BYTE;
  }

  /** About how much memory it takes to serve a request; 0: it is small. */
  public static long weigh(byte[] body) {
    if (body.length <= SMALL_MAX) {
      return 0;
    }
    Composition of = ValueJson.compositionOf(body);
    return (long) PER_BYTE * body.length
        + (long) (of.isWide() ? PER_WIDE_CHARACTER : PER_CHARACTER) * of.characters()
        + (long) PER_VALUE * of.values()
        + (long) PER_OBJECT * of.objects();
  }

  /**
   * Takes room for a request, to be given back once it is answered.
   *
   * @throws FlowException REQUEST_TOO_LARGE there is never so much; OVERLOADED there is not now
   */
  public void take(long weight) {
    if (!everHas(weight)) {
      throw new FlowException(
          Reason.REQUEST_TOO_LARGE,
          "Expected a request that takes at most %d bytes of memory, but it takes %d"
              .formatted(bytes, weight));
    }
    if (weight > 0 && taken.addAndGet(weight) > bytes) {
      giveBack(weight);
      throw new FlowException(
          Reason.OVERLOADED,
          "Expected large requests to take at most %d bytes of memory together, but they do"
              .formatted(bytes));
    }
  }

  /** True if there would be room, if nothing else were in work. */
  public boolean everHas(long weight) {
    return weight <= bytes;
  }

  /** The work that a message is, all of whose memory is given back at its end. */
  public Runnable within(long weight, Runnable message) {
    return () -> {
      try {
        work.within(message);
      } finally {
        giveBack(weight);
      }
    };
  }

  public void giveBack(long weight) {
    taken.addAndGet(-weight);
  }

  /** Number of bytes that are taken now. */
  public long taken() {
    return taken.get();
  }

  /** Nothing of it yet, for something whose length shows only while it comes. */
  public Reservation reservation() {
    return new Reservation();
  }

  /**
   * A part of the room that grows with what comes. May be used from any thread, also after it was
   * given back: a reader that nobody waits for any more takes nothing.
   */
  public final class Reservation {
    // the next two: guarded by this
    private long held;
    private boolean isOver;

    private Reservation() {}

    /**
     * Has at least so many bytes from now on; it never becomes less.
     *
     * @throws FlowException REQUEST_TOO_LARGE there is never so much; OVERLOADED there is not now,
     *     or it was given back. It still has what it had
     */
    public synchronized void growTo(long weight) {
      if (isOver) {
        throw new FlowException(
            Reason.OVERLOADED,
            "Expected memory to be taken for work that goes on, but that is over");
      }
      if (!everHas(weight)) {
        take(weight); // says so
      }
      if (weight > held) {
        take(weight - held);
        held = weight;
      }
    }

    /** It takes nothing any more once this thread's work is over. */
    public void giveBackAtEnd() {
      work.atEnd(this::giveBack);
    }

    /** It takes nothing any more. Again: nothing happens. */
    public synchronized void giveBack() {
      isOver = true;
      MessageMemoryLimiter.this.giveBack(held);
      held = 0;
    }
  }
}
