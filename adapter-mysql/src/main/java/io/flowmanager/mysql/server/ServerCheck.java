package io.flowmanager.mysql.server;

import static io.flowmanager.mysql.schema.Tables.FLOW_OUTBOX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.flowmanager.application.event.EventType;
import io.flowmanager.application.json.DomainEventsJson.Told;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.mysql.commit.BoundTransaction;
import io.flowmanager.mysql.commit.CompareAndSet;
import io.flowmanager.mysql.commit.MultiStatement;
import io.flowmanager.mysql.commit.NewRow;
import io.flowmanager.mysql.commit.OutboxRow;
import io.flowmanager.mysql.commit.SqlStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;

/**
 * A check that the server does what this package relies on: stores what a change might tell, to the
 * microsecond and with all that a text may hold, and keeps nothing of a compare-and-set that lost,
 * in whichever way it is said. What fails here would lose data later.
 */
final class ServerCheck {
  private static final Instant STORED = Instant.parse("2026-11-23T10:11:12.123456Z");

  /** Letters of one to four bytes, as a name or a message may have them. */
  private static final String LETTERS =
      "' a \u00E4\u00F6\u00FC\u00DF \u20AC \u96FB\u8A71 \uD83D\uDCDE";

  /** Often enough for a text to come piece by piece. */
  private static final int PIECES = BoundTransaction.STREAMED_MIN / LETTERS.length() + 1;

  /** With a backslash: such a text goes in hexadecimal, in which no character set gets its way. */
  private static final String RESOURCE = "{\"text\":\"\\\\ \\\" " + LETTERS + "\"}";

  /**
   * A value that travels beside its statement, with it or piece by piece, with a backslash or
   * without.
   */
  private static final List<String> BOUND =
      List.of(LETTERS, RESOURCE, LETTERS.repeat(PIECES), RESOURCE.repeat(PIECES));

  /** As the server has it, whatever becomes of it on the way back. */
  private static final Field<String> BYTES =
      DSL.function("hex", String.class, FLOW_OUTBOX.RESOURCE).as("bytes");

  private static final Field<Integer> LENGTH = DSL.charLength(FLOW_OUTBOX.RESOURCE).as("length");

  private final Rehearsal rehearsal;
  private final BoundRehearsal bound;
  private final UUID samples = UUID.randomUUID();
  private final UUID owner = UUID.randomUUID();
  private final SqlStatement first = SqlStatement.insert(row(1));

  /** Of the row of {@link #first}, which has another one. */
  private final CompareAndSet next =
      new CompareAndSet(
          new CompareAndSet.Row(FLOW_OUTBOX, FLOW_OUTBOX.OWNER_ID, FLOW_OUTBOX.VERSION, owner),
          2,
          Map.of());

  /** Runs statements, and leaves no trace of them. */
  interface Rehearsal {
    MultiStatement.Outcome of(List<SqlStatement> statements) throws SQLException;
  }

  /** Adds rows as a {@link BoundTransaction} does, asks, and leaves no trace of them. */
  interface BoundRehearsal {
    Result<Record> of(List<NewRow> rows, SqlStatement question) throws SQLException;
  }

  ServerCheck(Rehearsal rehearsal, BoundRehearsal bound) {
    this.rehearsal = requireNonNull(rehearsal, "rehearsal");
    this.bound = requireNonNull(bound, "bound");
  }

  /**
   * Makes it.
   *
   * @throws IllegalStateException if the server can't be trusted, with the reason
   */
  void make() throws SQLException {
    Result<Record> found = afterALostChange();
    if (found.size() != 1) {
      throw new IllegalStateException(
          "Expected a lost compare-and-set to keep nothing, but %d rows are there instead of 1"
              .formatted(found.size()));
    }
    Instant storedAs = found.getFirst().get(FLOW_OUTBOX.TM_CREATE);
    if (!STORED.equals(storedAs)) {
      throw new IllegalStateException(
          "Expected the database to keep microseconds, but %s came back as %s"
              .formatted(STORED, storedAs));
    }
    requireKept(RESOURCE, found.getFirst().get(FLOW_OUTBOX.RESOURCE));
    requireKept(
        List.of(LETTERS), rehearsal.of(List.of(insert(LETTERS), kept())).answers().getFirst());
    requireKept(BOUND, bound.of(BOUND.stream().map(this::sample).toList(), kept()));
    SqlStatement provided =
        SqlStatement.insertAll(CompareAndSet.provided(List.of(next), List.of(row(3))));
    if (!isRefused(List.of(first, next.orNothing()))
        || !isRefused(List.of(next.orNothing(), provided))) {
      throw new IllegalStateException(
          "Expected the database to refuse a version beyond all numbers, but it took it");
    }
  }

  private Result<Record> afterALostChange() throws SQLException {
    SqlStatement question =
        SqlStatement.once(
            DSL.select(FLOW_OUTBOX.TM_CREATE, FLOW_OUTBOX.RESOURCE)
                .from(FLOW_OUTBOX)
                .where(FLOW_OUTBOX.OWNER_ID.eq(owner)));
    return rehearsal
        .of(List.of(first, next.ifItIsStill(), SqlStatement.insertIfKept(row(3)), question))
        .answers()
        .getFirst();
  }

  /** Of a text without a backslash, which goes in the connection's character set, both ways. */
  private SqlStatement insert(String text) {
    return SqlStatement.insert(sample(text));
  }

  private NewRow sample(String text) {
    return new NewRow(
        FLOW_OUTBOX,
        List.of(
            FLOW_OUTBOX.OWNER_ID,
            FLOW_OUTBOX.VERSION,
            FLOW_OUTBOX.ORDINAL,
            FLOW_OUTBOX.TYPE,
            FLOW_OUTBOX.RESOURCE,
            FLOW_OUTBOX.TM_CREATE),
        List.of(
            samples,
            1L,
            Math.max(0, BOUND.indexOf(text)),
            EventType.FLOW_CREATED.wireName(),
            text,
            STORED));
  }

  private SqlStatement kept() {
    return SqlStatement.once(
        DSL.select(FLOW_OUTBOX.RESOURCE, BYTES, LENGTH)
            .from(FLOW_OUTBOX)
            .where(FLOW_OUTBOX.OWNER_ID.eq(samples))
            .orderBy(FLOW_OUTBOX.ORDINAL));
  }

  private static void requireKept(List<String> texts, Result<Record> found) {
    if (found.size() != texts.size()) {
      throw new IllegalStateException(
          "Expected the database to keep %d rows, but it kept %d"
              .formatted(texts.size(), found.size()));
    }
    for (int place = 0; place < texts.size(); place++) {
      String text = texts.get(place);
      Record row = found.get(place);
      requireKept(text, row.get(FLOW_OUTBOX.RESOURCE));
      requireKept(text, unhexed(row.get(BYTES)));
      int length = text.codePointCount(0, text.length());
      if (row.get(LENGTH) != length) {
        throw new IllegalStateException(
            "Expected the database to count %d characters, but it counts %d"
                .formatted(length, row.get(LENGTH)));
      }
    }
  }

  private static void requireKept(String text, String found) {
    if (!text.equals(found)) {
      throw new IllegalStateException(
          "Expected the database to keep texts as they are, but '%s' came to '%s': a matter of character sets"
              .formatted(text, found));
    }
  }

  private static String unhexed(String hex) {
    return new String(HexFormat.of().parseHex(hex), UTF_8);
  }

  private boolean isRefused(List<SqlStatement> changes) throws SQLException {
    try {
      rehearsal.of(changes);
      return false;
    } catch (SQLException failure) {
      if (StoreFailure.isOtherVersion(failure)) {
        return true;
      }
      throw failure;
    }
  }

  private NewRow row(long version) {
    var told = new Told(EventType.FLOW_CREATED.wireName(), Json.of(RESOURCE));
    return OutboxRow.of(Outbox.Key.of(owner, version), List.of(told), STORED);
  }
}
