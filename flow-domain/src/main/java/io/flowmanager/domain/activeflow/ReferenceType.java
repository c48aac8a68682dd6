package io.flowmanager.domain.activeflow;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The kinds of things that an activeflow can run for, and the medium that each brings. */
public enum ReferenceType {
  /** Nothing: only actions that need no medium run. */
  NONE("", Medium.ANY),
  CALL("call", Medium.REALTIME),
  AI("ai", Medium.NON_REALTIME),
  API("api", Medium.NON_REALTIME),
  CAMPAIGN("campaign", Medium.NON_REALTIME),
  CONVERSATION("conversation", Medium.NON_REALTIME),
  RECORDING("recording", Medium.NON_REALTIME),
  TRANSCRIBE("transcribe", Medium.NON_REALTIME),
  WEBCHAT("webchat", Medium.NON_REALTIME);

  private final String wireName;
  private final Medium medium;

  ReferenceType(String wireName, Medium medium) {
    this.wireName = wireName;
    this.medium = medium;
  }

  public String wireName() {
    return wireName;
  }

  /** The medium that is there; {@link Medium#ANY} for nothing. */
  public Medium medium() {
    return medium;
  }

  /**
   * The type of this name.
   *
   * @throws FlowException INVALID_REFERENCE_TYPE
   */
  public static ReferenceType of(String name) {
    for (ReferenceType type : values()) {
      if (type.wireName.equals(name)) {
        return type;
      }
    }
    throw new FlowException(
        Reason.INVALID_REFERENCE_TYPE,
        "Expected reference_type to be one of %s or empty, but it is \"%s\""
            .formatted(
                Arrays.stream(values())
                    .map(ReferenceType::wireName)
                    .filter(known -> !known.isEmpty())
                    .collect(Collectors.joining(", ")),
                name));
  }
}
