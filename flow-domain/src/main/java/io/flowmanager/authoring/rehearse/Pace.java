package io.flowmanager.authoring.rehearse;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.catalog.ActionCatalog;
import java.time.Duration;

/**
 * The time that actions take in a rehearsal. Nothing is measured here; it is enough that a
 * conversation takes longer than a sentence, and that conditions on the time see it pass.
 */
@FunctionalInterface
public interface Pace {
  /** From one digit to the next, for someone who is not in a hurry. */
  Duration A_DIGIT_DIALLED = Duration.ofMillis(500);

  /** The time until someone gives up on another service. */
  Duration TIME_OUT = Duration.ofSeconds(3);

  /**
   * The time that whoever was handed this action takes for it. Waiting for digits is not asked for
   * here.
   */
  Duration of(Action action);

  /** The pace that the actions' own types tell; none for those of no standard type. */
  Pace STANDARD = of(ActionCatalog.standard());

  /** The pace that the types of a catalog tell. */
  static Pace of(ActionCatalog catalog) {
    return action ->
        catalog
            .type(action.type())
            .map(type -> type.outline().duration(action.options()))
            .orElse(Duration.ZERO);
  }
}
