package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.type.Category;
import io.flowmanager.domain.type.Decision;
import io.flowmanager.domain.type.Exit;
import io.flowmanager.domain.type.Outline;
import java.util.List;
import java.util.Optional;

/** The common part of all conditions: they hold and lead below, or do not and lead elsewhere. */
final class Condition {
  private static final String FALSE_TARGET = "false_target_id";

  private Condition() {}

  /** The outline of a condition, by what its type adds. */
  static <O> Outline<O> outline(Outline<O> usual) {
    return usual.of(Category.DECIDES).leading(Condition::exits);
  }

  private static List<Exit> exits(Options options) {
    return List.of(exit(true, Exit.Place.BELOW), exit(false, Exit.named(options, FALSE_TARGET)));
  }

  private static Exit exit(boolean holds, Exit.Target target) {
    return holds
        ? new Exit("yes", target, Exit.Cause.CONDITION_HELD)
        : new Exit("no", target, Exit.Cause.CONDITION_DID_NOT_HOLD);
  }

  /** The decision of a condition that its options alone tell. */
  static Optional<Decision> decided(String condition, boolean holds, Exit.To elsewhere) {
    return Optional.of(decision(condition, holds, elsewhere, false));
  }

  /**
   * The decision of a condition that something decided which was found then.
   *
   * @param found in words
   */
  static Optional<Decision> decided(
      String found, String condition, boolean holds, Exit.To elsewhere) {
    return Optional.of(decision(found + "; " + condition, holds, elsewhere, true));
  }

  private static Decision decision(String words, boolean holds, Exit.To elsewhere, boolean noted) {
    Exit exit = exit(holds, holds ? Exit.Place.BELOW : elsewhere);
    return new Decision(exit, "%s: %s".formatted(words, exit.name()), noted);
  }
}
