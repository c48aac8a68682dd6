package io.flowmanager.authoring.explain;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.type.Exit;

/** Why an activeflow went on from an action where it did. */
public sealed interface Why {

  /** The evidence that a reason is concluded from. The names are contract. */
  enum Source {
    /** The action's options as they were when its turn came. */
    OPTIONS,
    /** The note made when the action was performed, or the time of that. */
    NOTE,
    /** The step that followed; the value that decided is not stored. */
    NEXT_STEP,
    /** The lists of actions that the activeflow is in now. */
    ACTIONS,
    /** Nothing that is stored tells. */
    NOTHING
  }

  /** The action below came next, or nothing is below. */
  record Below() implements Why {}

  /** The action says itself what comes next. */
  record NextId() implements Why {}

  /**
   * The action decided so.
   *
   * @param cause what its exit is taken for
   * @param words why, for a person
   */
  record Led(Exit.Cause cause, String words, Source source) implements Why {
    public Led {
      requireNonNull(cause, "cause");
      requireNonNull(words, "words");
      requireNonNull(source, "source");
    }
  }

  /** The action failed, which is nothing to end a flow for. */
  record Failed(String reason) implements Why {
    public Failed {
      requireNonNull(reason, "reason");
    }
  }

  /** Nobody knows the action's type, so it was not performed. */
  record UnknownType() implements Why {}

  /** The action was passed over: it needs something that is not there, such as a call. */
  record NotFitting() implements Why {}

  /** Other actions came in between: its own service's, another flow's, or pushed ones. */
  record CameBetween() implements Why {}

  /** Actions that had come in between were over. */
  record CameBack() implements Why {}

  /** It was among actions that are over, and no longer stored. */
  record Over() implements Why {}

  /** It led elsewhere than it says itself, as by a forward or the end of a service. */
  record NotStored() implements Why {}

  /** The evidence that it is concluded from. */
  default Source source() {
    return switch (this) {
      case Below below -> Source.ACTIONS;
      case NextId next -> Source.OPTIONS;
      case Led led -> led.source();
      case Failed failed -> Source.NOTE;
      case UnknownType unknown -> Source.OPTIONS;
      case NotFitting fitting -> Source.OPTIONS;
      case CameBetween between -> Source.ACTIONS;
      case CameBack back -> Source.ACTIONS;
      case Over over -> Source.NOTHING;
      case NotStored lost -> Source.NOTHING;
    };
  }

  /** For a person, in a few words. */
  default String words() {
    return switch (this) {
      case Below below -> "went on below";
      case NextId next -> "its next_id";
      case Led led -> led.words();
      case Failed failed -> "failed, which does not end a flow: " + failed.reason();
      case UnknownType unknown -> "passed over: nobody knows this type";
      case NotFitting fitting -> "passed over: there is nothing to perform it on";
      case CameBetween between -> "other actions came in between";
      case CameBack back -> "back from what came in between";
      case Over over -> "among actions that are over: not stored";
      case NotStored lost -> "led elsewhere from outside: not stored by what";
    };
  }
}
