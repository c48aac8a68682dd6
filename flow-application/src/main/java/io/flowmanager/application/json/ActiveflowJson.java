package io.flowmanager.application.json;

import io.flowmanager.domain.activeflow.Activeflow;

/** An activeflow. */
public final class ActiveflowJson {
  private ActiveflowJson() {}

  public static Json write(Activeflow activeflow) {
    return Json.of(activeflow.toString());
  }
}
