package io.flowmanager.app.conversation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;

/** Sees what a daemon does, and knows when it has done what it was expected to. */
final class Witness {
  /** Whoever is not silent by then never will be. */
  private static final Duration NOISE_MAX = Duration.ofSeconds(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private Map<Part, List<JsonNode>> seen = nothing();

  void saw(Part part, JsonNode what) {
    lock.lock();
    try {
      seen.computeIfAbsent(part, none -> new ArrayList<>()).add(what);
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void forget() {
    lock.lock();
    try {
      seen = nothing();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for what is expected, and then until nothing more has come for a while, so that what is
   * superfluous is seen too.
   *
   * @param atLeast how many of each part are expected
   * @return what was seen since the last time
   */
  Map<Part, List<JsonNode>> collect(
      ToIntFunction<Part> atLeast, Duration patience, Duration silence)
      throws InterruptedException {
    lock.lock();
    try {
      long nanosLeft = patience.toNanos();
      while (isMissing(atLeast) && nanosLeft > 0) {
        nanosLeft = news.awaitNanos(nanosLeft);
      }
      long end = System.nanoTime() + NOISE_MAX.toNanos();
      boolean somethingCame = true;
      while (somethingCame && System.nanoTime() < end) {
        somethingCame = news.await(silence.toNanos(), TimeUnit.NANOSECONDS);
      }
      Map<Part, List<JsonNode>> collected = seen;
      seen = nothing();
      return collected;
    } finally {
      lock.unlock();
    }
  }

  private boolean isMissing(ToIntFunction<Part> atLeast) {
    return seen.entrySet().stream()
        .anyMatch(part -> part.getValue().size() < atLeast.applyAsInt(part.getKey()));
  }

  private static Map<Part, List<JsonNode>> nothing() {
    var nothing = new EnumMap<Part, List<JsonNode>>(Part.class);
    for (Part part : Part.values()) {
      nothing.put(part, new ArrayList<>());
    }
    return nothing;
  }
}
