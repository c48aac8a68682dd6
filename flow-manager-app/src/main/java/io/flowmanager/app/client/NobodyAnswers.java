package io.flowmanager.app.client;

/** There is no flow manager to talk to, or none that answers, for a person. */
public final class NobodyAnswers extends RuntimeException {
  public NobodyAnswers(String message) {
    super(message);
  }

  NobodyAnswers(String message, Throwable cause) {
    super(message, cause);
  }
}
