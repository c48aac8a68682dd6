package io.flowmanager.app.cli;

/** A value that a command can't work with, for whoever typed it. */
final class WrongArgument extends RuntimeException {
  WrongArgument(String message) {
    super(message);
  }
}
