package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

/**
 * The address that an activeflow's own events go to besides its customer's webhook. Read by the
 * webhook-manager.
 *
 * @param uri empty: nowhere
 * @param method "", "POST", "GET", "PUT" or "DELETE"; not checked here
 */
public record Webhook(String uri, String method) {
  public static final Webhook NONE = new Webhook("", "");

  public Webhook {
    requireNonNull(uri, "uri");
    requireNonNull(method, "method");
  }
}
