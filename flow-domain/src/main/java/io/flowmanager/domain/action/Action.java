package io.flowmanager.domain.action;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ActionId;
import java.time.Instant;
import java.util.Optional;

/**
 * A step of a flow, as it is stored: not yet read, its placeholders not yet filled in.
 *
 * @param id none only before an author's action has been accepted
 * @param next where to go on, instead of the action below; none: below
 * @param type the type's name; empty for the pseudo actions start and finish
 * @param executedAt when its performer says that it was performed; kept, never used
 */
public record Action(
    ActionId id, ActionId next, String type, Options options, Optional<Instant> executedAt) {
  public static final Action START = pseudo(ActionId.START);
  public static final Action FINISH = pseudo(ActionId.FINISH);

  /** The answer to a caller who has to wait. */
  public static final Action NONE = pseudo(ActionId.NONE);

  /** Two ids, a type, and their names. */
  private static final int WITHOUT_OPTIONS = 128;

  public Action {
    requireNonNull(id, "id");
    requireNonNull(next, "next");
    requireNonNull(type, "type");
    requireNonNull(options, "options");
    requireNonNull(executedAt, "executedAt");
  }

  public static Action of(ActionId id, String type, Options options) {
    return new Action(id, ActionId.NONE, type, options, Optional.empty());
  }

  /** An action without an id; whoever accepts it gives it one. */
  public static Action of(String type, Options options) {
    return of(ActionId.NONE, type, options);
  }

  static Action read(Options options) {
    return new Action(
        options.optionalId("id", ActionId::new),
        options.optionalId("next_id", ActionId::new),
        options.text("type"),
        options.object("option"),
        options.time("tm_execute"));
  }

  private static Action pseudo(ActionId id) {
    return of(id, "", Options.NONE);
  }

  /** True of the end of the flow. A stop pushes one. */
  public boolean isFinish() {
    return id.equals(ActionId.FINISH);
  }

  /** Its length as text in characters, about. */
  public long length() {
    return WITHOUT_OPTIONS + options.members().length();
  }

  public Action with(ActionId otherId) {
    return new Action(otherId, next, type, options, executedAt);
  }

  public Action with(Options otherOptions) {
    return new Action(id, next, type, otherOptions, executedAt);
  }

  public Action withType(String otherType) {
    return new Action(id, next, otherType, options, executedAt);
  }
}
