package io.flowmanager.application.event;

/** Kinds of events that the world is told of. */
public enum EventType {
  FLOW_CREATED("flow_created", false),
  FLOW_UPDATED("flow_updated", false),
  FLOW_DELETED("flow_deleted", false),
  ACTIVEFLOW_CREATED("activeflow_created", true),
  ACTIVEFLOW_UPDATED("activeflow_updated", true),
  ACTIVEFLOW_DELETED("activeflow_deleted", true);

  private final String wireName;
  private final boolean ofActiveflow;

  EventType(String wireName, boolean ofActiveflow) {
    this.wireName = wireName;
    this.ofActiveflow = ofActiveflow;
  }

  public String wireName() {
    return wireName;
  }

  /** True if it tells of an activeflow; else of a flow. */
  public boolean isOfActiveflow() {
    return ofActiveflow;
  }

  /** The type of this name; only names that were stored by us are asked for. */
  public static EventType of(String wireName) {
    for (EventType type : values()) {
      if (type.wireName.equals(wireName)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "Expected the name of an event type, but it is \"%s\"".formatted(wireName));
  }
}
