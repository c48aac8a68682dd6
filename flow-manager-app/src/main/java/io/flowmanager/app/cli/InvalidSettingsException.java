package io.flowmanager.app.cli;

import java.util.List;

/** All that is wrong with the settings, each for a person. */
final class InvalidSettingsException extends RuntimeException {
  InvalidSettingsException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
