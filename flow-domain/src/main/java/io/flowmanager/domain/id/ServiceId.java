package io.flowmanager.domain.id;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * Names a service that was started for an activeflow: an aicall, a conferencecall, a queuecall, …
 */
public record ServiceId(UUID value) {
  public static final ServiceId NONE = new ServiceId(new UUID(0, 0));

  public boolean isNone() {
    return equals(NONE);
  }

  public ServiceId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
