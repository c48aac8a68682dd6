package io.flowmanager.app.config;

/** Why there is no use in starting, for the operator. */
public final class StartException extends RuntimeException {
  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
