package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ProcessId;

/**
 * The last request for the next action: by it a repeat is told from a new one.
 *
 * @param from the action it came from; none: there was none yet
 * @param step how many transitions there had been when it came
 * @param answered whether its work is done. False while others are asked for it, and after a crash
 *     in the midst of that
 * @param worker who is at it, where that takes asking others; nobody once it is answered
 */
public record LastRequest(ActionId from, int step, boolean answered, ProcessId worker) {
  public static final LastRequest NONE = new LastRequest(ActionId.NONE, 0, true, ProcessId.NONE);

  public LastRequest {
    requireNonNull(from, "from");
    requireNonNull(worker, "worker");
    if (answered && !worker.isNone()) {
      throw new IllegalArgumentException(
          "Expected nobody to be at a request that is answered, but %s is".formatted(worker));
    }
  }

  /** True if a part of its work may be done, and the rest is to do. */
  public boolean isOpen() {
    return !answered;
  }

  LastRequest done() {
    return new LastRequest(from, step, true, ProcessId.NONE);
  }

  LastRequest takenUpBy(ProcessId process) {
    return new LastRequest(from, step, false, process);
  }
}
