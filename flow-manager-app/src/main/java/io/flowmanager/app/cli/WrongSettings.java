package io.flowmanager.app.cli;

import java.util.List;

/** All that is wrong with the settings, each for a person. */
final class WrongSettings extends RuntimeException {
  WrongSettings(List<String> problems) {
    super(String.join("\n", problems));
  }
}
