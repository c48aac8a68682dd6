package io.flowmanager.rabbitmq.routes;

import io.flowmanager.application.json.ValueJson;
import io.flowmanager.application.json.VariablesJson;
import io.flowmanager.application.variable.DeleteVariable;
import io.flowmanager.application.variable.GetVariables;
import io.flowmanager.application.variable.SetVariables;
import io.flowmanager.application.variable.SubstituteText;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.rabbitmq.inbound.Answer;
import jakarta.inject.Inject;

/** Reads requests about variables, and writes their answers. */
public final class VariableRoutes {
  private final GetVariables getVariables;
  private final SetVariables setVariables;
  private final DeleteVariable deleteVariable;
  private final SubstituteText substituteText;

  @Inject
  public VariableRoutes(
      GetVariables getVariables,
      SetVariables setVariables,
      DeleteVariable deleteVariable,
      SubstituteText substituteText) {
    this.getVariables = getVariables;
    this.setVariables = setVariables;
    this.deleteVariable = deleteVariable;
    this.substituteText = substituteText;
  }

  Answer get(Arguments arguments) {
    ActiveflowId id = activeflow(arguments);
    return Answer.of(VariablesJson.resource(id, getVariables.get(id)));
  }

  Answer set(Arguments arguments) {
    setVariables.set(
        activeflow(arguments), arguments.body().texts("variables"), arguments.arrival());
    return Answer.DONE;
  }

  Answer delete(Arguments arguments) {
    deleteVariable.delete(activeflow(arguments), arguments.rest(), arguments.arrival());
    return Answer.DONE;
  }

  Answer substitute(Arguments arguments) {
    String filledIn = substituteText.fillIn(activeflow(arguments), arguments.body().text("data"));
    return Answer.of(ValueJson.write(Members.EMPTY.with("data", new Text(filledIn))));
  }

  private static ActiveflowId activeflow(Arguments arguments) {
    return arguments.id(0, ActiveflowId::new);
  }
}
