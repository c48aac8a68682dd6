package io.flowmanager.mysql.lease;

import static io.flowmanager.mysql.schema.Tables.FLOW_LEASES;

import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.mysql.commit.ServerTime;
import io.flowmanager.mysql.server.NamedLock;
import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * Leases as rows of {@code flow_leases}, on one connection of one process. The connection also
 * holds two locks of the server that are named for the process: they are free when it ends, at once
 * when the process is killed.
 */
final class MysqlLeases {
  /** Held by programs from before there were leases, too, which look for nothing else. */
  private static final String PRESENCE = "flow_manager";

  private static final String LEASE = "flow_lease";

  private final DSLContext db;
  private final String server;

  private MysqlLeases(DSLContext db, String server) {
    this.db = db;
    this.server = server;
  }

  static MysqlLeases on(DSLContext db) {
    Field<String> identity =
        DSL.concat(
            variable("hostname"), DSL.inline(":"), variable("port"), DSL.inline(" "), id(db));
    return new MysqlLeases(db, db.select(identity).fetchSingle().value1());
  }

  /** Servers are cloned with their settings, but MySQL gives each an id of its own. */
  private static Field<String> id(DSLContext db) {
    return db.dialect().family() == SQLDialect.MYSQL
        ? variable("server_uuid")
        : variable("server_id");
  }

  private static Field<String> variable(String name) {
    return DSL.field("@@" + name, String.class);
  }

  /** The server that the connection leads to, which may be one of several with these rows. */
  String server() {
    return server;
  }

  /** False: the connection before this one still holds them, as far as the server knows. */
  boolean takeLocks(ProcessId process) {
    return NamedLock.of(LEASE, process.value()).take(db, Duration.ZERO)
        && NamedLock.of(PRESENCE, process.value()).take(db, Duration.ZERO);
  }

  void begin(ProcessId process) {
    db.insertInto(FLOW_LEASES)
        .set(FLOW_LEASES.PROCESS_ID, process.value())
        .set(FLOW_LEASES.SERVER, server)
        .set(FLOW_LEASES.RENEWALS, 0L)
        .set(FLOW_LEASES.TM_RENEW, ServerTime.FIELD)
        .execute();
  }

  /** False: there is none, or none any more. */
  boolean renew(ProcessId process) {
    return db.update(FLOW_LEASES)
            .set(FLOW_LEASES.RENEWALS, FLOW_LEASES.RENEWALS.plus(1L))
            .set(FLOW_LEASES.SERVER, server)
            .set(FLOW_LEASES.TM_RENEW, ServerTime.FIELD)
            .where(FLOW_LEASES.PROCESS_ID.eq(process.value()))
            .execute()
        > 0;
  }

  List<LeaseObservations.Seen> all() {
    Field<Boolean> isHeld =
        DSL.field(isUsed(LEASE, FLOW_LEASES.PROCESS_ID.getName())).isNotNull().as("is_held");
    return db.select(FLOW_LEASES.PROCESS_ID, FLOW_LEASES.RENEWALS, FLOW_LEASES.SERVER, isHeld)
        .from(FLOW_LEASES)
        .fetch(row ->
            new LeaseObservations.Seen(
                new ProcessId(row.value1()), row.value2(), row.value3(), row.value4()));
  }

  private static String isUsed(String purpose, String id) {
    return "is_used_lock(concat('%s:', lower(hex(%s))))".formatted(purpose, id);
  }

  /** False: it was renewed meanwhile, or someone else was faster. */
  boolean remove(LeaseObservations.Seen gone) {
    return db.deleteFrom(FLOW_LEASES)
            .where(FLOW_LEASES.PROCESS_ID.eq(gone.process().value()))
            .and(FLOW_LEASES.RENEWALS.eq(gone.renewals()))
            .execute()
        > 0;
  }

  void end(ProcessId process) {
    db.deleteFrom(FLOW_LEASES).where(FLOW_LEASES.PROCESS_ID.eq(process.value())).execute();
  }

  /**
   * True if a process has a lease, or is of a program from before there were leases and still
   * there.
   */
  static boolean isThere(DSLContext on, ProcessId process) {
    return on.fetchExists(FLOW_LEASES, FLOW_LEASES.PROCESS_ID.eq(process.value()))
        || (NamedLock.of(PRESENCE, process.value()).isHeld(on)
            && !NamedLock.of(LEASE, process.value()).isHeld(on));
  }
}
