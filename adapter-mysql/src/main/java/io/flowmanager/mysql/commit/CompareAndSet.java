package io.flowmanager.mysql.commit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.flowmanager.mysql.server.StoreFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;

/**
 * A compare-and-set: what makes a row its next version, provided that it still has the one that was
 * read. It can be said in two ways, for the server either finds no such row, or refuses.
 *
 * @param row which one
 * @param read the version that it has to have
 * @param changes what is written, besides the version
 */
public record CompareAndSet(Row row, long read, Map<Field<?>, Object> changes) {
  /**
   * Added to a version, which is 1 at least, it is more than the server can count to. Being counted
   * wrong, not being NULL, is refused in each {@code sql_mode}. Source: "Out-of-Range and Overflow
   * Handling" in MySQL's reference manual.
   */
  private static final long TOO_MANY = Long.MAX_VALUE;

  /** A row that has versions, by its key. */
  public record Row(Table<?> table, Field<UUID> idColumn, Field<Long> versionColumn, UUID id) {}

  /** Finds no row where the version is another one by now. */
  public SqlStatement ifItIsStill() {
    return SqlStatement.change(
        "if it is still " + shape(),
        () ->
            setting(changes)
                .set(row.versionColumn(), read + 1)
                .where(row.idColumn().eq(row.id()))
                .and(row.versionColumn().eq(read)),
        values(read + 1, row.id(), read));
  }

  /**
   * Fails where the version is another one by now ({@link StoreFailure#isOtherVersion}), and with
   * it the transaction. Where there is no such row, only {@link #provided} fails.
   */
  public SqlStatement orNothing() {
    return SqlStatement.change(
        "or nothing " + shape(),
        () ->
            setting(changes)
                .set(
                    row.versionColumn(),
                    DSL.when(row.versionColumn().eq(read), read + 1)
                        .otherwise(row.versionColumn().plus(DSL.inline(TOO_MANY))))
                .where(row.idColumn().eq(row.id())),
        values(read, read + 1, row.id()));
  }

  /**
   * These rows, which are refused in the same way unless all of these versions were made: to be
   * added right after the last of them was, to another table.
   */
  public static List<NewRow> provided(List<CompareAndSet> made, List<NewRow> rows) {
    var provided = new ArrayList<>(rows);
    provided.set(0, rows.getFirst().onlyIf(areThere(made)));
    return provided;
  }

  /** An SQL condition. Of one row the server knows already whether it was found. */
  private static String areThere(List<CompareAndSet> made) {
    if (made.size() == 1) {
      return "row_count() > 0";
    }
    return made.stream()
        .collect(groupingBy(version -> version.row().table(), LinkedHashMap::new, toList()))
        .values()
        .stream()
        .map(CompareAndSet::areInTheirTable)
        .collect(joining(" and "));
  }

  private static String areInTheirTable(List<CompareAndSet> made) {
    Row first = made.getFirst().row();
    return made.stream()
        .map(version -> SqlLiteral.of(version.row().id()))
        .collect(
            joining(
                ", ",
                "(select count(*) from %s where %s in ("
                    .formatted(first.table().getName(), first.idColumn().getName()),
                ")) = " + made.size()));
  }

  private UpdateSetMoreStep<?> setting(Map<Field<?>, Object> columns) {
    return DSL.update(row.table()).set(columns);
  }

  private String shape() {
    return row.table().getName()
        + changes.keySet().stream().map(Field::getName).collect(joining(" ", " ", ""));
  }

  private List<Object> values(Object... more) {
    var values = new ArrayList<Object>(changes.values());
    values.addAll(List.of(more));
    return values;
  }
}
