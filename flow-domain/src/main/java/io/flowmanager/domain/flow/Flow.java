package io.flowmanager.domain.flow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.DirectId;
import io.flowmanager.domain.id.FlowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stored template: actions in order, and what callers call them.
 *
 * <p>What runs is a copy, taken when an activeflow starts; changing a flow changes none of those.
 *
 * @param type what it is for, e.g. "flow", "conference", "queue", "campaign", "transfer" or "";
 *     free text
 * @param persistent false for a temporary flow, which is never listed and goes after 24 hours
 * @param onComplete the flow to run when an activeflow of this one ends; none: none
 */
public record Flow(
    FlowId id,
    CustomerId customer,
    String type,
    Label label,
    boolean persistent,
    List<Action> actions,
    Direct direct,
    FlowId onComplete,
    Legacy legacy,
    Times times) {

  /** The type whose persistent flows get a {@link Direct}. */
  public static final String TYPE_FLOW = "flow";

  public Flow {
    requireNonNull(id, "id");
    requireNonNull(customer, "customer");
    requireNonNull(type, "type");
    requireNonNull(label, "label");
    actions = List.copyOf(actions);
    requireNonNull(direct, "direct");
    requireNonNull(onComplete, "onComplete");
    requireNonNull(legacy, "legacy");
    requireNonNull(times, "times");
  }

  /** The name and the description that people gave it. Both may be empty. */
  public record Label(String name, String detail) {
    public static final Label NONE = new Label("", "");
  }

  /** Its record at the direct-manager, by which it can be reached from outside. */
  public record Direct(DirectId id, String hash) {
    public static final Direct NONE = new Direct(DirectId.NONE, "");

    public boolean isNone() {
      return id.isNone();
    }
  }

  /**
   * The members by which the first version's callers know flows.
   *
   * @param userId the owner before customers had ids; 0: none
   * @param webhookUri where activeflows of this flow send their events; empty: nowhere
   */
  public record Legacy(long userId, String webhookUri) {
    public static final Legacy NONE = new Legacy(0, "");
  }

  /** When it was created, changed and deleted, to the microsecond. */
  public record Times(Instant created, Optional<Instant> updated, Optional<Instant> deleted) {
    public static Times createdAt(Instant now) {
      return new Times(now, Optional.empty(), Optional.empty());
    }

    public Times updatedAt(Instant now) {
      return new Times(created, Optional.of(now), deleted);
    }

    public Times deletedAt(Instant now) {
      return new Times(created, Optional.of(now), Optional.of(now));
    }
  }

  public boolean isDeleted() {
    return times.deleted().isPresent();
  }

  /** The action with this id, if there is one. */
  public Optional<Action> action(ActionId wanted) {
    return actions.stream().filter(action -> action.id().equals(wanted)).findFirst();
  }

  /** This with other contents; all of them are replaced. */
  public Flow replaced(
      Label otherLabel,
      List<Action> otherActions,
      FlowId otherOnComplete,
      Legacy otherLegacy,
      Instant now) {
    return new Flow(
        id,
        customer,
        type,
        otherLabel,
        persistent,
        otherActions,
        direct,
        otherOnComplete,
        otherLegacy,
        times.updatedAt(now));
  }

  public Flow with(List<Action> otherActions, Instant now) {
    return replaced(label, otherActions, onComplete, legacy, now);
  }

  public Flow with(Direct otherDirect, Instant now) {
    return new Flow(
        id,
        customer,
        type,
        label,
        persistent,
        actions,
        otherDirect,
        onComplete,
        legacy,
        times.updatedAt(now));
  }

  public Flow deleted(Instant now) {
    return new Flow(
        id,
        customer,
        type,
        label,
        persistent,
        actions,
        direct,
        onComplete,
        legacy,
        times.deletedAt(now));
  }
}
