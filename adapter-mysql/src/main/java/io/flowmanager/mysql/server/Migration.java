package io.flowmanager.mysql.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.flowmanager.domain.error.FlowException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema up to date, with the scripts in {@code db/migration}. */
final class Migration {
  /** Ours alone, because other services' migrations may keep theirs in the same database. */
  private static final String HISTORY_TABLE = "flow_schema_history";

  /** The number of the newest script; a test holds it to that. */
  static final String NEWEST_SCRIPT = "13";

  /** Number of connections that it takes: one holds the lock, and Flyway wants two. */
  static final int CONNECTIONS = 3;

  /** Flyway locks its table only once that is there, and so two may trip over making it. */
  private static final NamedLock LOCK = NamedLock.ofDatabase("flow_schema");

  /** The time between two lines which say that another process is at it. */
  private static final Duration WAIT = Duration.ofSeconds(10);

  /** For how long a connection of the migration may say nothing, in whole seconds. */
  static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private static final int NO_SUCH_TABLE = 1146;

  /**
   * Each asks for a privilege that the scripts need and for a table that is not there, in this
   * order: so it makes nothing in any case.
   */
  private static final List<String> FUTILE =
      List.of(
          "create table flow_schema_probe like flow_schema_nothing",
          "alter table flow_schema_nothing add column probe int",
          "create index flow_schema_probe on flow_schema_nothing (probe)");

  private static final Pattern CREATION =
      Pattern.compile("(?im)^\\s*CREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?`?(\\w+)");

  private static final Logger log = LoggerFactory.getLogger(Migration.class);

  private Migration() {}

  /**
   * True if there is nothing to do: to ask takes a millisecond, and Flyway a third of the time
   * until the daemon serves. A script that failed is for Flyway to tell, and counts as missing.
   *
   * @throws FlowException STORE_UNAVAILABLE
   */
  static boolean isDone(DSLContext db) {
    try {
      return db.selectOne()
          .from(DSL.table(DSL.name(HISTORY_TABLE)))
          .where(DSL.field(DSL.name("version"), String.class).eq(NEWEST_SCRIPT))
          .and(DSL.field(DSL.name("success"), Boolean.class).isTrue())
          .fetch()
          .isNotEmpty();
    } catch (DataAccessException failure) {
      if (StoreFailure.troubleOf(StoreFailure.causeOf(failure)).isPresent()) {
        throw StoreFailure.of(StoreFailure.causeOf(failure));
      }
      return false; // there is no such table yet
    }
  }

  /**
   * Runs what scripts are missing. Of several processes one does so, and the others wait for it.
   *
   * @param connections {@link #CONNECTIONS} of them, that may take their time: a script can
   * @throws FlowException STORE_UNAVAILABLE: it may work later
   * @throws IllegalStateException it never will, unless an operator does something
   */
  static void run(DataSource connections, SQLDialect dialect) {
    try {
      DSL.using(connections, dialect)
          .connection(held -> {
            DSLContext holder = DSL.using(held, dialect);
            while (!LOCK.take(holder, WAIT)) {
              log.info("Waiting for another process to bring the schema up to date");
            }
            Thread alive = keepAlive(holder);
            try {
              migrate(flyway(connections), holder);
            } finally {
              alive.interrupt();
              join(alive);
              LOCK.release(holder);
            }
          });
    } catch (DataAccessException | FlywayException failure) {
      throw told(failure);
    }
  }

  private static Flyway flyway(DataSource connections) {
    return Flyway.configure()
        .dataSource(connections)
        .table(HISTORY_TABLE)
        // The database may hold other services' tables already.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .cleanDisabled(true)
        .load();
  }

  private static void migrate(Flyway flyway, DSLContext db) {
    requirePrivileges(db);
    requireNoTableOfOthers(flyway, db);
    try {
      flyway.migrate();
    } catch (FlywayMigrateException failure) {
      if (!hasBegun(failure)) {
        forget(failure.getMigration().getVersion().getVersion(), db);
      }
      throw failure;
    }
  }

  /**
   * Of a script that changed nothing there is nothing that an operator would have to put right. Its
   * row would keep every later start from trying again.
   */
  private static void forget(String version, DSLContext db) {
    db.deleteFrom(DSL.table(DSL.name(HISTORY_TABLE)))
        .where(DSL.field(DSL.name("version"), String.class).eq(version))
        .and(DSL.field(DSL.name("success"), Boolean.class).isFalse())
        .execute();
  }

  /**
   * That the account may do what scripts do, and the server takes it just now. Flyway would try ten
   * times, a second each, and might have done half of it.
   */
  private static void requirePrivileges(DSLContext db) {
    for (String statement : FUTILE) {
      try {
        db.execute(statement);
      } catch (DataAccessException refusal) {
        if (StoreFailure.causeOf(refusal).getErrorCode() != NO_SUCH_TABLE) {
          throw refusal;
        }
      }
    }
  }

  /** Before anything is made: a script that trips over a table half way can't be undone. */
  private static void requireNoTableOfOthers(Flyway flyway, DSLContext db) {
    Set<String> there = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    there.addAll(
        db.select(DSL.field(DSL.name("table_name"), String.class))
            .from(DSL.table(DSL.name("information_schema", "tables")))
            .where(
                DSL.field(DSL.name("table_schema"), String.class)
                    .eq(DSL.function("database", String.class)))
            .fetch(Record1::value1));
    for (MigrationInfo script : flyway.info().pending()) {
      tablesOf(script).stream()
          .filter(there::contains)
          .findFirst()
          .ifPresent(taken -> {
            throw new IllegalStateException(
                "Expected to make the table %s, but the database has one that is not ours"
                    .formatted(taken));
          });
    }
  }

  private static List<String> tablesOf(MigrationInfo script) {
    return CREATION
        .matcher(textOf(script))
        .results()
        .map(creation -> creation.group(1).toLowerCase(Locale.ROOT))
        .toList();
  }

  private static String textOf(MigrationInfo script) {
    try (InputStream text =
        Migration.class.getResourceAsStream("/db/migration/" + script.getScript())) {
      return text == null ? "" : new String(text.readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** True if a statement of the script that failed was carried out before. */
  private static boolean hasBegun(FlywayMigrateException failure) {
    return textOf(failure.getMigration())
        .lines()
        .limit(Math.max(0, failure.getLineNumber() - 1L))
        .map(line -> line.replaceFirst("--.*", ""))
        .anyMatch(line -> line.contains(";"));
  }

  /**
   * The failure as it is to whoever starts: something to wait for, or one sentence on why not to.
   */
  private static RuntimeException told(RuntimeException failure) {
    Optional<SQLException> refusal = refusalIn(failure);
    if (refusal.flatMap(StoreFailure::troubleOf).isPresent()) {
      return StoreFailure.of(refusal.get());
    }
    if (failure instanceof DataAccessException && refusal.isPresent()) {
      return new IllegalStateException(
          "Expected to prepare the database's schema, but it refused: "
              + refusal.get().getMessage(),
          failure);
    }
    String reason =
        refusal.map(SQLException::getMessage).orElseGet(() -> String.valueOf(failure.getMessage()));
    return new IllegalStateException(
        "Expected to bring the database's schema up to date, but it could not be done: "
            + reason
                .lines()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .collect(joining(" ")),
        failure);
  }

  private static Optional<SQLException> refusalIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refusal) {
        return Optional.of(refusal);
      }
    }
    return Optional.empty();
  }

  /**
   * Says again and again that this process is there: the server ends a connection that is silent
   * for longer than {@link #SILENCE_MAX}, so that no machine that hangs keeps the lock from the
   * others.
   */
  private static Thread keepAlive(DSLContext holder) {
    return Thread.ofPlatform()
        .daemon()
        .name("migration lock")
        .start(() -> {
          try {
            while (true) {
              Thread.sleep(SILENCE_MAX.dividedBy(6));
              holder.selectOne().fetch();
            }
          } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
          } catch (DataAccessException lost) {
            // Flyway has a lock of its own, on the connection that runs the scripts.
            log.warn("The lock of the migration is lost: {}", lost.getMessage());
          }
        });
  }

  private static void join(Thread alive) {
    try {
      alive.join();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
