package io.flowmanager.application.memory;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The heap, divided into shares. Whoever keeps or makes something of any size has a share, and all
 * of them together leave room for what is always there and for the collector.
 */
public final class HeapBudget {
  /**
   * 14 MiB were measured after a start and a full collection; what was written before, and who was
   * last announced here, may become 12 more.
   */
  public static final long ALWAYS_THERE = 26L << 20;

  /**
   * The part of the heap that nobody may count on: a collector keeps a little of it empty, and a
   * single large text has to find a place where it fits in one piece.
   */
  public static final int HEADROOM_PART_OF_HEAP = 8;

  /** Purposes that a share is for. */
  public enum Share {
    /** Copies of activeflows. */
    COPIES(8),
    /** The actions that copies have in common. */
    SHARED_ACTIONS(5),
    /** Large requests, events and answers of other services that are in work. */
    REQUESTS(14),
    /** Large activeflows and flows in work: read, changed, answered with, listed or relayed. */
    WORK(14),
    /** Long events that wait to be published. */
    EVENTS(3);

    private final int parts;

    Share(int parts) {
      this.parts = parts;
    }
  }

  private final Map<Share, Long> shares;

  private HeapBudget(Map<Share, Long> shares) {
    this.shares = shares;
  }

  /** Of this process. */
  public static HeapBudget ofHeap() {
    return of(Runtime.getRuntime().maxMemory());
  }

  /**
   * Of a heap of so many bytes, divided as usual.
   *
   * @throws IllegalArgumentException if there is nothing to divide
   */
  public static HeapBudget of(long heap) {
    long parts = Arrays.stream(Share.values()).mapToLong(share -> share.parts).sum();
    long there = there(heap);
    if (there < parts) {
      throw new IllegalArgumentException(
          "Expected a heap of more than %d bytes, but it has %d".formatted(ALWAYS_THERE, heap));
    }
    var shares = new EnumMap<Share, Long>(Share.class);
    for (Share share : Share.values()) {
      shares.put(share, there / parts * share.parts);
    }
    return of(heap, shares);
  }

  private static long there(long heap) {
    return heap - ALWAYS_THERE - heap / HEADROOM_PART_OF_HEAP;
  }

  /**
   * Of a heap of so many bytes.
   *
   * @param shares in bytes
   * @throws IllegalArgumentException if they are more than there is
   */
  static HeapBudget of(long heap, Map<Share, Long> shares) {
    long there = there(heap);
    long sum = shares.values().stream().mapToLong(Long::longValue).sum();
    if (sum > there) {
      throw new IllegalArgumentException(
          "Expected shares of at most %d bytes of a heap of %d, but they are %d: %s"
              .formatted(there, heap, sum, shares));
    }
    return new HeapBudget(new EnumMap<>(shares));
  }

  /** So many bytes. */
  public long bytes(Share share) {
    return requireNonNull(shares.get(share), share::name);
  }
}
