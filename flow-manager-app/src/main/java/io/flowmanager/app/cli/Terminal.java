package io.flowmanager.app.cli;

import java.util.Map;

/**
 * The terminal, or none, that output goes to.
 *
 * @param reads whether a person reads the output along
 * @param readsErrors whether a person reads what goes to stderr
 * @param shows whether it shows colours
 */
public record Terminal(boolean reads, boolean readsErrors, boolean shows) {
  /** Nobody reads along. */
  static final Terminal NONE = new Terminal(false, false, false);

  /** The terminal as the launcher tells: the JVM can't tell one stream from the other. */
  private static final String PROPERTY = "flowmanager.terminal";

  static Terminal ofThisProcess(Map<String, String> environment) {
    String streams = System.getProperty(PROPERTY, "");
    boolean reads = streams.contains("out");
    boolean colours =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Terminal(reads, streams.contains("err"), reads && colours);
  }
}
