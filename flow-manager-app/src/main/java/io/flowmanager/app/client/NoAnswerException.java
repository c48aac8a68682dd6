package io.flowmanager.app.client;

/** There is no flow manager to talk to, or none that answers, for a person. */
public final class NoAnswerException extends RuntimeException {
  public NoAnswerException(String message) {
    super(message);
  }

  NoAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
