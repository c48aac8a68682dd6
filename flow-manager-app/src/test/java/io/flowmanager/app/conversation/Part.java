package io.flowmanager.app.conversation;

/** What a daemon does besides answering. */
enum Part {
  /** What it asks its peers. */
  REQUESTS("requests"),

  /** What it fetches over HTTP. */
  HTTP("http"),

  /** What it sends to its customers, through the webhook-manager. */
  WEBHOOKS("webhooks"),

  /** What it publishes. */
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
