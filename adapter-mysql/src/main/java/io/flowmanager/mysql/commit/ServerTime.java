package io.flowmanager.mysql.commit;

import static io.flowmanager.mysql.schema.Tables.FLOW_LEASES;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * A moment that the server itself finds when it runs the statement that has it for a value, by the
 * server's clock: the one clock that all processes share. UTC, to the microsecond.
 *
 * @param later by how much it is later than the server's now
 */
public record ServerTime(Duration later) {
  static final ServerTime NOW = new ServerTime(Duration.ZERO);

  private static final String SQL = "utc_timestamp(6)";

  /** The server's now in a question. */
  public static final Field<Instant> FIELD = DSL.field(SQL, FLOW_LEASES.TM_RENEW.getDataType());

  /** A moment before the server's now, in a question. */
  public static Field<Instant> before(Duration earlier) {
    return DSL.field(
        SQL + " - interval {0} microsecond",
        FLOW_LEASES.TM_RENEW.getDataType(),
        DSL.inline(earlier.dividedBy(ChronoUnit.MICROS.getDuration())));
  }

  public static ServerTime in(Duration later) {
    return new ServerTime(later);
  }

  /** An expression. */
  String sql() {
    return later.isZero()
        ? SQL
        : SQL
            + " + interval %d microsecond"
                .formatted(later.dividedBy(ChronoUnit.MICROS.getDuration()));
  }
}
