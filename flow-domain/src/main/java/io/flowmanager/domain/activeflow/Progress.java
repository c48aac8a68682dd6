package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.id.ActionId;
import java.util.ArrayList;
import java.util.List;

/**
 * How far an activeflow has come, and by whose request.
 *
 * @param executed the actions it has left, oldest first, START the first of them; the one it stands
 *     on is not among them yet. Their number is the number of transitions.
 * @param asked the action that the last request for the next one came from; none: there was none
 *     yet
 * @param answered whether that request's work is done. False while the action stood on is being
 *     performed, and after a crash in the midst of that.
 */
public record Progress(List<Action> executed, ActionId asked, boolean answered) {
  public static final Progress NONE = new Progress(List.of(), ActionId.NONE, true);

  public Progress {
    executed = List.copyOf(executed);
    requireNonNull(asked, "asked");
  }

  /** How many transitions there were. */
  public int count() {
    return executed.size();
  }

  Progress leaving(Action action) {
    var more = new ArrayList<Action>(executed.size() + 1);
    more.addAll(executed);
    more.add(action);
    return new Progress(more, asked, answered);
  }

  Progress askedFrom(ActionId action) {
    return new Progress(executed, action, false);
  }

  Progress done() {
    return new Progress(executed, asked, true);
  }
}
