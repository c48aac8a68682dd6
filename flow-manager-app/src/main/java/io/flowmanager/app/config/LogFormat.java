package io.flowmanager.app.config;

/** Formats of the log's lines. */
public enum LogFormat {
  /** For people. */
  TEXT,
  /** An object a line, for collectors. */
  JSON
}
