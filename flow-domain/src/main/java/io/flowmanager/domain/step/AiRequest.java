package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.AssistanceId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ReferenceId;

/** A request to the ai-manager. */
public sealed interface AiRequest<R> extends Request<R> {

  /**
   * Who assists.
   *
   * @param type "ai" or "team"
   */
  record Assistance(String type, AssistanceId id) {
    public Assistance {
      requireNonNull(type, "type");
      requireNonNull(id, "id");
    }
  }

  /**
   * Lets an AI talk to whom the activeflow runs for.
   *
   * @param reference of type call or conversation
   */
  record StartAicall(Assistance assistance, ActiveflowId activeflow, Reference reference)
      implements AiRequest<StartedService> {
    public StartAicall {
      requireNonNull(assistance, "assistance");
      requireNonNull(activeflow, "activeflow");
      requireNonNull(reference, "reference");
    }

    @Override
    public StartedService usualAnswer(Outside outside) {
      return outside.started(
          "aicall", reference.type() == ReferenceType.CALL ? "confbridge_join" : "block");
    }
  }

  /** Lets an AI work on something with nobody to talk to. */
  record StartTask(Assistance assistance, ActiveflowId activeflow)
      implements AiRequest<StartedService> {
    public StartTask {
      requireNonNull(assistance, "assistance");
      requireNonNull(activeflow, "activeflow");
    }

    @Override
    public StartedService usualAnswer(Outside outside) {
      return outside.started("aicall", "block");
    }
  }

  /**
   * Lets an AI sum up what was said.
   *
   * @param onEnd the flow to run with the summary; none: none
   * @param referenceType "call", "conference", "transcribe" or "recording": what is summed up
   * @param language as in BCP 47; empty: the AI's choice
   */
  record StartSummary(
      CustomerId customer,
      ActiveflowId activeflow,
      FlowId onEnd,
      String referenceType,
      ReferenceId reference,
      String language)
      implements AiRequest<StartedService> {
    public StartSummary {
      requireNonNull(customer, "customer");
      requireNonNull(activeflow, "activeflow");
      requireNonNull(onEnd, "onEnd");
      requireNonNull(referenceType, "referenceType");
      requireNonNull(reference, "reference");
      requireNonNull(language, "language");
    }

    @Override
    public StartedService usualAnswer(Outside outside) {
      return outside.started("ai_summary", "");
    }
  }
}
