package io.flowmanager.mysql.column;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.DSL;

/**
 * A moment in a {@code datetime(6)} column: UTC, to the microsecond; what is finer is cut off.
 *
 * <p>It travels as text both ways. Bound as a timestamp, it would lose its microseconds on MariaDB
 * 10, whose servers greet as 5.5.5, for which the driver believes that there are none.
 */
public final class UtcDatetime extends AbstractBinding<LocalDateTime, Instant> {
  private static final long serialVersionUID = 1;

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  public static String text(Instant instant) {
    return TEXT.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  /** With or without a fraction, as servers and drivers like it. */
  static Instant instant(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }

  @Override
  public Converter<LocalDateTime, Instant> converter() {
    return Converter.ofNullable(
        LocalDateTime.class,
        Instant.class,
        local -> local.toInstant(ZoneOffset.UTC),
        instant -> LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC));
  }

  @Override
  protected void sqlInline(BindingSQLContext<Instant> context) {
    Instant instant = context.value();
    context.render().visit(DSL.inline(instant == null ? null : text(instant), String.class));
  }

  @Override
  public void set(BindingSetStatementContext<Instant> context) throws SQLException {
    Instant instant = context.value();
    context.statement().setString(context.index(), instant == null ? null : text(instant));
  }

  @Override
  public void get(BindingGetResultSetContext<Instant> context) throws SQLException {
    String text = context.resultSet().getString(context.index());
    context.value(text == null ? null : instant(text));
  }
}
