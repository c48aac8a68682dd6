package io.flowmanager.application.activeflow;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.Change;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;

/**
 * The memory that changes of activeflows take until they are kept: how much that is, by the length
 * of their texts, and the wait for it. Ordinary changes are short, and wait for nothing.
 */
final class ChangeMemory {
  /**
   * The bytes that a character of a text that a change fills in takes until it is kept, about:
   * filled in, as JSON of its step and of what is told, and as what is sent.
   */
  private static final int PER_CHARACTER = 12;

  /**
   * The bytes that a character of an activeflow takes that is written and answered with as a whole,
   * about: as the store weighs one that it reads.
   */
  private static final int PER_CHARACTER_OF_ALL = 8;

  /** The owner of memory for what a change fills in, whichever activeflow's it is. */
  private enum Part {
    CHANGE
  }

  private final MemoryLimiter memory;

  ChangeMemory(MemoryLimiter memory) {
    this.memory = memory;
  }

  /** The texts of the actions that an activeflow comes to, in characters. */
  static long length(Change change) {
    return DomainEvent.length(change.events());
  }

  /**
   * The texts that a change of an activeflow may write anew, in characters. The steps it has left
   * are written once, and copied from then on.
   */
  static long length(Activeflow activeflow) {
    return activeflow.variables().length() + activeflow.cursor().action().length();
  }

  /** All texts of an activeflow, in characters. */
  static long lengthOfAll(Activeflow activeflow) {
    return length(activeflow) + activeflow.stacks().length() + activeflow.progress().length();
  }

  /**
   * Waits for the memory that a change with texts of this length takes.
   *
   * @throws FlowException OVERLOADED
   */
  void need(long length) {
    memory.need(Part.CHANGE, PER_CHARACTER * length);
  }

  /**
   * Waits for the memory that it takes to write an activeflow and to answer with it as a whole.
   *
   * @throws FlowException OVERLOADED
   */
  void needForAll(Activeflow activeflow) {
    needForAll(activeflow, lengthOfAll(activeflow));
  }

  private void needForAll(Activeflow activeflow, long length) {
    if (length > MemoryLimiter.SMALL_MAX) {
      // Of one that was read just now there is already: it is the same.
      memory.need(activeflow.id(), PER_CHARACTER_OF_ALL * length);
    }
  }

  /**
   * Waits for the memory that it takes to write what is new in a change. An ordinary step, which
   * neither changes stacks nor sets variables, has nothing counted here.
   *
   * @throws FlowException OVERLOADED
   */
  @SuppressWarnings("ReferenceEquality") // what is the same is not written; what is equal may be
  void needFor(Change change) {
    Activeflow before = change.before().value();
    Activeflow after = change.after();
    if (after.stacks() != before.stacks()) {
      needForAll(after, after.stacks().length());
    }
    if (after.variables() != before.variables()) {
      long length = after.variables().length();
      if (length > MemoryLimiter.SMALL_MAX) {
        need(length);
      }
    }
  }
}
