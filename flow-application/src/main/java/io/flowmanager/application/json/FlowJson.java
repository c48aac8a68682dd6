package io.flowmanager.application.json;

import io.flowmanager.domain.flow.Flow;

/** A flow. */
public final class FlowJson {
  private FlowJson() {}

  public static Json write(Flow flow) {
    return Json.of(flow.toString());
  }
}
