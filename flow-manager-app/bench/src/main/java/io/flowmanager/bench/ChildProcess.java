package io.flowmanager.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that is measured. What it says goes to a file. */
final class ChildProcess implements AutoCloseable {
  /** Set by the launcher: itself. */
  private static final String LAUNCHER = "FLOW_MANAGER_LAUNCHER";

  /** More than the daemon takes at most. */
  private static final long END_WAIT_MAX_S = 30;

  private static final int LAST_WORDS_MAX = 2000;

  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** The daemon, as the launcher starts it, or as this process was started where there is none. */
  static ChildProcess daemon(List<String> flags, Map<String, String> environment) {
    String launcher = System.getenv(LAUNCHER);
    List<String> command =
        launcher == null ? java("io.flowmanager.app.Main") : new ArrayList<>(List.of(launcher));
    command.addAll(flags);
    return start("daemon", command, environment);
  }

  /** Another main class of ours, in a JVM like this one. */
  static ChildProcess ofClass(
      Class<?> main, List<String> arguments, Map<String, String> environment) {
    List<String> command = java(main.getName());
    command.addAll(arguments);
    return start(main.getSimpleName(), command, environment);
  }

  private static List<String> java(String main) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    return command;
  }

  private static ChildProcess start(
      String name, List<String> command, Map<String, String> environment) {
    try {
      Path log = Files.createTempFile("flow-manager-bench-" + name, ".log");
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(log.toFile());
      builder.environment().remove(LAUNCHER);
      builder.environment().putAll(environment);
      return new ChildProcess(builder.start(), log);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * Nothing, while it lives.
   *
   * @throws IllegalStateException with its last words if it ended
   */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "Expected the measured process to live, but it ended with %d: %s"
              .formatted(process.exitValue(), lastWords()));
    }
  }

  /** The end of what it said. */
  String lastWords() {
    try {
      String words = Files.readString(log);
      return words.substring(Math.max(0, words.length() - LAST_WORDS_MAX)).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Asks it to end, and waits until it has. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(END_WAIT_MAX_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException hurry) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(log);
  }
}
