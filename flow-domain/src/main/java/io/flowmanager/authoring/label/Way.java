package io.flowmanager.authoring.label;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ActionId;

/**
 * One of the ways on from an action.
 *
 * @param label when it is this one, e.g. "1", "yes" or "2 times"; empty where there is no other
 */
public record Way(Target target, String label) {
  public Way {
    requireNonNull(target, "target");
    requireNonNull(label, "label");
  }

  /** Where a way leads. */
  public sealed interface Target {
    /** To an action of the same list. */
    record Known(ActionId action) implements Target {
      public Known {
        requireNonNull(action, "action");
      }
    }

    /** To the end of the flow. */
    enum End implements Target {
      END
    }

    /**
     * To where nobody can say before it runs, or to an action that is not in the list.
     *
     * @param words what is said there instead
     */
    record Elsewhere(String words) implements Target {
      public Elsewhere {
        requireNonNull(words, "words");
      }
    }
  }
}
