package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.variable.Variables;
import java.util.Optional;

/**
 * The part of an activeflow that goes on in one that it caused.
 *
 * @param variables what the new one carries, too
 * @param depth how many activeflows came before the parent in its chain; empty if nothing tells
 */
public record Inheritance(Variables variables, Optional<Integer> depth) {
  public Inheritance {
    requireNonNull(variables, "variables");
    requireNonNull(depth, "depth");
  }

  /** The place in the chain alone: what a parent passes on to one of another customer. */
  public Inheritance withoutVariables() {
    return new Inheritance(Variables.NONE, depth);
  }
}
