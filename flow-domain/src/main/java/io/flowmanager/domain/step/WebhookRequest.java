package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.CustomerId;

/** A request to the webhook-manager. */
public sealed interface WebhookRequest<R> extends Request<R> {

  /**
   * Sends data to an address of the author's choice.
   *
   * @param dataType e.g. "application/json"; may be empty
   * @param data JSON as it stands; what is none goes as one JSON string, an empty text too
   */
  record SendWebhook(CustomerId customer, String uri, String method, String dataType, String data)
      implements WebhookRequest<Done> {
    public SendWebhook {
      requireNonNull(customer, "customer");
      requireNonNull(uri, "uri");
      requireNonNull(method, "method");
      requireNonNull(dataType, "dataType");
      requireNonNull(data, "data");
    }

    @Override
    public Done usualAnswer(Outside outside) {
      return Done.DONE;
    }
  }
}
