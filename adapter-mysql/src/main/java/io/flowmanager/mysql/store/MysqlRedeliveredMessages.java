package io.flowmanager.mysql.store;

import static io.flowmanager.mysql.schema.Tables.FLOW_REDELIVERED;
import static io.flowmanager.mysql.schema.Tables.FLOW_SIGNED_ON;
import static java.util.Objects.requireNonNull;

import io.flowmanager.application.port.RedeliveredMessages;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.domain.id.RequestId;
import io.flowmanager.mysql.commit.ServerTime;
import io.flowmanager.mysql.server.MysqlDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Field;

/**
 * Redelivered messages in {@code flow_redelivered}, the register in {@code flow_signed_on}.
 *
 * <p>Times are the server's. They decide for how many minutes an end is remembered.
 */
public final class MysqlRedeliveredMessages implements RedeliveredMessages {
  private static final Duration END_KEPT = Duration.ofMinutes(10);
  private static final Duration LEFT_BEHIND_KEPT = Duration.ofDays(1);

  private final MysqlDatabase database;

  public MysqlRedeliveredMessages(MysqlDatabase database) {
    this.database = requireNonNull(database, "database");
  }

  @Override
  public Optional<Attempt> find(RequestId message) {
    return database.ask(db ->
        db.select(FLOW_REDELIVERED.PROCESS_ID, FLOW_REDELIVERED.ENDED)
            .from(FLOW_REDELIVERED)
            .where(FLOW_REDELIVERED.MESSAGE_ID.eq(message.value()))
            .fetchOptional(row -> new Attempt(new ProcessId(row.value1()), row.value2())));
  }

  @Override
  public boolean replace(RequestId message, Optional<Attempt> before, Attempt after) {
    return database.ask(db ->
        1
            == before
                .map(old ->
                    db.update(FLOW_REDELIVERED)
                        .set(FLOW_REDELIVERED.PROCESS_ID, after.owner().value())
                        .set(FLOW_REDELIVERED.ENDED, after.ended())
                        .set(FLOW_REDELIVERED.TM_BEGIN, ServerTime.FIELD)
                        .where(FLOW_REDELIVERED.MESSAGE_ID.eq(message.value()))
                        .and(FLOW_REDELIVERED.PROCESS_ID.eq(old.owner().value()))
                        .and(FLOW_REDELIVERED.ENDED.eq(old.ended()))
                        .execute())
                .orElseGet(() ->
                    db.insertInto(FLOW_REDELIVERED)
                        .set(FLOW_REDELIVERED.MESSAGE_ID, message.value())
                        .set(FLOW_REDELIVERED.PROCESS_ID, after.owner().value())
                        .set(FLOW_REDELIVERED.ENDED, after.ended())
                        .set(FLOW_REDELIVERED.TM_BEGIN, ServerTime.FIELD)
                        .onDuplicateKeyIgnore()
                        .execute()));
  }

  @Override
  public void forget(RequestId message, ProcessId owner) {
    var unused =
        database.ask(db ->
            db.deleteFrom(FLOW_REDELIVERED)
                .where(FLOW_REDELIVERED.MESSAGE_ID.eq(message.value()))
                .and(FLOW_REDELIVERED.PROCESS_ID.eq(owner.value()))
                .execute());
  }

  @Override
  public void signOn(ProcessId process) {
    Field<Instant> old = ServerTime.before(LEFT_BEHIND_KEPT);
    var unused =
        database.ask(db -> {
          db.deleteFrom(FLOW_REDELIVERED).where(FLOW_REDELIVERED.TM_BEGIN.lt(old)).execute();
          db.deleteFrom(FLOW_SIGNED_ON).where(FLOW_SIGNED_ON.TM_END.lt(old)).execute();
          return db.insertInto(FLOW_SIGNED_ON)
              .set(FLOW_SIGNED_ON.PROCESS_ID, process.value())
              .set(FLOW_SIGNED_ON.TM_BEGIN, ServerTime.FIELD)
              .onDuplicateKeyIgnore()
              .execute();
        });
  }

  @Override
  public void signOff(ProcessId process) {
    var unused =
        database.ask(db ->
            db.deleteFrom(FLOW_SIGNED_ON)
                .where(FLOW_SIGNED_ON.PROCESS_ID.eq(process.value()))
                .execute());
  }

  @Override
  public Set<ProcessId> signedOn() {
    Field<Instant> from = ServerTime.before(END_KEPT);
    return database
        .ask(db ->
            db.select(FLOW_SIGNED_ON.PROCESS_ID)
                .from(FLOW_SIGNED_ON)
                .where(FLOW_SIGNED_ON.TM_END.isNull().or(FLOW_SIGNED_ON.TM_END.ge(from)))
                .fetchSet(FLOW_SIGNED_ON.PROCESS_ID))
        .stream()
        .map(ProcessId::new)
        .collect(Collectors.toSet());
  }

  @Override
  public void markEnded(ProcessId process) {
    var unused =
        database.ask(db ->
            db.update(FLOW_SIGNED_ON)
                .set(FLOW_SIGNED_ON.TM_END, ServerTime.FIELD)
                .where(FLOW_SIGNED_ON.PROCESS_ID.eq(process.value()))
                .and(FLOW_SIGNED_ON.TM_END.isNull())
                .execute());
  }
}
