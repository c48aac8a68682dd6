package io.flowmanager.mysql;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jooq.exception.DataAccessException;

/** What a failure of the server means to the one who asked. */
final class StoreFailure {
  /** SQLSTATE classes of statements that can never work: our bug, whatever the server is up to. */
  private static final Set<String> OUR_BUGS = Set.of("0A", "21", "22", "23", "42");

  /** MySQL's and MariaDB's numbers; Source: their error references. */
  private static final int TOO_MANY_CONNECTIONS = 1040;

  private static final int SHUTTING_DOWN = 1053;
  private static final int DUPLICATE = 1062;
  private static final int LOCK_WAIT_TIMEOUT = 1205;
  private static final int DEADLOCK = 1213;
  private static final int QUERY_INTERRUPTED = 1317;
  private static final int TEXT_TOO_LONG = 1406;
  private static final int OUT_OF_RANGE = 1690;
  private static final int CONNECTION_KILLED = 1927;

  /** MariaDB: the row was changed since the transaction began to look. */
  private static final int CHANGED_SINCE_READ = 1020;

  private StoreFailure() {}

  /**
   * Nothing was kept, and it may well be the next time: the server gave up on this transaction to
   * let another one go on, or it was together with others, one of which may be to blame.
   */
  static boolean isWorthRepeating(SQLException failure) {
    int code = failure.getErrorCode();
    return code == DEADLOCK
        || code == CHANGED_SINCE_READ
        || (failure instanceof GroupFailure && !isNoConnection(failure));
  }

  /** The connection broke, so that nobody knows how far the server came. */
  static boolean isLostConnection(SQLException failure) {
    int code = failure.getErrorCode();
    String state = stateOf(failure);
    return state.startsWith("08")
        || code == SHUTTING_DOWN
        || code == CONNECTION_KILLED
        || isInstance(failure, SQLRecoverableException.class)
        || isInstance(failure, SQLNonTransientConnectionException.class);
  }

  /** There was no connection to be had, so that nothing can have happened. */
  static boolean isNoConnection(SQLException failure) {
    return isInstance(failure, SQLTransientConnectionException.class)
        || failure.getErrorCode() == TOO_MANY_CONNECTIONS;
  }

  /** A row that was to get its {@link NextVersion} has another one by now. */
  static boolean isOtherVersion(SQLException failure) {
    return failure.getErrorCode() == OUT_OF_RANGE;
  }

  static boolean isDuplicate(SQLException failure) {
    return failure.getErrorCode() == DUPLICATE;
  }

  /** What is thrown in its place. */
  static RuntimeException of(SQLException failure) {
    int code = failure.getErrorCode();
    if (code == TEXT_TOO_LONG) {
      return new FlowException(
          Reason.INVALID_REQUEST,
          "Expected every text to fit its column, but: " + failure.getMessage(),
          failure);
    }
    if (isDuplicate(failure)) {
      return new DuplicateKey(failure);
    }
    boolean isTrouble =
        isLostConnection(failure)
            || isNoConnection(failure)
            || isWorthRepeating(failure)
            || code == LOCK_WAIT_TIMEOUT
            || code == QUERY_INTERRUPTED;
    String state = stateOf(failure);
    if (!isTrouble && state.length() >= 2 && OUR_BUGS.contains(state.substring(0, 2))) {
      return new IllegalStateException(
          "Expected the database to take the statement, but it refused", failure);
    }
    return unavailable(failure);
  }

  static FlowException unavailable(Exception cause) {
    return new FlowException(
        Reason.STORE_UNAVAILABLE,
        "Expected the database to answer, but it did not; whether a change was kept is unknown",
        cause);
  }

  /** The server's own failure inside one of jOOQ's. */
  static SQLException causeOf(DataAccessException failure) {
    SQLException cause = failure.getCause(SQLException.class);
    if (cause == null) {
      throw failure;
    }
    return cause;
  }

  private static boolean isInstance(SQLException failure, Class<?> type) {
    return type.isInstance(failure)
        || (failure instanceof GroupFailure && type.isInstance(failure.getCause()));
  }

  private static String stateOf(SQLException failure) {
    String state = failure.getSQLState();
    return state == null ? "" : state;
  }
}
