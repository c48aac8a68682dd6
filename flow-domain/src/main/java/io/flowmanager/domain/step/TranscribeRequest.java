package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;

/** A request to the transcribe-manager. */
public sealed interface TranscribeRequest<R> extends Request<R> {

  /**
   * Writes down what is said in a call, or was said in a recording.
   *
   * @param onEnd the flow to run when it is done; none: none
   * @param reference of type call or recording
   * @param language as in BCP 47; may be empty
   * @param direction "in", "out" or "both"
   * @param provider "gcp", "aws", or "" for no wish
   * @param webhook where the first version's authors want the text sent; not sent where empty
   */
  record StartTranscribe(
      CustomerId customer,
      ActiveflowId activeflow,
      FlowId onEnd,
      Reference reference,
      String language,
      String direction,
      String provider,
      Webhook webhook)
      implements TranscribeRequest<Done> {
    public StartTranscribe {
      requireNonNull(customer, "customer");
      requireNonNull(activeflow, "activeflow");
      requireNonNull(onEnd, "onEnd");
      requireNonNull(reference, "reference");
      requireNonNull(language, "language");
      requireNonNull(direction, "direction");
      requireNonNull(provider, "provider");
      requireNonNull(webhook, "webhook");
    }

    @Override
    public Done usualAnswer(Outside outside) {
      return Done.DONE;
    }
  }
}
