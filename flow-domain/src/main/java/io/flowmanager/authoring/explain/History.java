package io.flowmanager.authoring.explain;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Activeflow.Times;
import io.flowmanager.domain.activeflow.Executed;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Exit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps that an activeflow took, and why it took each.
 *
 * <p>Concluded from what is stored of it: the actions it has left with the options they had then,
 * and what was noted of performing them; where it stands, and the lists of actions it is in now.
 * Who is led from outside to where the action leads anyway can't be told from who went there.
 *
 * @param entries in the order of the steps, of a very long way the latest ones
 * @param failure the reason that the last step failed for, where that ended it
 * @param times of the whole
 */
public record History(
    ActiveflowId activeflow, List<Entry> entries, End end, Optional<String> failure, Times times) {
  public History {
    requireNonNull(activeflow, "activeflow");
    entries = List.copyOf(entries);
    requireNonNull(end, "end");
    requireNonNull(failure, "failure");
    requireNonNull(times, "times");
  }

  /**
   * A step.
   *
   * @param step 1 for the first
   * @param at when it came to the action: the time of the request that led there; empty where that
   *     was not kept
   * @param action what it came to, with the options as they were filled in then
   * @param remark which texts were handed over as numbers, flags or ids; empty where none was
   * @param why it went on as it did; empty where it has not gone on
   */
  public record Entry(
      int step, Optional<Instant> at, Action action, Optional<String> remark, Optional<Why> why) {
    public Entry {
      requireNonNull(remark, "remark");
      requireNonNull(at, "at");
      requireNonNull(action, "action");
      requireNonNull(why, "why");
    }
  }

  /** The history of an activeflow whose actions are of standard types. */
  public static History of(Activeflow activeflow) {
    return of(ActionCatalog.standard(), activeflow);
  }

  /** The history of an activeflow whose actions are of a catalog's types. */
  public static History of(ActionCatalog catalog, Activeflow activeflow) {
    var way = new ArrayList<>(activeflow.progress().executed());
    way.add(
        new Executed(activeflow.cursor().action(), Optional.empty(), activeflow.cursor().note()));
    var reasons = new Reasons(catalog, activeflow);
    var entries = new ArrayList<Entry>();
    for (int step = 0; step < way.size(); step++) {
      Action action = way.get(step).action();
      if (action.id().equals(ActionId.START) || action.isFinish()) {
        continue;
      }
      Optional<Instant> arrived = step == 0 ? Optional.empty() : way.get(step - 1).leftAt();
      Optional<Why> why =
          step + 1 < way.size()
              ? Optional.of(reasons.why(way.get(step), arrived, way.get(step + 1).action()))
              : Optional.empty();
      entries.add(
          new Entry(
              activeflow.progress().forgotten() + step,
              arrived,
              action,
              remark(catalog, way.get(step)),
              why));
    }
    End end = end(activeflow, entries);
    return new History(
        activeflow.id(),
        entries,
        end,
        end == End.FAILED ? activeflow.cursor().note().failure() : Optional.empty(),
        activeflow.times());
  }

  /**
   * The remark on an action that was handed over: what became of its options is all that is noted
   * of one.
   */
  private static Optional<String> remark(ActionCatalog catalog, Executed step) {
    return catalog
        .type(step.action().type())
        .filter(ActionType::isHandedOver)
        .flatMap(type -> step.note().found());
  }

  /** By what it ended, for a person. */
  public String endWords() {
    return failure.map(reason -> "%s: %s".formatted(end.words(), reason)).orElse(end.words());
  }

  private static End end(Activeflow activeflow, List<Entry> entries) {
    if (!activeflow.isEnded()) {
      return End.RUNNING;
    }
    if (!activeflow.cursor().action().isFinish()) {
      return endOnStep(activeflow);
    }
    boolean stopped =
        !entries.isEmpty() && entries.getLast().why().filter(History::isStop).isPresent();
    return stopped ? End.STOP : End.FLOW;
  }

  private static boolean isStop(Why why) {
    return why instanceof Why.Led led && led.cause() == Exit.Cause.STOPPED;
  }

  private static End endOnStep(Activeflow activeflow) {
    Optional<String> failure = activeflow.cursor().note().failure();
    if (failure.isPresent()) {
      return failure.get().equals(Reason.TOO_MANY_TRANSITIONS.name()) ? End.LIMIT : End.FAILED;
    }
    boolean begun = !activeflow.cursor().action().id().equals(ActionId.START);
    // Whoever kept when it came there would have kept a failure, too.
    return begun && activeflow.progress().arrivedAt().isEmpty() ? End.UNKNOWN : End.OUTSIDE;
  }
}
