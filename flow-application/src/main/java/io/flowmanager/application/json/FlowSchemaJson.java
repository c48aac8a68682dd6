package io.flowmanager.application.json;

import io.flowmanager.authoring.schema.FlowSchema;
import io.flowmanager.domain.catalog.ActionCatalog;

/** The JSON Schema of flows, as editors and validators read it. */
public final class FlowSchemaJson {
  private static final Json STANDARD = ValueJson.write(FlowSchema.of(ActionCatalog.standard()));

  private FlowSchemaJson() {}

  /** That of the flows that are run here. */
  public static Json write() {
    return STANDARD;
  }
}
