package io.flowmanager.domain.id;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names a customer, the tenant that owns flows and activeflows. */
public record CustomerId(UUID value) {
  public static final CustomerId NONE = new CustomerId(new UUID(0, 0));

  public boolean isNone() {
    return equals(NONE);
  }

  public CustomerId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
