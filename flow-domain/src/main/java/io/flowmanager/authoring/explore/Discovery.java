package io.flowmanager.authoring.explore;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ActionId;
import java.util.List;

/**
 * A way that no author wants their callers to go.
 *
 * @param action where it leads
 * @param message what is wrong: expected …, but …
 * @param way the fewest steps that lead there, in order; empty: everyone gets there
 */
public record Discovery(Kind kind, ActionId action, String message, List<Deed> way) {

  /** Kinds of discoveries. The names are contract: adding one is free, renaming one is not. */
  public enum Kind {
    /** The flow fails, by no fault of another service. */
    DEAD_END,
    /** It goes round until the caller hangs up or a limit ends it. */
    ENDLESS_LOOP,
    /** It ends, or lets something be heard, without having taken the call. */
    NEVER_ANSWERS,
    /** It ends without a hangup. */
    NEVER_HANGS_UP
  }

  public Discovery {
    requireNonNull(kind, "kind");
    requireNonNull(action, "action");
    requireNonNull(message, "message");
    way = List.copyOf(way);
  }
}
