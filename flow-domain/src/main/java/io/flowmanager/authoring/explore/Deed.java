package io.flowmanager.authoring.explore;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ActionId;

/**
 * Something that a caller does, or another service, where they could have done something else.
 *
 * @param at the action that the activeflow stood on
 * @param what for a person: "dials 2"
 */
public record Deed(ActionId at, String what) {
  public Deed {
    requireNonNull(at, "at");
    requireNonNull(what, "what");
  }

  @Override
  public String toString() {
    return what;
  }
}
