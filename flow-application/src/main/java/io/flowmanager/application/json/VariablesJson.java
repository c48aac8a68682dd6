package io.flowmanager.application.json;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.variable.Variables;

/** Variables: an object of texts by name. */
public final class VariablesJson {
  private VariablesJson() {}

  public static Json write(Variables variables) {
    var json = new JsonWriter();
    write(json, variables);
    return json.done();
  }

  static void write(JsonWriter json, Variables variables) {
    json.beginObject();
    variables.values().forEach((name, value) -> json.name(name).text(value));
    json.endObject();
  }

  /**
   * The variables in a text of our own, or of the original; null is none.
   *
   * @throws FlowException INVALID_REQUEST
   */
  public static Variables read(Json json) {
    return new Variables(Body.of("", JsonReader.OWN.read(json.utf8())).texts());
  }

  /** An activeflow's variables as they are answered: {@code {"id", "variables"}}. */
  public static Json resource(ActiveflowId activeflow, Variables variables) {
    var json = new JsonWriter();
    json.beginObject().name("id").id(activeflow.value());
    write(json.name("variables"), variables);
    return json.endObject().done();
  }
}
