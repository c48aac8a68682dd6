package io.flowmanager.authoring.rehearse;

import static java.util.Objects.requireNonNull;

import io.flowmanager.authoring.label.Label;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.variable.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An action of a performance, with what came of it.
 *
 * @param at when it began, since the beginning of the performance
 * @param place where the action is
 * @param action the action, its placeholders filled in
 * @param label how a person calls it
 * @param speech the text that it speaks to the caller; empty where it speaks none
 * @param number its place in the flow's own list, 1 for the first; 0 for one that was pushed
 * @param before the variables when it began
 * @param after the variables when it was done
 * @param handedOver whether someone else performed it
 * @param exchanges what others were asked, in order
 * @param remark what the caller did meanwhile, or what became of it; may be empty
 * @param reason why it went on where it did, for a person
 */
public record Scene(
    Duration at,
    Place place,
    Action action,
    Label label,
    Optional<String> speech,
    int number,
    Variables before,
    Variables after,
    boolean handedOver,
    List<Exchange> exchanges,
    String remark,
    String reason) {
  public Scene {
    requireNonNull(at, "at");
    requireNonNull(place, "place");
    requireNonNull(action, "action");
    requireNonNull(label, "label");
    requireNonNull(speech, "speech");
    requireNonNull(before, "before");
    requireNonNull(after, "after");
    exchanges = List.copyOf(exchanges);
    requireNonNull(remark, "remark");
    requireNonNull(reason, "reason");
  }

  /** True if this is what a path calls {@code name}: its type, its id, or # and its number. */
  boolean isCalled(String name) {
    return name.equals(action.type())
        || name.equalsIgnoreCase(action.id().toString())
        || (number > 0 && name.equals("#" + number));
  }
}
