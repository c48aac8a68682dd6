package io.flowmanager.mysql.store;

import static io.flowmanager.mysql.schema.Tables.FLOW_PARKED;
import static io.flowmanager.mysql.schema.Tables.FLOW_REDELIVERED;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.flowmanager.application.json.ValueJson;
import io.flowmanager.application.port.ParkedMessages;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.id.RequestId;
import io.flowmanager.mysql.server.MysqlDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;

/** Parked messages in {@code flow_parked}. */
public final class MysqlParkedMessages implements ParkedMessages {
  private static final List<Field<?>> LABEL =
      List.of(
          FLOW_PARKED.MESSAGE_ID,
          FLOW_PARKED.TM_PARK,
          FLOW_PARKED.QUEUE,
          FLOW_PARKED.METHOD,
          FLOW_PARKED.URI,
          FLOW_PARKED.PROPERTIES,
          FLOW_PARKED.BODY_BYTES);

  private final MysqlDatabase database;

  public MysqlParkedMessages(MysqlDatabase database) {
    this.database = requireNonNull(database, "database");
  }

  @Override
  public void park(Label label, byte[] body) {
    byte[] kept = label.isWhole() ? body : Arrays.copyOf(body, BEGINNING_BYTES);
    var unused =
        database.ask(db ->
            db.transactionResult(together -> {
              together
                  .dsl()
                  .insertInto(FLOW_PARKED)
                  .set(FLOW_PARKED.MESSAGE_ID, label.id().value())
                  .set(FLOW_PARKED.TM_PARK, label.since())
                  .set(FLOW_PARKED.QUEUE, label.queue())
                  .set(FLOW_PARKED.METHOD, label.method())
                  .set(FLOW_PARKED.URI, label.uri())
                  .set(FLOW_PARKED.PROPERTIES, propertiesOf(label))
                  .set(FLOW_PARKED.BODY_BYTES, label.bodyBytes())
                  .set(FLOW_PARKED.BODY, kept)
                  .onDuplicateKeyIgnore()
                  .execute();
              return together
                  .dsl()
                  .deleteFrom(FLOW_REDELIVERED)
                  .where(FLOW_REDELIVERED.MESSAGE_ID.eq(label.id().value()))
                  .execute();
            }));
  }

  @Override
  public List<Label> oldest(int most) {
    return database.ask(db ->
        db.select(LABEL)
            .from(FLOW_PARKED)
            .orderBy(FLOW_PARKED.TM_PARK, FLOW_PARKED.MESSAGE_ID)
            .limit(most)
            .fetch(MysqlParkedMessages::toLabel));
  }

  @Override
  public long size() {
    return database.ask(db -> (long) db.fetchCount(FLOW_PARKED));
  }

  @Override
  public Optional<Parked> find(RequestId id) {
    return database.ask(db ->
        db.select(LABEL)
            .select(FLOW_PARKED.BODY)
            .from(FLOW_PARKED)
            .where(FLOW_PARKED.MESSAGE_ID.eq(id.value()))
            .fetchOptional(row -> new Parked(toLabel(row), row.get(FLOW_PARKED.BODY))));
  }

  /** Asked again after a broken connection it says false, though it is the one that removed it. */
  @Override
  public boolean remove(RequestId id) {
    return database.ask(db ->
        db.deleteFrom(FLOW_PARKED).where(FLOW_PARKED.MESSAGE_ID.eq(id.value())).execute() == 1);
  }

  private static Label toLabel(Record row) {
    return new Label(
        new RequestId(row.get(FLOW_PARKED.MESSAGE_ID)),
        row.get(FLOW_PARKED.TM_PARK),
        row.get(FLOW_PARKED.QUEUE),
        row.get(FLOW_PARKED.METHOD),
        row.get(FLOW_PARKED.URI),
        properties(row.get(FLOW_PARKED.PROPERTIES)),
        row.get(FLOW_PARKED.BODY_BYTES));
  }

  private static String propertiesOf(Label label) {
    var members = new LinkedHashMap<String, Value>();
    label.properties().forEach((name, value) -> members.put(name, new Text(value)));
    return ValueJson.write(new Members(members)).toString();
  }

  private static Map<String, String> properties(String json) {
    Value read = ValueJson.read(json.getBytes(StandardCharsets.UTF_8));
    Map<String, Value> members = read instanceof Members object ? object.values() : Map.of();
    return members.entrySet().stream()
        .filter(member -> member.getValue() instanceof Text)
        .collect(toMap(Map.Entry::getKey, member -> ((Text) member.getValue()).value()));
  }
}
