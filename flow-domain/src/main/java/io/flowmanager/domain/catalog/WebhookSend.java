package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.FLAG;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.Role.JSON;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.step.WebhookRequest.SendWebhook;
import io.flowmanager.domain.type.ActionType;

/**
 * Sends data to an address of the author's choice.
 *
 * @param data JSON as it stands, or any other text, which goes as one JSON string
 * @param sync whether the flow waits until it has been accepted
 */
record WebhookSend(String uri, String method, String dataType, String data, boolean sync) {

  public static final ActionType<WebhookSend> TYPE =
      ActionType.performed("webhook_send", Medium.ANY, WebhookSend::read, WebhookSend::begin)
          .dispatchedTo("webhook-manager")
          .carryingOnWhenItFails()
          .described(
              "Sends data to an address of the author's choice.",
              option("uri", TEXT, "The address.").mandatory(),
              option("method", TEXT, "The HTTP method.")
                  .oneOf("POST", "GET", "PUT", "DELETE")
                  .mandatory(),
              option("data_type", TEXT, "What the data is, e.g. application/json."),
              option(
                      "data",
                      TEXT,
                      "JSON as it stands, and what is filled into its strings as JSON writes it;"
                          + " any other text goes as one JSON string.")
                  .as(JSON),
              option("sync", FLAG, "Whether the flow waits until it has been accepted."));

  private static WebhookSend read(Options options) {
    return new WebhookSend(
        options.text("uri"),
        options.text("method"),
        options.text("data_type"),
        options.text("data"),
        options.flag("sync"));
  }

  private Step begin(Execution execution) {
    var request = new SendWebhook(execution.customer(), uri, method, dataType, data);
    return sync ? Step.ask(request) : Step.tell(request);
  }
}
