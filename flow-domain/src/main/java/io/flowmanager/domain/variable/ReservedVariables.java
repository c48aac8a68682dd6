package io.flowmanager.domain.variable;

/**
 * The names that belong to the platform, and those among them that the flow manager sets itself.
 */
public final class ReservedVariables {
  /** No caller may bring a variable along whose name starts like this, in any case. */
  public static final String PREFIX = "voipbin.";

  public static final String ACTIVEFLOW_ID = "voipbin.activeflow.id";
  public static final String REFERENCE_TYPE = "voipbin.activeflow.reference_type";
  public static final String REFERENCE_ID = "voipbin.activeflow.reference_id";
  public static final String REFERENCE_ACTIVEFLOW_ID = "voipbin.activeflow.reference_activeflow_id";
  public static final String FLOW_ID = "voipbin.activeflow.flow_id";

  /** The number of activeflows that came before this one in a chain: "0" for the first. */
  public static final String COMPLETE_COUNT = "voipbin.activeflow.complete_count";

  /**
   * Never stored: the call's or conversation's public representation as JSON, asked for when
   * needed.
   */
  public static final String REFERENCE_DATA = "voipbin.flow.reference_data";

  /** The digits that the caller has dialled. Set by the call-manager, read by branch. */
  public static final String CALL_DIGITS = "voipbin.call.digits";

  private ReservedVariables() {}
}
