package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.domain.id.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The steps that an activeflow has taken, and the requests that it took them for.
 *
 * <p>What it keeps of its steps is limited, for each event tells of all that is kept: whenever the
 * actions it has left are longer than {@link #LENGTH_MAX}, the older half of them is forgotten.
 *
 * @param forgotten how many of its first steps are not kept any more
 * @param executed the actions it has left since, oldest first, the very first of all START; the one
 *     it stands on is not among them yet
 */
public record Progress(
    int forgotten, List<Executed> executed, LastRequest last, ServedRequests served) {
  /**
   * The length of the actions that it has left, at most, in characters of text, about: some
   * thousand ordinary ones. A single one may be longer.
   */
  public static final long LENGTH_MAX = 512 * 1024;

  public static final Progress NONE =
      new Progress(Trail.NONE, LastRequest.NONE, ServedRequests.NONE);

  public Progress {
    if (forgotten < 0) {
      throw new IllegalArgumentException(
          "Expected 0 or more forgotten steps, but there are " + forgotten);
    }
    executed = Trail.of(executed);
    requireNonNull(last, "last");
    requireNonNull(served, "served");
  }

  /** With all its steps. */
  public Progress(List<Executed> executed, LastRequest last, ServedRequests served) {
    this(0, executed, last, served);
  }

  /** Number of transitions so far. */
  public int count() {
    return forgotten + executed.size();
  }

  /** The length of the actions that are kept, in characters of text, about. */
  public long length() {
    return Trail.of(executed).length();
  }

  /** With these actions left, which are the latest; what was before them is forgotten. */
  public Progress withLatest(List<Executed> latest) {
    return new Progress(count() - latest.size(), latest, last, served);
  }

  Progress leaving(Cursor cursor, Instant now) {
    var left = new Executed(cursor.action(), Optional.of(now), cursor.note());
    Trail longer = Trail.of(executed).then(left);
    Trail kept = longer.length() <= LENGTH_MAX ? longer : longer.latest(LENGTH_MAX / 2);
    return new Progress(count() + 1 - kept.size(), kept, last, served);
  }

  /** When it came to where it stands; empty at the start, and where that was not kept. */
  public Optional<Instant> arrivedAt() {
    return executed.isEmpty() ? Optional.empty() : executed.getLast().leftAt();
  }

  Progress askedFrom(ActionId action) {
    return new Progress(
        forgotten, executed, new LastRequest(action, count(), false, ProcessId.NONE), served);
  }

  Progress takenUpBy(ProcessId process) {
    return new Progress(forgotten, executed, last.takenUpBy(process), served);
  }

  Progress done() {
    return new Progress(forgotten, executed, last.done(), served);
  }

  Progress serving(RequestId request) {
    return new Progress(forgotten, executed, last, served.and(request));
  }
}
