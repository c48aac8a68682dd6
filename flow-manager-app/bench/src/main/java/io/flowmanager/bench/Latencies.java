package io.flowmanager.bench;

import java.util.Arrays;

/** The time that each of many things took, to the microsecond. For one thread. */
final class Latencies {
  /** An hour at 5000 a second; what comes after is counted, but its time is not kept. */
  static final int KEPT_MAX = 18_000_000;

  private int[] micros = new int[1024];
  private int kept;
  private long count;

  void add(long nanos) {
    count++;
    if (kept == KEPT_MAX) {
      return;
    }
    if (kept == micros.length) {
      micros = Arrays.copyOf(micros, Math.min(KEPT_MAX, kept * 2));
    }
    micros[kept++] = (int) Math.min(Integer.MAX_VALUE, nanos / 1000);
  }

  long count() {
    return count;
  }

  /** As they are now. */
  Spread spread() {
    int[] sorted = Arrays.copyOf(micros, kept);
    Arrays.sort(sorted);
    return new Spread(
        count,
        millis(sorted, 0.5),
        millis(sorted, 0.95),
        millis(sorted, 0.99),
        millis(sorted, 0.999),
        millis(sorted, 1));
  }

  /** The least value that is not exceeded by this part of them; 0 where there are none. */
  private static double millis(int[] sorted, double part) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(part * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1000.0;
  }

  /** The spread of most of them; in milliseconds. */
  record Spread(long count, double p50, double p95, double p99, double p999, double max) {}
}
