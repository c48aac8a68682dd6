package io.flowmanager.application.activeflow;

import io.flowmanager.domain.step.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * The notifications of a request of ours, so that deciding it again tells nobody again: the same in
 * the same place is not told anew. From the first one that is another, everything is new.
 *
 * <p>For one thread.
 */
final class Notifications {
  private final List<Request<?>> wanted = new ArrayList<>();
  private int given;
  private int told;

  /** Begins again from the first. */
  void fromTheStart() {
    given = 0;
  }

  /** Forgets all: what was told so far is part of what is stored. */
  void clear() {
    wanted.clear();
    given = 0;
    told = 0;
  }

  void add(Request<?> request) {
    if (given < wanted.size() && !wanted.get(given).equals(request)) {
      wanted.subList(given, wanted.size()).clear();
      told = Math.min(told, given);
    }
    if (given == wanted.size()) {
      wanted.add(request);
    }
    given++;
  }

  /** The notifications that are due now; they count as told from here on. */
  List<Request<?>> takeUntold() {
    int from = Math.min(told, given);
    told = Math.max(told, given);
    return List.copyOf(wanted.subList(from, given));
  }
}
