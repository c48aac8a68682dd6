package io.flowmanager.app.config;

/** What a line of the log looks like. */
public enum LogFormat {
  /** For people. */
  TEXT,
  /** One object a line, for collectors. */
  JSON
}
