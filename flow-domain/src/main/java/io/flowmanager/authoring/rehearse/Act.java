package io.flowmanager.authoring.rehearse;

import static java.util.Objects.requireNonNull;

/** Something that the caller, or whoever else the flow runs for, does when it is their turn. */
public sealed interface Act {

  /** Dials at a prompt. What the prompt does not wait for is dialled at the next one. */
  record Dials(String digits) implements Act {
    public Dials {
      requireNonNull(digits, "digits");
      if (!digits.matches("[0-9A-D#*]+")) {
        throw new IllegalArgumentException(
            "Expected digits, each one of 0 to 9, A to D, # and *, but they are \"%s\""
                .formatted(digits));
      }
    }

    @Override
    public String toString() {
      return "dials " + digits;
    }
  }

  /** Lets a prompt pass. Who has nothing left to do does this, too. */
  record SaysNothing() implements Act {
    @Override
    public String toString() {
      return "says nothing";
    }
  }

  /** Hangs up at a prompt. */
  record HangsUp() implements Act {
    @Override
    public String toString() {
      return "hangs up";
    }
  }

  /** Lets a flow go on that waits at a block. */
  record Continues() implements Act {
    @Override
    public String toString() {
      return "continues the flow";
    }
  }
}
