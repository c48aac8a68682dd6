package io.flowmanager.mysql.server;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** A kind of trouble with the database, in words that tell an operator what to look at. */
enum Trouble {
  /** A replica, a primary that was demoted, or a node that lost the others of its cluster. */
  READ_ONLY(
      Ends.BY_A_WRITE,
      "The database takes no writes: it is read-only",
      "Expected the database to take writes, but it is read-only; nothing was kept"),

  DISK_FULL(
      Ends.BY_A_WRITE,
      "The database takes no writes: its disk is full",
      "Expected the database to have room for a change, but its disk is full; nothing was kept"),

  TOO_MANY_CONNECTIONS(
      Ends.BY_AN_ANSWER,
      "The database takes no more connections",
      "Expected the database to take another connection, but it has too many"),

  /** Ours are all in use, which is no trouble of the server's by itself. */
  ALL_IN_USE(
      Ends.BY_AN_ANSWER,
      "The database is asked more than it answers: all connections to it are in use",
      "Expected a connection to the database to be free in time, but all were in use"),

  LOCKED(
      Ends.BY_A_WRITE,
      "Rows of the database are locked by others for long",
      "Expected a row of the database to be free in time, but another transaction held it"),

  AWAY(
      Ends.BY_AN_ANSWER,
      "The database does not answer",
      "Expected the database to answer, but it did not; whether a change was kept is unknown"),

  /** Of one change, not of the server: it is told of again where it has not been for a while. */
  TOO_LARGE(
      Ends.BY_TIME,
      "The database refuses changes that are too large for it",
      "Expected a change that the database can take at once, but it is too large");

  /** The quiet time after which a success is the end of a trouble, and no interlude. */
  static final Duration QUIET = Duration.ofSeconds(1);

  /** The time after which {@link Ends#BY_TIME} is over. */
  static final Duration FORGOTTEN = Duration.ofMinutes(1);

  /** The sign that a kind of trouble is over. */
  enum Ends {
    BY_AN_ANSWER,
    BY_A_WRITE,
    BY_TIME
  }

  private final Ends ends;
  private final String state;
  private final String expectation;

  Trouble(Ends ends, String state, String expectation) {
    this.ends = requireNonNull(ends, "ends");
    this.state = state;
    this.expectation = expectation;
  }

  Ends ends() {
    return ends;
  }

  /** For the log: a sentence without its full stop. */
  String state() {
    return state;
  }

  /** For a caller: "Expected …, but …". */
  String expectation() {
    return expectation;
  }

  /** True if callers can't be served while it lasts, whoever asks for whatever. */
  boolean isOfServer() {
    return switch (this) {
      case READ_ONLY, DISK_FULL, TOO_MANY_CONNECTIONS, AWAY -> true;
      case ALL_IN_USE, LOCKED, TOO_LARGE -> false;
    };
  }
}
