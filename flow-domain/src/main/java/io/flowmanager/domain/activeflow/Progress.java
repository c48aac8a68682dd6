package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.domain.id.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far an activeflow has come, and by whose requests.
 *
 * @param executed the actions it has left, oldest first, START the first of them; the one it stands
 *     on is not among them yet. Their number is the number of transitions.
 */
public record Progress(List<Executed> executed, LastRequest last, ServedRequests served) {
  public static final Progress NONE =
      new Progress(Trail.NONE, LastRequest.NONE, ServedRequests.NONE);

  public Progress {
    executed = Trail.of(executed);
    requireNonNull(last, "last");
    requireNonNull(served, "served");
  }

  /** How many transitions there were. */
  public int count() {
    return executed.size();
  }

  Progress leaving(Cursor cursor, Instant now) {
    var left = new Executed(cursor.action(), Optional.of(now), cursor.note());
    return new Progress(Trail.of(executed).then(left), last, served);
  }

  /** When it came to where it stands; empty at the start, and where that was not kept. */
  public Optional<Instant> arrivedAt() {
    return executed.isEmpty() ? Optional.empty() : executed.getLast().leftAt();
  }

  Progress askedFrom(ActionId action) {
    return new Progress(executed, new LastRequest(action, count(), false, ProcessId.NONE), served);
  }

  Progress takenUpBy(ProcessId process) {
    return new Progress(executed, last.takenUpBy(process), served);
  }

  Progress done() {
    return new Progress(executed, last.done(), served);
  }

  Progress serving(RequestId request) {
    return new Progress(executed, last, served.and(request));
  }
}
