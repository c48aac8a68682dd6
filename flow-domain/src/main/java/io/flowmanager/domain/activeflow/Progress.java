package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ProcessId;
import java.util.List;

/**
 * How far an activeflow has come, and by whose request.
 *
 * @param executed the actions it has left, oldest first, START the first of them; the one it stands
 *     on is not among them yet. Their number is the number of transitions.
 */
public record Progress(List<Action> executed, LastRequest last) {
  public static final Progress NONE = new Progress(Trail.NONE, LastRequest.NONE);

  public Progress {
    executed = Trail.of(executed);
    requireNonNull(last, "last");
  }

  /** How many transitions there were. */
  public int count() {
    return executed.size();
  }

  Progress leaving(Action action) {
    return new Progress(Trail.of(executed).then(action), last);
  }

  Progress askedFrom(ActionId action) {
    return new Progress(executed, new LastRequest(action, count(), false, ProcessId.NONE));
  }

  Progress takenUpBy(ProcessId process) {
    return new Progress(executed, last.takenUpBy(process));
  }

  Progress done() {
    return new Progress(executed, last.done());
  }
}
