package io.flowmanager.domain.id;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names one action within a flow. */
public record ActionId(UUID value) {
  /** No action. */
  public static final ActionId NONE = reserved(0);

  /** The action on which every activeflow stands before its first action. */
  public static final ActionId START = reserved(1);

  /** The action on which an activeflow stands that has come to its end. */
  public static final ActionId FINISH = reserved(2);

  /** Kept free: a marker inside the original, never on the wire. */
  public static final ActionId NEXT = reserved(3);

  private static ActionId reserved(long number) {
    return new ActionId(new UUID(0, number));
  }

  public boolean isNone() {
    return equals(NONE);
  }

  /** True if it has a meaning of its own, so that no author may use it. */
  public boolean isReserved() {
    return value.getMostSignificantBits() == 0
        && value.getLeastSignificantBits() >= 0
        && value.getLeastSignificantBits() <= 3;
  }

  public ActionId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
