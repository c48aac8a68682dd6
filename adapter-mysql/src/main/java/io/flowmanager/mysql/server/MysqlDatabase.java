package io.flowmanager.mysql.server;

import static io.flowmanager.mysql.schema.Tables.FLOW_OUTBOX;

import com.zaxxer.hikari.HikariPoolMXBean;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.mysql.commit.BoundTransaction;
import io.flowmanager.mysql.commit.DuplicateKeyException;
import io.flowmanager.mysql.commit.GroupCommit;
import io.flowmanager.mysql.commit.MultiStatement;
import io.flowmanager.mysql.commit.SqlStatement;
import io.flowmanager.mysql.commit.UnitOfWork;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.impl.SQLDataType;
import org.jooq.tools.jdbc.MockConnection;
import org.jooq.tools.jdbc.MockResult;
import org.jooq.tools.jdbc.SingleConnectionDataSource;

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

  /** The wait for an answer where the connection was there at once. */
  static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(2);

  /** The wait for another one's row, in whole seconds: less than ours for the answer. */
  static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(1);

  /**
   * The life of a connection, some seconds more or less so that they do not all end at once: what
   * led to the primary may lead to a replica by now, and shows no sign of it while it is only read.
   */
  static final Duration CONNECTION_LIFE_MAX = Duration.ofMinutes(3);

  private static final Settings SETTINGS =
      new Settings()
          .withRenderSchema(false)
          .withExecuteLogging(false)
          // Nobody reads them, and asking a connection that was just killed for them ends in the
          // driver's NullPointerException.
          .withFetchWarnings(false)
          // Lists of 1 to 1000 ids would be as many statements to prepare; padded, they are ten.
          .withInListPadding(true);

  private static final Field<Long> READ_ONLY =
      DSL.field("@@read_only or @@innodb_read_only", SQLDataType.BIGINT).as("read_only");

  private static final SqlStatement TAKES_NO_WRITES =
      SqlStatement.question("ask whether it is read-only", DSL.select(READ_ONLY));

  private final DatabaseAddress address;
  private final ConnectionPool connections;
  private final ConnectionPool forGroups;
  private final DSLContext db;
  private final MultiStatement.Texts texts = new MultiStatement.Texts();
  private final GroupCommit groups;
  private final Attempts attempts;

  private MysqlDatabase(
      DatabaseAddress address,
      ConnectionPool connections,
      ConnectionPool forGroups,
      SQLDialect dialect) {
    this.address = address;
    this.connections = connections;
    this.forGroups = forGroups;
    attempts =
        new Attempts(() -> {
          connections.giveUp();
          forGroups.giveUp();
        });
    this.db = DSL.using(connections.source(), dialect, SETTINGS);
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
    ConnectionPool connections = ConnectionPool.forRequests(address, connectionsMax);
    MysqlDatabase database;
    try {
      SQLDialect dialect = dialectOf(connections);
      database =
          new MysqlDatabase(address, connections, ConnectionPool.forGroups(address), dialect);
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

  /**
   * A database that no server is behind: whatever is asked of it is made ready to be sent; then
   * questions find nothing, and each change finds a row. For learning what making it ready takes.
   */
  public static MysqlDatabase withoutServer(DatabaseAddress address) {
    ConnectionPool nobody =
        ConnectionPool.of(
            new SingleConnectionDataSource(
                new MockConnection(asked -> answersOfNobody(asked.sql()))));
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
    try (ConnectionPool patient = ConnectionPool.forMigration(address)) {
      Migration.run(patient.source(), db.dialect());
    }
  }

  /** By the server's version text: Connector/J says "MySQL" for the product's name of both. */
  private static SQLDialect dialectOf(ConnectionPool connections) {
    try (Connection connection = connections.source().getConnection()) {
      boolean isMariaDb = connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
      return isMariaDb ? SQLDialect.MARIADB : SQLDialect.MYSQL;
    } catch (SQLException failure) {
      throw StoreFailure.of(failure);
    }
  }

  private void check() {
    attempts.repeating(
        PATIENT_WAIT_MAX,
        (number, unsure, deadline) -> {
          new ServerCheck(
                  statements -> run(MultiStatement.rehearsal(statements), deadline),
                  (rows, question) ->
                      connections.run(
                          connection ->
                              BoundTransaction.rehearse(rows, question, connection, db, texts),
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
    HikariPoolMXBean pool = connections.figures();
    HikariPoolMXBean grouped = forGroups.figures();
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
          attempts.repeating(
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
    return attempts.trouble();
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
    return attempts.repeating(WAIT_MAX, (number, unsure, deadline) -> asked(question, deadline));
  }

  /** The same for what may take long, and no call waits for. */
  public <T> T askPatiently(Function<DSLContext, T> question) {
    return attempts.repeating(
        PATIENT_WAIT_MAX, (number, unsure, deadline) -> asked(question, deadline));
  }

  private <T> T asked(Function<DSLContext, T> question, Deadline deadline) throws SQLException {
    try (Connection connection = connections.connection(deadline)) {
      return question.apply(on(connection));
    } catch (DataAccessException failure) {
      throw StoreFailure.causeOf(failure);
    }
  }

  /**
   * Asks several questions in one round trip. Each is answered as of its own moment, in order.
   *
   * <p>Only a server that takes writes is believed. After a switch-over a connection may lead to
   * the former primary: nothing shows it to who only reads, and what is read there is old.
   *
   * @throws FlowException STORE_UNAVAILABLE, also where no connection leads to a server that takes
   *     writes
   */
  public List<Result<Record>> ask(SqlStatement... questions) {
    MultiStatement script =
        MultiStatement.of(
            Stream.concat(Arrays.stream(questions), Stream.of(TAKES_NO_WRITES))
                .toArray(SqlStatement[]::new));
    return attempts.repeating(
        WAIT_MAX,
        (number, unsure, deadline) -> {
          List<Result<Record>> answers = run(script, deadline).answers();
          if (answers.getLast().stream().anyMatch(row -> row.get(READ_ONLY) != 0)) {
            throw StoreFailure.readOnly();
          }
          return answers.subList(0, questions.length);
        });
  }

  /** Does what is none the second time, in one round trip. May take long, and no call waits. */
  public void run(SqlStatement change) {
    MultiStatement script = MultiStatement.of(change);
    var unused =
        attempts.repeating(PATIENT_WAIT_MAX, (number, unsure, deadline) -> run(script, deadline));
    attempts.wrote();
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
        attempts.repeating(
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
      attempts.wrote();
    }
    return isKept;
  }

  private boolean commitByItself(UnitOfWork changes, boolean isLarge, Deadline deadline)
      throws SQLException {
    return isLarge
        ? connections.run(
            connection -> new BoundTransaction(changes).commit(connection, db, texts), deadline)
        : run(MultiStatement.transaction(changes), deadline).rows().getFirst() > 0;
  }

  private List<Boolean> commitTogether(List<UnitOfWork> requests, long since) throws SQLException {
    try {
      Deadline deadline = Deadline.after(since, WAIT_MAX);
      var rows =
          forGroups
              .run(
                  connection ->
                      MultiStatement.restOfTransaction(requests).run(connection, db, texts),
                  deadline)
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

  /** Takes note of what somebody met who has a connection of his own; see {@link #wrote}. */
  public void met(SQLException failure) {
    attempts.met(failure);
  }

  /** Takes note that a change was kept on a connection of somebody's own. */
  public void wrote() {
    attempts.wrote();
  }

  private MultiStatement.Outcome run(MultiStatement script, Deadline deadline) throws SQLException {
    return connections.run(connection -> script.run(connection, db, texts), deadline);
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
