package io.flowmanager.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.MockConnection;
import org.jooq.tools.jdbc.MockResult;
import org.jooq.tools.jdbc.SingleConnectionDataSource;

/**
 * The database: connections to it, its schema brought up to date, and what it is known to do right.
 * Every method may be called from any thread.
 */
public final class MysqlDatabase implements AutoCloseable {
  /** How many connections are plenty for all but commits, which share a few of their own. */
  public static final int CONNECTIONS_STANDARD = 16;

  /** How long to wait for the server to accept a connection. */
  static final Duration CONNECT_WAIT_MAX = Duration.ofSeconds(2);

  /** How long to wait for a connection while all are taken or the server is away. */
  static final Duration CONNECTION_WAIT_MAX = Duration.ofSeconds(3);

  /** How long to wait for an answer. A step of a call that took longer would be of no use. */
  static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(5);

  private static final String ANSWER_WAIT = Long.toString(ANSWER_WAIT_MAX.toMillis());

  /** How long a statement waits for another one's row: less than what we wait for it. */
  static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(3);

  /** The same where others wait too that have nothing to do with that row. */
  static final Duration LOCK_WAIT_TOGETHER_MAX = Duration.ofSeconds(1);

  /** How often a change is tried that the server gave up for another one. */
  private static final int ATTEMPTS_MAX = 5;

  /**
   * A connection that breaks at once was broken before, by a restart of the server, say, and the
   * next one is good. One that takes longer has cost the caller time enough.
   */
  private static final Duration BREAKS_AT_ONCE = Duration.ofMillis(500);

  private static final Settings SETTINGS =
      new Settings()
          .withRenderSchema(false)
          .withExecuteLogging(false)
          // Nobody reads them, and asking a connection that was just killed for them ends in the
          // driver's NullPointerException.
          .withFetchWarnings(false)
          // Lists of 1 to 1000 ids would be as many statements to prepare; padded, they are ten.
          .withInListPadding(true);

  private final DatabaseAddress address;
  private final HikariDataSource connections;
  private final HikariDataSource forGroups;
  private final DSLContext db;
  private final Script.Texts texts = new Script.Texts();
  private final GroupCommit groups;

  private MysqlDatabase(
      DatabaseAddress address,
      HikariDataSource connections,
      HikariDataSource forGroups,
      SQLDialect dialect) {
    this.address = address;
    this.connections = connections;
    this.forGroups = forGroups;
    this.db = DSL.using(connections, dialect, SETTINGS);
    this.groups = GroupCommit.begin(this::commitTogether);
  }

  /**
   * Brings the schema up to date, and makes sure that the server keeps what it is given.
   *
   * <p>May be called by several processes at once; all but one wait for the migration to be done.
   *
   * @param connectionsMax how many connections to have at most, besides those of {@link
   *     GroupCommit}
   * @throws FlowException STORE_UNAVAILABLE, after a few seconds
   * @throws IllegalStateException if the server can't be trusted, with the reason
   */
  public static MysqlDatabase open(DatabaseAddress address, int connectionsMax) {
    HikariDataSource connections =
        connected(pool(address, "mysql", connectionsMax, LOCK_WAIT_MAX, inTime()));
    MysqlDatabase database;
    try {
      SQLDialect dialect = dialectOf(connections);
      database =
          new MysqlDatabase(address, connections, connected(poolForGroups(address)), dialect);
    } catch (RuntimeException failure) {
      connections.close();
      throw failure;
    }
    try {
      if (!Migration.isDone(database.db)) {
        database.migrate();
      }
      database.check();
      return database;
    } catch (RuntimeException failure) {
      database.close();
      throw failure;
    }
  }

  private static Map<String, String> inTime() {
    return Map.of("socketTimeout", ANSWER_WAIT);
  }

  /**
   * One that no server is behind: whatever is asked of it is made ready to be sent; then questions
   * find nothing, and each change finds a row. For learning what making it ready takes.
   */
  public static MysqlDatabase withoutServer(DatabaseAddress address) {
    var config = new HikariConfig();
    config.setPoolName("nobody");
    config.setMaximumPoolSize(1);
    config.setDataSource(
        new SingleConnectionDataSource(new MockConnection(asked -> answersOfNobody(asked.sql()))));
    var nobody = new HikariDataSource(config);
    var database = new MysqlDatabase(address, nobody, nobody, SQLDialect.MARIADB);
    try {
      Migration.isDone(database.db);
      database.check();
    } catch (RuntimeException unanswered) {
      // As expected, whatever it stumbled over.
    }
    return database;
  }

  private static MockResult[] answersOfNobody(String sql) {
    if (sql.startsWith("select")) {
      return new MockResult[] {new MockResult()};
    }
    var answers = new MockResult[sql.split("; ", -1).length];
    Arrays.fill(answers, new MockResult(1));
    return answers;
  }

  private void migrate() {
    HikariConfig config =
        pool(address, "migration", Migration.CONNECTIONS, LOCK_WAIT_MAX, Map.of());
    config.setConnectionInitSql("set session wait_timeout = " + Migration.SILENCE_MAX.toSeconds());
    try (HikariDataSource patient = connected(config)) {
      Migration.run(patient, db.dialect());
    }
  }

  private static HikariConfig poolForGroups(DatabaseAddress address) {
    HikariConfig config =
        pool(address, "mysql-groups", GroupCommit.COMMITTERS, LOCK_WAIT_TOGETHER_MAX, inTime());
    config.setConnectionInitSql("set autocommit = 0");
    // The first pool has found the server; this one need not hold up the start.
    config.setInitializationFailTimeout(-1);
    return config;
  }

  private static HikariConfig pool(
      DatabaseAddress address,
      String name,
      int connectionsMax,
      Duration lockWait,
      Map<String, String> more) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(connectionsMax);
    config.setConnectionTimeout(CONNECTION_WAIT_MAX.toMillis());
    config.setInitializationFailTimeout(CONNECTION_WAIT_MAX.toMillis());
    // Rows are found by key: no gaps between them need locking, and fewer locks are fewer
    // deadlocks.
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    ConnectionProperties.of(address, lockWait, more).forEach(config::addDataSourceProperty);
    return config;
  }

  private static HikariDataSource connected(HikariConfig config) {
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException failure) {
      throw new FlowException(
          Reason.STORE_UNAVAILABLE,
          "Expected the database at %s to answer, but it did not".formatted(config.getJdbcUrl()),
          failure);
    }
  }

  /** By the server's version text: Connector/J says "MySQL" for the product's name of both. */
  private static SQLDialect dialectOf(HikariDataSource connections) {
    try (Connection connection = connections.getConnection()) {
      boolean isMariaDb = connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
      return isMariaDb ? SQLDialect.MARIADB : SQLDialect.MYSQL;
    } catch (SQLException failure) {
      throw StoreFailure.of(failure);
    }
  }

  private void check() {
    repeating((number, unsure) -> {
      new ServerCheck(statements -> run(Script.rehearsal(statements))).make();
      return true;
    });
  }

  /**
   * How the connections are used right now, those of {@link GroupCommit} too.
   *
   * @param waiting how many threads wait for one
   * @param gathering how many requests' changes wait to be committed with others
   */
  public record Pool(int active, int idle, int waiting, int gathering) {}

  /** Of this moment; asks nobody. */
  public Pool pool() {
    HikariPoolMXBean pool = connections.getHikariPoolMXBean();
    HikariPoolMXBean grouped = forGroups.getHikariPoolMXBean();
    return new Pool(
        pool.getActiveConnections() + grouped.getActiveConnections(),
        pool.getIdleConnections() + grouped.getIdleConnections(),
        pool.getThreadsAwaitingConnection() + grouped.getThreadsAwaitingConnection(),
        groups.waiting());
  }

  /** Whether the server answers, and can be written to. Waits for a few seconds at most. */
  public boolean isReachable() {
    try (Connection connection = connections.getConnection()) {
      return connection.isValid((int) CONNECT_WAIT_MAX.toSeconds());
    } catch (SQLException failure) {
      return false;
    }
  }

  @Override
  public void close() {
    groups.close();
    forGroups.close();
    connections.close();
  }

  /**
   * Does what may be done twice without harm: a question, or a change that is none the second time.
   */
  <T> T ask(Function<DSLContext, T> question) {
    return repeating((number, unsure) -> {
      try {
        return question.apply(db);
      } catch (DataAccessException failure) {
        throw StoreFailure.causeOf(failure);
      }
    });
  }

  /** Asks several questions in one round trip. Each is answered as of its own moment, in order. */
  List<Result<Record>> ask(SqlStatement... questions) {
    Script script = Script.of(questions);
    return repeating((number, unsure) -> run(script)).answers();
  }

  /** Does what is none the second time, in one round trip. */
  void run(SqlStatement change) {
    Script script = Script.of(change);
    var unused = repeating((number, unsure) -> run(script));
  }

  /**
   * Keeps all of these changes or none of them, in one round trip and perhaps together with those
   * of others, and says which.
   *
   * @throws DuplicateKey if there is a row already
   */
  boolean commit(RowChanges changes) {
    return repeating((number, unsure) -> {
      try {
        boolean kept = number == 1 ? groups.commit(changes) : commitByItself(changes);
        if (unsure && !kept) {
          throw StoreFailure.unavailable(new SQLException("A connection was lost before"));
        }
        return kept;
      } catch (SQLException failure) {
        // The one that is in the way may be our own, from the attempt whose end we did not see.
        if (unsure && StoreFailure.isDuplicate(failure)) {
          throw StoreFailure.unavailable(failure);
        }
        throw failure;
      }
    });
  }

  private boolean commitByItself(RowChanges changes) throws SQLException {
    return run(Script.transaction(changes)).rows().getFirst() > 0;
  }

  private List<Boolean> commitTogether(List<RowChanges> requests) throws SQLException {
    try {
      var rows = run(Script.restOfTransaction(requests), forGroups).rows().iterator();
      return requests.stream().map(request -> request.next().isEmpty() || rows.next() > 0).toList();
    } catch (SQLException refused) {
      if (requests.size() == 1 && StoreFailure.isOtherVersion(refused)) {
        return List.of(false);
      }
      throw refused;
    }
  }

  /** One attempt at something. */
  private interface Attempt<T> {
    /**
     * @param number from 1
     * @param unsure whether an earlier one may have come through
     */
    T make(int number, boolean unsure) throws SQLException;
  }

  private <T> T repeating(Attempt<T> attempt) {
    boolean unsure = false;
    for (int made = 1; ; made++) {
      long began = System.nanoTime();
      try {
        return attempt.make(made, unsure);
      } catch (SQLException failure) {
        boolean atOnce = System.nanoTime() - began < BREAKS_AT_ONCE.toNanos();
        boolean lost = StoreFailure.isLostConnection(failure);
        boolean again = lost ? atOnce : StoreFailure.isWorthRepeating(failure);
        if (lost) {
          // Where one was broken, the others are likely to be.
          connections.getHikariPoolMXBean().softEvictConnections();
          forGroups.getHikariPoolMXBean().softEvictConnections();
        }
        if (made == ATTEMPTS_MAX || !again) {
          throw StoreFailure.of(failure);
        }
        unsure |= lost;
      }
    }
  }

  private Script.Outcome run(Script script) throws SQLException {
    return run(script, connections);
  }

  private Script.Outcome run(Script script, HikariDataSource from) throws SQLException {
    try (Connection connection = from.getConnection()) {
      try {
        return script.run(connection, db, texts);
      } catch (SQLException | RuntimeException failure) {
        leaveTransaction(connection, from);
        throw failure;
      }
    }
  }

  /** The driver does not know of the transaction, because the script began it. */
  private static void leaveTransaction(Connection connection, HikariDataSource from) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("rollback");
    } catch (SQLException broken) {
      from.evictConnection(connection);
    }
  }

  /**
   * A connection that is none of the pool's, for what lasts as long as it does.
   *
   * @param answerWait how long to wait for an answer on it
   */
  Connection connectionOfItsOwn(Duration answerWait) throws SQLException {
    var properties = new Properties();
    String wait = Long.toString(answerWait.toMillis());
    properties.putAll(
        ConnectionProperties.of(
            address,
            LOCK_WAIT_TOGETHER_MAX,
            Map.of("socketTimeout", wait, "connectTimeout", wait)));
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    return DriverManager.getConnection(address.url(), properties);
  }

  DSLContext on(Connection connection) {
    return DSL.using(connection, db.dialect(), SETTINGS);
  }
}
