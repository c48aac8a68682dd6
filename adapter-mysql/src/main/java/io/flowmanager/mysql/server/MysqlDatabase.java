package io.flowmanager.mysql.server;

import static io.flowmanager.mysql.schema.Tables.FLOW_OUTBOX;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.mysql.commit.BoundTransaction;
import io.flowmanager.mysql.commit.DuplicateKeyException;
import io.flowmanager.mysql.commit.GroupCommit;
import io.flowmanager.mysql.commit.MultiStatement;
import io.flowmanager.mysql.commit.SqlStatement;
import io.flowmanager.mysql.commit.UnitOfWork;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.tools.jdbc.MockConnection;
import org.jooq.tools.jdbc.MockResult;
import org.jooq.tools.jdbc.SingleConnectionDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database: connections to it, its schema brought up to date, and what it is known to do right.
 * Every method may be called from any thread.
 */
public final class MysqlDatabase implements AutoCloseable {
  /** Number of connections that are plenty for all but commits, which share a few of their own. */
  public static final int CONNECTIONS_STANDARD = 16;

  /** The time to wait for the server to accept a connection. */
  static final Duration CONNECT_WAIT_MAX = Duration.ofSeconds(2);

  /**
   * The time in which the database is asked for one thing and has answered it: the wait for others'
   * commits, for a connection and for the answer, all together. Callers wait three seconds.
   */
  static final Duration WAIT_MAX = Duration.ofMillis(2500);

  /** The same for lists and for work in the background, for which no call waits. */
  static final Duration PATIENT_WAIT_MAX = Duration.ofSeconds(8);

  /** The wait for a connection while all are taken or the server is away. */
  static final Duration CONNECTION_WAIT_MAX = Duration.ofMillis(1500);

  /** The wait for one that was idle to show that it still works; the pool takes no less. */
  private static final Duration ALIVE_WAIT_MAX = Duration.ofMillis(250);

  /** The wait for an answer where the connection was there at once. */
  static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(2);

  private static final String ANSWER_WAIT = Long.toString(ANSWER_WAIT_MAX.toMillis());

  /** The wait for another one's row, in whole seconds: less than ours for the answer. */
  static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(1);

  /**
   * The life of a connection, some seconds more or less so that they do not all end at once: what
   * led to the primary may lead to a replica by now, and shows no sign of it while it is only read.
   */
  static final Duration CONNECTION_LIFE_MAX = Duration.ofMinutes(3);

  /** Number of times that a change is tried that the server gave up for another one. */
  private static final int ATTEMPTS_MAX = 5;

  /** A connection from before a switch-over, and a new one. */
  private static final int ATTEMPTS_READ_ONLY_MAX = 2;

  /** The time after which a change is not tried again: its second wait would be too long. */
  private static final Duration REPEATED_WITHIN = Duration.ofMillis(1250);

  /** Number of times that all connections are made anew where those there are take no writes. */
  private static final Duration RENEWAL_PAUSE = Duration.ofMillis(500);

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

  private static final Logger log = LoggerFactory.getLogger(MysqlDatabase.class);

  private final DatabaseAddress address;
  private final HikariDataSource connections;
  private final HikariDataSource forGroups;
  private final DSLContext db;
  private final MultiStatement.Texts texts = new MultiStatement.Texts();
  private final GroupCommit groups;
  private final Troubles troubles = new Troubles();

  /** The moment when all connections were given up, as {@link System#nanoTime} counts. */
  private final AtomicLong renewed = new AtomicLong(System.nanoTime());

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
    HikariDataSource connections = connected(pool(address, "mysql", connectionsMax, inTime()));
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
   * A database that no server is behind: whatever is asked of it is made ready to be sent; then
   * questions find nothing, and each change finds a row. For learning what making it ready takes.
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
    HikariConfig config = pool(address, "migration", Migration.CONNECTIONS, Map.of());
    config.setConnectionInitSql("set session wait_timeout = " + Migration.SILENCE_MAX.toSeconds());
    try (HikariDataSource patient = connected(config)) {
      Migration.run(patient, db.dialect());
    }
  }

  private static HikariConfig poolForGroups(DatabaseAddress address) {
    HikariConfig config = pool(address, "mysql-groups", GroupCommit.COMMITTERS, inTime());
    config.setConnectionInitSql("set autocommit = 0");
    // The first pool has found the server; this one need not hold up the start.
    config.setInitializationFailTimeout(-1);
    return config;
  }

  private static HikariConfig pool(
      DatabaseAddress address, String name, int connectionsMax, Map<String, String> more) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(connectionsMax);
    config.setConnectionTimeout(CONNECTION_WAIT_MAX.toMillis());
    config.setInitializationFailTimeout(CONNECTION_WAIT_MAX.toMillis());
    config.setValidationTimeout(ALIVE_WAIT_MAX.toMillis());
    config.setMaxLifetime(CONNECTION_LIFE_MAX.toMillis());
    // Rows are found by key: no gaps between them need locking, and fewer locks are fewer
    // deadlocks.
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    ConnectionProperties.of(address, LOCK_WAIT_MAX, more).forEach(config::addDataSourceProperty);
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
    repeating(
        PATIENT_WAIT_MAX,
        (number, unsure, deadline) -> {
          new ServerCheck(
                  statements -> run(MultiStatement.rehearsal(statements), deadline),
                  (rows, question) ->
                      run(
                          (connection, dsl, known) ->
                              BoundTransaction.rehearse(rows, question, connection, dsl, known),
                          connections,
                          deadline))
              .make();
          return true;
        });
  }

  /**
   * The use of the connections right now, those of {@link GroupCommit} too.
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

  /** True if the server answers, and takes writes. Waits for a few seconds at most. */
  public boolean isReachable() {
    SqlStatement nothing =
        SqlStatement.once(
            DSL.update(FLOW_OUTBOX)
                .set(FLOW_OUTBOX.ORDINAL, FLOW_OUTBOX.ORDINAL)
                .where(FLOW_OUTBOX.OWNER_ID.eq(UUID.randomUUID())));
    try {
      var unused =
          repeating(
              WAIT_MAX, (number, unsure, deadline) -> run(MultiStatement.of(nothing), deadline));
      return true;
    } catch (FlowException trouble) {
      return false;
    }
  }

  /**
   * The trouble that keeps it from serving anyone, as far as those who asked it have met it, for an
   * operator: read-only, its disk full, no connections left, or no answer. Asks nobody.
   */
  public Optional<String> trouble() {
    return troubles.told();
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
  public <T> T ask(Function<DSLContext, T> question) {
    return repeating(WAIT_MAX, (number, unsure, deadline) -> asked(question, deadline));
  }

  /** The same for what may take long, and no call waits for. */
  public <T> T askPatiently(Function<DSLContext, T> question) {
    return repeating(PATIENT_WAIT_MAX, (number, unsure, deadline) -> asked(question, deadline));
  }

  private <T> T asked(Function<DSLContext, T> question, Deadline deadline) throws SQLException {
    try (Connection connection = connection(connections, deadline)) {
      return question.apply(on(connection));
    } catch (DataAccessException failure) {
      throw StoreFailure.causeOf(failure);
    }
  }

  /** Asks several questions in one round trip. Each is answered as of its own moment, in order. */
  public List<Result<Record>> ask(SqlStatement... questions) {
    MultiStatement script = MultiStatement.of(questions);
    return repeating(WAIT_MAX, (number, unsure, deadline) -> run(script, deadline)).answers();
  }

  /** Does what is none the second time, in one round trip. May take long, and no call waits. */
  public void run(SqlStatement change) {
    MultiStatement script = MultiStatement.of(change);
    var unused = repeating(PATIENT_WAIT_MAX, (number, unsure, deadline) -> run(script, deadline));
    troubles.wrote();
  }

  /**
   * Keeps all of these changes or none of them, and says which: in one round trip and perhaps
   * together with those of others, unless they are large.
   *
   * @throws DuplicateKeyException if there is a row already
   */
  public boolean commit(UnitOfWork changes) {
    boolean isLarge = changes.areLarge();
    boolean isKept =
        repeating(
            WAIT_MAX,
            (number, unsure, deadline) -> {
              try {
                boolean kept =
                    (number == 1 && !isLarge)
                        ? groups.commit(changes)
                        : commitByItself(changes, isLarge, deadline);
                if (unsure && !kept) {
                  throw StoreFailure.unavailable(new SQLException("A connection was lost before"));
                }
                return kept;
              } catch (SQLException failure) {
                // The one that is in the way may be our own, from the attempt whose end we did not
                // see.
                if (unsure && StoreFailure.isDuplicate(failure)) {
                  throw StoreFailure.unavailable(failure);
                }
                throw failure;
              }
            });
    if (isKept) {
      troubles.wrote();
    }
    return isKept;
  }

  private boolean commitByItself(UnitOfWork changes, boolean isLarge, Deadline deadline)
      throws SQLException {
    return isLarge
        ? run(new BoundTransaction(changes)::commit, connections, deadline)
        : run(MultiStatement.transaction(changes), deadline).rows().getFirst() > 0;
  }

  private List<Boolean> commitTogether(List<UnitOfWork> requests, long since) throws SQLException {
    try {
      Deadline deadline = Deadline.after(since, WAIT_MAX);
      var rows =
          run(MultiStatement.restOfTransaction(requests)::run, forGroups, deadline)
              .rows()
              .iterator();
      return requests.stream().map(request -> request.next().isEmpty() || rows.next() > 0).toList();
    } catch (SQLException refused) {
      if (requests.size() == 1 && StoreFailure.isOtherVersion(refused)) {
        return List.of(false);
      }
      throw refused;
    }
  }

  /** An attempt at something. */
  private interface Attempt<T> {
    /**
     * @param number from 1
     * @param unsure whether an earlier one may have come through
     */
    T make(int number, boolean unsure, Deadline deadline) throws SQLException;
  }

  private <T> T repeating(Duration waitMax, Attempt<T> attempt) {
    boolean unsure = false;
    long first = System.nanoTime();
    long began = first;
    for (int made = 1; ; made++) {
      try {
        T answer = attempt.make(made, unsure, Deadline.after(first, waitMax));
        troubles.answered();
        return answer;
      } catch (SQLException failure) {
        boolean lost = StoreFailure.isLostConnection(failure);
        giveUpConnections(failure, began);
        if (!isWorthAnotherAttempt(failure, made, began)
            || System.nanoTime() - first > REPEATED_WITHIN.toNanos()) {
          StoreFailure.troubleOf(failure).ifPresent(trouble -> troubles.met(trouble, failure));
          throw StoreFailure.of(failure);
        }
        unsure |= lost;
        began = System.nanoTime();
      }
    }
  }

  private static boolean isWorthAnotherAttempt(SQLException failure, int made, long began) {
    if (StoreFailure.isReadOnly(failure)) {
      return made < ATTEMPTS_READ_ONLY_MAX;
    }
    boolean again =
        StoreFailure.isLostConnection(failure)
            ? System.nanoTime() - began < BREAKS_AT_ONCE.toNanos()
            : StoreFailure.isWorthRepeating(failure);
    return again && made < ATTEMPTS_MAX;
  }

  /**
   * Gives up all connections. Where one was broken, or led to a server that takes no writes, the
   * others are likely to be the same. Those in use are closed when they come back.
   *
   * @param began when the attempt that failed began: later connections may be better already
   */
  private void giveUpConnections(SQLException failure, long began) {
    boolean readOnly = StoreFailure.isReadOnly(failure);
    if (!readOnly && !StoreFailure.isLostConnection(failure)) {
      return;
    }
    long now = System.nanoTime();
    long last = renewed.get();
    // A server that stays read-only is asked again and again, and is to be spared the connecting.
    boolean isTime = readOnly ? now - last >= RENEWAL_PAUSE.toNanos() : began - last >= 0;
    if (isTime && renewed.compareAndSet(last, now)) {
      log.debug("All connections are made anew: {}", failure.getMessage());
      connections.getHikariPoolMXBean().softEvictConnections();
      forGroups.getHikariPoolMXBean().softEvictConnections();
    }
  }

  /**
   * Takes note of what somebody met who has a connection of his own.
   *
   * <p>The pools' connections go, too, where it shows that they are of no use.
   */
  public void met(SQLException failure) {
    giveUpConnections(failure, System.nanoTime());
    StoreFailure.troubleOf(failure).ifPresent(trouble -> troubles.met(trouble, failure));
  }

  /** A change was kept on a connection of somebody's own. */
  public void wrote() {
    troubles.wrote();
  }

  /** A connection whose answers come by the deadline, or not at all. */
  private static Connection connection(HikariDataSource from, Deadline deadline)
      throws SQLException {
    Connection connection = from.getConnection();
    try {
      Duration left = deadline.left();
      if (left.isNegative() || left.isZero()) {
        throw new SQLTransientConnectionException(
            "Expected a connection to the database in time, but it came too late");
      }
      // Where nothing was waited for, the connection's own limit does.
      if (left.compareTo(ANSWER_WAIT_MAX) < 0 || left.compareTo(WAIT_MAX) > 0) {
        connection.setNetworkTimeout(Runnable::run, (int) Math.max(1, left.toMillis()));
      }
      return connection;
    } catch (SQLException | RuntimeException refused) {
      connection.close();
      throw refused;
    }
  }

  private MultiStatement.Outcome run(MultiStatement script, Deadline deadline) throws SQLException {
    return run(script::run, connections, deadline);
  }

  /** Work that runs on a connection, and may leave it inside a transaction where it fails. */
  private interface Running<T> {
    T run(Connection connection, DSLContext db, MultiStatement.Texts texts) throws SQLException;
  }

  private <T> T run(Running<T> running, HikariDataSource from, Deadline deadline)
      throws SQLException {
    try (Connection connection = connection(from, deadline)) {
      try {
        return running.run(connection, db, texts);
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
  public Connection connectionOfItsOwn(Duration answerWait) throws SQLException {
    var properties = new Properties();
    String wait = Long.toString(answerWait.toMillis());
    properties.putAll(
        ConnectionProperties.of(
            address, LOCK_WAIT_MAX, Map.of("socketTimeout", wait, "connectTimeout", wait)));
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    return DriverManager.getConnection(address.url(), properties);
  }

  public DSLContext on(Connection connection) {
    return DSL.using(db.configuration().derive(new DefaultConnectionProvider(connection)));
  }
}
