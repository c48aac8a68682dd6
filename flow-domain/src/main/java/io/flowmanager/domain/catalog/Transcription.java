package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.TranscribeRequest.StartTranscribe;
import io.flowmanager.domain.type.OptionDescription;

/**
 * The way that words are to be written down, as both types say that do it.
 *
 * @param language as in BCP 47; may be empty
 * @param onEnd the flow to run when it is done; none: none
 * @param provider "gcp", "aws", or "" for no wish
 * @param direction "in", "out" or "both"
 * @param webhook where the first version's authors want it sent
 */
record Transcription(
    String language, FlowId onEnd, String provider, String direction, Webhook webhook) {

  static OptionDescription[] options() {
    return new OptionDescription[] {
      option("language", TEXT, "The language spoken, as in BCP 47."),
      option("on_end_flow_id", ID, "The flow to run with what was written down."),
      option("provider", TEXT, "Who writes it down.").oneOf("", "gcp", "aws"),
      option("direction", TEXT, "Whose words: those that come in, go out, or both.")
          .oneOf("in", "out", "both")
          .otherwise("both"),
      option("webhook_uri", TEXT, "Where what was written down is sent.").ofTheFirstVersion(),
      option("webhook_method", TEXT, "The HTTP method for webhook_uri.").ofTheFirstVersion()
    };
  }

  static Transcription read(Options options) {
    return new Transcription(
        options.text("language"),
        options.optionalId("on_end_flow_id", FlowId::new),
        options.text("provider"),
        options.text("direction", "both"),
        new Webhook(options.text("webhook_uri"), options.text("webhook_method")));
  }

  StartTranscribe of(Reference reference, Execution execution) {
    return new StartTranscribe(
        execution.customer(),
        execution.activeflow().id(),
        onEnd,
        reference,
        language,
        direction,
        provider,
        webhook);
  }
}
