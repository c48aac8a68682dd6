package io.flowmanager.mysql;

import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
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
  static final String NEWEST_SCRIPT = "12";

  /** How many connections it takes: one holds the lock, and Flyway wants two. */
  static final int CONNECTIONS = 3;

  /** Flyway locks its table only once that is there, and so two may trip over making it. */
  private static final NamedLock LOCK = NamedLock.ofDatabase("flow_schema");

  /** How often to say that another process is at it. */
  private static final Duration WAIT = Duration.ofSeconds(10);

  /** For how long a connection of the migration may say nothing, in whole seconds. */
  static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(Migration.class);

  private Migration() {}

  /**
   * Whether there is nothing to do: to ask takes a millisecond, and Flyway a third of the time
   * until the daemon serves. A script that failed is for Flyway to tell, and counts as missing.
   */
  static boolean isDone(DSLContext db) {
    try {
      return db.selectOne()
          .from(DSL.table(DSL.name(HISTORY_TABLE)))
          .where(DSL.field(DSL.name("version"), String.class).eq(NEWEST_SCRIPT))
          .and(DSL.field(DSL.name("success"), Boolean.class).isTrue())
          .fetch()
          .isNotEmpty();
    } catch (DataAccessException notYet) {
      return false;
    }
  }

  /**
   * Runs what scripts are missing. Of several processes one does so, and the others wait for it.
   *
   * @param connections {@link #CONNECTIONS} of them, that may take their time: a script can
   */
  static void run(DataSource connections, SQLDialect dialect) {
    DSL.using(connections, dialect)
        .connection(held -> {
          DSLContext holder = DSL.using(held, dialect);
          while (!LOCK.take(holder, WAIT)) {
            log.info("Waiting for another process to bring the schema up to date");
          }
          Thread alive = keepAlive(holder);
          try {
            Flyway.configure()
                .dataSource(connections)
                .table(HISTORY_TABLE)
                // The database may hold other services' tables already.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .cleanDisabled(true)
                .load()
                .migrate();
          } finally {
            alive.interrupt();
            join(alive);
            LOCK.release(holder);
          }
        });
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
