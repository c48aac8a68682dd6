package io.flowmanager.mysql.lease;

import static io.flowmanager.mysql.schema.Tables.FLOW_CLAIMS;
import static java.util.Objects.requireNonNull;

import io.flowmanager.application.port.Processes;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.mysql.server.MysqlDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A claim to do what one process does at a time, as a row of {@code flow_claims}. It is good as
 * long as its process is there, so nobody renews it. Within its process, it is for whoever took it
 * to see that there is only one.
 */
public final class Claim {
  /** A thread of the background has time; who asked for it waits no longer anyway. */
  private static final Duration LEASE_WAIT_MAX = Duration.ofSeconds(1);

  private final MysqlDatabase database;
  private final Processes processes;
  private final String name;

  public Claim(MysqlDatabase database, Processes processes, String name) {
    this.database = requireNonNull(database, "database");
    this.processes = requireNonNull(processes, "processes");
    this.name = requireNonNull(name, "name");
  }

  /**
   * Takes it.
   *
   * @return as whom; empty: someone else has it
   * @throws FlowException LEASE_NOT_RENEWED, STORE_UNAVAILABLE
   */
  public Optional<ProcessId> take() {
    ProcessId self = processes.self();
    if (!isStillOurs(self)) {
      return Optional.empty();
    }
    ProcessId holder = holder().orElseGet(this::nobody);
    boolean isFree = holder.isNone() || holder.equals(self) || !processes.isThere(holder);
    return isFree && change(holder, self) ? Optional.of(self) : Optional.empty();
  }

  /**
   * True if whoever took it as that process still has it.
   *
   * @throws FlowException LEASE_NOT_RENEWED
   */
  public boolean isStillOurs(ProcessId self) {
    return processes.isStill(self, LEASE_WAIT_MAX);
  }

  public void release(ProcessId self) {
    var unused = change(self, ProcessId.NONE);
  }

  private Optional<ProcessId> holder() {
    return database.ask(db ->
        db.select(FLOW_CLAIMS.PROCESS_ID)
            .from(FLOW_CLAIMS)
            .where(FLOW_CLAIMS.NAME.eq(name))
            .fetchOptional(row -> new ProcessId(row.value1())));
  }

  private ProcessId nobody() {
    UUID nobody = ProcessId.NONE.value();
    var unused =
        database.ask(db ->
            db.insertInto(FLOW_CLAIMS)
                .set(FLOW_CLAIMS.NAME, name)
                .set(FLOW_CLAIMS.PROCESS_ID, nobody)
                .onDuplicateKeyIgnore()
                .execute());
    return ProcessId.NONE;
  }

  /** Again: the same. */
  private boolean change(ProcessId from, ProcessId to) {
    return database.ask(db ->
        db.update(FLOW_CLAIMS)
            .set(FLOW_CLAIMS.PROCESS_ID, to.value())
            .where(FLOW_CLAIMS.NAME.eq(name))
            .and(FLOW_CLAIMS.PROCESS_ID.in(from.value(), to.value()))
            .execute())
        > 0;
  }
}
