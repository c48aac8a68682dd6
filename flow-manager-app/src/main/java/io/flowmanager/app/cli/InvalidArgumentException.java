package io.flowmanager.app.cli;

/** A value that a command can't work with, for whoever typed it. */
final class InvalidArgumentException extends RuntimeException {
  InvalidArgumentException(String message) {
    super(message);
  }
}
