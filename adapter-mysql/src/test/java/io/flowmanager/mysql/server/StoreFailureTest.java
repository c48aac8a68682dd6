package io.flowmanager.mysql.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.mysql.commit.GroupCommitException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreFailureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          READ_ONLY            | 1290 | HY000 | The MariaDB server is running with the --read-only option so it cannot execute this statement
          READ_ONLY            | 1290 | HY000 | The MySQL server is running with the --super-read-only option so it cannot execute this statement
          READ_ONLY            | 1290 | HY000 | The MariaDB server is running with the --read_only=NO_LOCK option so it cannot execute this statement
          READ_ONLY            | 1792 | 25006 | Cannot execute statement in a READ ONLY transaction
          READ_ONLY            | 1836 | HY000 | Running in read-only mode
          READ_ONLY            | 1047 | 08S01 | WSREP has not yet prepared node for application use
          READ_ONLY            | 3100 | HY000 | Error on observer while running replication hook 'before_commit'.
          DISK_FULL            | 1021 | HY000 | Disk full (/tmp/#sql); waiting for someone to free some space...
          DISK_FULL            | 1114 | HY000 | The table 'flow_outbox' is full
          DISK_FULL            | 1030 | HY000 | Got error 28 "No space left on device" from storage engine InnoDB
          DISK_FULL            | 3    | HY000 | Error writing file '/tmp/x' (Errcode: 28 "No space left on device")
          TOO_MANY_CONNECTIONS | 1040 | 08004 | Too many connections
          LOCKED               | 1205 | HY000 | Lock wait timeout exceeded; try restarting transaction
          AWAY                 | 9001 | HY000 | Max connect timeout reached while reaching hostgroup 0 after 10000ms
          AWAY                 | 1053 | 08S01 | Server shutdown in progress
          TOO_LARGE            | 1153 | 08S01 | Got a packet bigger than 'max_allowed_packet' bytes
          TOO_LARGE            | 1197 | HY000 | Multi-statement transaction required more than 'max_binlog_cache_size' bytes of storage
          TOO_LARGE            | 1105 | HY000 | Parameter of prepared statement which is set through mysql_send_long_data() is longer than 'max_allowed_packet' bytes
          """)
  void namesWhatTheServerIsInTroubleWith(Trouble trouble, int code, String state, String said) {
    var failure = new SQLException(said, state, code);

    assertThat(StoreFailure.troubleOf(failure)).contains(trouble);
    assertThat(StoreFailure.of(failure)).hasMessage(trouble.expectation());
    assertThat(StoreFailure.of(new GroupCommitException(failure)))
        .hasMessage(trouble.expectation());
  }

  @ParameterizedTest
  @CsvSource({
    "1290, HY000, the --skip-grant-tables option",
    "1030, HY000, Got error 1",
    "1105, HY000, Unknown error"
  })
  void takesNoOtherRefusalForTrouble(int code, String state, String said) {
    assertThat(StoreFailure.troubleOf(new SQLException(said, state, code))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1062, 23000, Duplicate entry", "1406, 22001, Data too long for column"})
  void blamesNobodyForWhatAGroupWasRefusedFor(int code, String state, String said) {
    var others = new GroupCommitException(new SQLException(said, state, code));

    assertThat(StoreFailure.of(others))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.isFor(Reason.STORE_UNAVAILABLE)).isTrue());
  }

  @Test
  void knowsThatNothingHappenedWhereTheServerIsReadOnly() {
    var galera = new SQLException("WSREP has not yet prepared node", "08S01", 1047);

    assertThat(StoreFailure.isReadOnly(galera)).isTrue();
    assertThat(StoreFailure.isLostConnection(galera)).isFalse();
  }

  @Test
  void refusesForGoodWhatIsLargerThanAnyPacket() {
    RuntimeException refusal = StoreFailure.of(new PacketTooBigException(2, 1));

    assertThat(refusal)
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.isFor(Reason.CHANGE_TOO_LARGE)).isTrue());
  }

  @Test
  void tellsABusyPoolFromAServerThatRefuses() {
    var busy = new SQLTransientConnectionException("timed out");
    var refused =
        new SQLTransientConnectionException("timed out", new SQLException("", "08004", 1040));
    var away = new SQLTransientConnectionException("timed out", new SQLException("refused"));

    assertThat(StoreFailure.troubleOf(busy)).contains(Trouble.ALL_IN_USE);
    assertThat(StoreFailure.troubleOf(refused)).contains(Trouble.TOO_MANY_CONNECTIONS);
    assertThat(StoreFailure.troubleOf(away)).contains(Trouble.AWAY);
  }
}
