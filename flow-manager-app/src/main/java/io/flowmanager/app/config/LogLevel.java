package io.flowmanager.app.config;

/** From which level on something is logged. */
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG
}
