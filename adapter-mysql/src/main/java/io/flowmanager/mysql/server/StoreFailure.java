package io.flowmanager.mysql.server;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.mysql.commit.CompareAndSet;
import io.flowmanager.mysql.commit.DuplicateKeyException;
import io.flowmanager.mysql.commit.GroupCommitException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jooq.exception.DataAccessException;

/** The meaning of a failure of the server to the one who asked. */
public final class StoreFailure {
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

  /** An option forbids it: {@code --read-only}, mostly, but there are others. */
  private static final int PREVENTED_BY_OPTION = 1290;

  /** Those of which no other reading is possible. */
  private static final Set<Integer> READ_ONLY =
      Set.of(
          1036, // the table is
          1792, // the transaction is
          1836, // the server is
          1874, // InnoDB is
          3100, // a group that lost its majority refuses the commit
          3796, // so does one whose new primary is not there in time
          3797, 3798);

  /** "Unknown command" to everybody else: a Galera node that lost the others takes none. */
  private static final int NOT_PREPARED = 1047;

  /** ProxySQL found no server to send it to, in its own time. */
  private static final int PROXY_FOUND_NONE = 9001;

  private static final int DISK_FULL = 1021;
  private static final int TABLE_FULL = 1114;

  /** The operating system's number is in the text: "Got error 28 from storage engine". */
  private static final Set<Integer> WRITE_FAILED = Set.of(3, 1026, 1030, 1878);

  private static final int UNKNOWN_ERROR = 1105;
  private static final int PACKET_TOO_LARGE = 1153;

  /** A change that is larger than the server's logs of one transaction may be. */
  private static final Set<Integer> TOO_LARGE = Set.of(PACKET_TOO_LARGE, 1118, 1197);

  private StoreFailure() {}

  /**
   * Nothing was kept, and it may well be the next time: the server gave up on this transaction to
   * let another one go on, or it was together with others, one of which may be to blame.
   */
  public static boolean isWorthRepeating(SQLException failure) {
    int code = failure.getErrorCode();
    return code == DEADLOCK
        || code == CHANGED_SINCE_READ
        || (failure instanceof GroupCommitException && !isNoConnection(failure));
  }

  /**
   * The server at the other end takes no writes, so that nothing can have happened: neither this
   * connection nor any that leads to the same server is of use.
   */
  static boolean isReadOnly(SQLException failure) {
    int code = failure.getErrorCode();
    String message = messageOf(failure);
    return READ_ONLY.contains(code)
        || (code == PREVENTED_BY_OPTION
            && (message.contains("read-only") || message.contains("read_only")))
        || (code == NOT_PREPARED && message.contains("wsrep"));
  }

  /** The failure of a question that a server answered which takes no writes. */
  static SQLException readOnly() {
    return new SQLException(
        "Expected a server that takes writes, but it is read-only", "HY000", PREVENTED_BY_OPTION);
  }

  /** The connection broke, so that nobody knows how far the server came. */
  static boolean isLostConnection(SQLException failure) {
    if (isReadOnly(failure) || isTooLarge(failure)) {
      return false;
    }
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
        || failure.getErrorCode() == TOO_MANY_CONNECTIONS
        || failure.getErrorCode() == PROXY_FOUND_NONE;
  }

  /** The statement is longer than the server takes, or than it can write down at once. */
  static boolean isTooLarge(SQLException failure) {
    return TOO_LARGE.contains(failure.getErrorCode())
        || isInstance(failure, PacketTooBigException.class)
        || isTooLongByItself(failure);
  }

  /**
   * Of a value that travels beside its statement both servers say nothing but that, without a
   * number of its own. Source: {@code Item_param::set_longdata} of MySQL and MariaDB.
   */
  private static boolean isTooLongByItself(SQLException failure) {
    return failure.getErrorCode() == UNKNOWN_ERROR
        && String.valueOf(failure.getMessage()).contains("mysql_send_long_data()");
  }

  /** A row that was to get its {@link CompareAndSet} has another one by now. */
  static boolean isOtherVersion(SQLException failure) {
    return failure.getErrorCode() == OUT_OF_RANGE;
  }

  static boolean isDuplicate(SQLException failure) {
    return failure.getErrorCode() == DUPLICATE;
  }

  /** The trouble that an operator is to know of; empty for what is no trouble of the database. */
  static Optional<Trouble> troubleOf(SQLException failure) {
    int code = failure.getErrorCode();
    if (isReadOnly(failure)) {
      return Optional.of(Trouble.READ_ONLY);
    }
    if (isTooLarge(failure)) {
      return Optional.of(Trouble.TOO_LARGE);
    }
    if (isDiskFull(failure)) {
      return Optional.of(Trouble.DISK_FULL);
    }
    if (isNoConnection(failure)) {
      return Optional.of(whyNoConnection(failure));
    }
    if (code == LOCK_WAIT_TIMEOUT) {
      return Optional.of(Trouble.LOCKED);
    }
    return isLostConnection(failure) || code == QUERY_INTERRUPTED
        ? Optional.of(Trouble.AWAY)
        : Optional.empty();
  }

  /** The failure that is thrown in its place. */
  static RuntimeException of(SQLException failure) {
    if (failure instanceof GroupCommitException && troubleOf(failure).isEmpty()) {
      // Perhaps another one's fault; and there was no time left to learn it by itself.
      return unavailable(failure);
    }
    if (failure.getErrorCode() == TEXT_TOO_LONG) {
      return new FlowException(
          Reason.INVALID_REQUEST,
          "Expected every text to fit its column, but: " + failure.getMessage(),
          failure);
    }
    if (isDuplicate(failure)) {
      return new DuplicateKeyException(failure);
    }
    Optional<Trouble> trouble = troubleOf(failure);
    if (trouble.isPresent()) {
      return refusal(trouble.get(), failure);
    }
    String state = stateOf(failure);
    if (!isWorthRepeating(failure)
        && state.length() >= 2
        && OUR_BUGS.contains(state.substring(0, 2))) {
      return new IllegalStateException(
          "Expected the database to take the statement, but it refused", failure);
    }
    return unavailable(failure);
  }

  private static FlowException refusal(Trouble trouble, SQLException failure) {
    Reason reason =
        trouble == Trouble.TOO_LARGE ? Reason.CHANGE_TOO_LARGE : Reason.STORE_UNAVAILABLE;
    return new FlowException(reason, trouble.expectation(), failure);
  }

  static FlowException unavailable(Exception cause) {
    return new FlowException(Reason.STORE_UNAVAILABLE, Trouble.AWAY.expectation(), cause);
  }

  /** The server's own failure inside one of jOOQ's. */
  static SQLException causeOf(DataAccessException failure) {
    SQLException cause = failure.getCause(SQLException.class);
    if (cause == null) {
      throw failure;
    }
    return cause;
  }

  private static boolean isDiskFull(SQLException failure) {
    int code = failure.getErrorCode();
    String message = messageOf(failure);
    return code == DISK_FULL
        || code == TABLE_FULL
        || (WRITE_FAILED.contains(code)
            && (message.contains("no space left")
                || message.contains("errcode: 28")
                || message.contains("error 28")
                || message.contains("disk full")));
  }

  /** The pool says that it took too long, and has the server's last refusal as its cause. */
  private static Trouble whyNoConnection(SQLException failure) {
    if (failure.getErrorCode() == TOO_MANY_CONNECTIONS) {
      return Trouble.TOO_MANY_CONNECTIONS;
    }
    // The pool counts its connections there; none at all are none that could be in use.
    boolean refused =
        failure.getErrorCode() == PROXY_FOUND_NONE || messageOf(failure).contains("(total=0,");
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      refused |= !(cause instanceof SQLTransientConnectionException);
      if (cause instanceof SQLException refusal && refusal.getErrorCode() == TOO_MANY_CONNECTIONS) {
        return Trouble.TOO_MANY_CONNECTIONS;
      }
    }
    return refused ? Trouble.AWAY : Trouble.ALL_IN_USE;
  }

  private static boolean isInstance(SQLException failure, Class<?> type) {
    return type.isInstance(failure)
        || (failure instanceof GroupCommitException && type.isInstance(failure.getCause()));
  }

  private static String stateOf(SQLException failure) {
    String state = failure.getSQLState();
    return state == null ? "" : state;
  }

  private static String messageOf(SQLException failure) {
    return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
  }
}
