package io.flowmanager.authoring.check;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.type.ActionType;
import java.util.Optional;

/**
 * An action being looked at.
 *
 * @param at where it is
 * @param given as its author wrote it
 * @param today in today's words, with an id; as given where that is not possible
 * @param type empty if authors have no such type
 */
record Draft(int index, Pointer at, Action given, Action today, Optional<ActionType<?>> type) {
  Draft {
    requireNonNull(at, "at");
    requireNonNull(given, "given");
    requireNonNull(today, "today");
    requireNonNull(type, "type");
  }

  ActionId id() {
    return today.id();
  }

  Options options() {
    return today.options();
  }

  Pointer option() {
    return at.to("option");
  }

  /** An option's place: the author's, or that of all options where it is under another name. */
  Pointer option(String name) {
    String written = given.options().nameOf(name);
    return given.options().members().values().containsKey(written)
        ? option().to(written)
        : option();
  }

  Draft with(Action otherToday) {
    return new Draft(index, at, given, otherToday, type);
  }
}
