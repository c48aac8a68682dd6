package io.flowmanager.app.conversation;

/** Things that a daemon does besides answering. */
enum Part {
  /** Requests to its peers. */
  REQUESTS("requests"),

  /** Requests over HTTP. */
  HTTP("http"),

  /** Webhooks of its customers, through the webhook-manager. */
  WEBHOOKS("webhooks"),

  /** Events that it publishes. */
  EVENTS("events");

  private final String key;

  Part(String key) {
    this.key = key;
  }

  /** Its name in a conversation's file. */
  String key() {
    return key;
  }
}
