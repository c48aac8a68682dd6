package io.flowmanager.mysql.commit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Field;

/**
 * A thing's layout in columns, each named once, for reading and for writing.
 *
 * @param <T> what a row holds
 */
public final class Columns<T> {
  /**
   * @param part what of the thing the column shows; only where that changed is it written again
   * @param written what is written of the part
   */
  private record Column<T, P>(Field<?> field, Function<T, P> part, Function<P, ?> written) {
    Object valueOf(T thing) {
      return written.apply(part.apply(thing));
    }

    /** A part that was not touched is the very same object: then this costs nothing. */
    boolean isSame(T before, T after) {
      return part.apply(before).equals(part.apply(after));
    }
  }

  private final List<Column<T, ?>> columns = new ArrayList<>();

  public <P> Columns<T> with(Field<?> field, Function<T, P> part, Function<P, ?> written) {
    columns.add(new Column<>(field, part, written));
    return this;
  }

  public <P> Columns<T> with(Field<P> field, Function<T, P> part) {
    return with(field, part, value -> value);
  }

  public List<Field<?>> fields() {
    return columns.stream().<Field<?>>map(Column::field).toList();
  }

  /** In the order of {@link #fields}; null where SQL says NULL. */
  public List<Object> valuesOf(T thing) {
    var values = new ArrayList<Object>(columns.size());
    columns.forEach(column -> values.add(column.valueOf(thing)));
    return values;
  }

  /** The columns that have to be written to make a row of the one a row of the other. */
  public Map<Field<?>, Object> changes(T before, T after) {
    var changes = new LinkedHashMap<Field<?>, Object>();
    for (Column<T, ?> column : columns) {
      if (!column.isSame(before, after)) {
        changes.put(column.field(), column.valueOf(after));
      }
    }
    return changes;
  }
}
