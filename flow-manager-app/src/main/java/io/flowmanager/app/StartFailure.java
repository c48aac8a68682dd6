package io.flowmanager.app;

/** Why there is no use in starting, for the operator. */
public final class StartFailure extends RuntimeException {
  public StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
