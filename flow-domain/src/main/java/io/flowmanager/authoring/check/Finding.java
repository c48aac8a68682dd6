package io.flowmanager.authoring.check;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ActionId;

/**
 * Something that is wrong with a flow.
 *
 * @param pointer where, as in RFC 6901, from the object that holds the actions: {@code
 *     /actions/3/option/target_id}; what is missing has the pointer of what it should be in
 * @param action the action's id; none: it has none, or it is of no action
 * @param message what is wrong: expected …, but …
 * @param hint what to do about it
 */
public record Finding(Code code, String pointer, ActionId action, String message, String hint) {
  public Finding {
    requireNonNull(code, "code");
    requireNonNull(pointer, "pointer");
    requireNonNull(action, "action");
    requireNonNull(message, "message");
    requireNonNull(hint, "hint");
  }

  public Severity severity() {
    return code.severity();
  }

  public boolean isError() {
    return severity() == Severity.ERROR;
  }
}
