package io.flowmanager.domain.id;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names one request, however often it is delivered. */
public record RequestId(UUID value) {
  /** A request that can't be told from others like it. */
  public static final RequestId NONE = new RequestId(new UUID(0, 0));

  public boolean isNone() {
    return equals(NONE);
  }

  public RequestId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
