package io.flowmanager.mysql.commit;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.Table;

/**
 * A row that is to be added.
 *
 * @param columns for one table always the same ones
 * @param values in the order of the columns; null: NULL
 */
public record NewRow(Table<?> table, List<Field<?>> columns, List<?> values) {
  /**
   * The same, refused unless a condition holds.
   *
   * @param condition SQL
   * @throws IllegalStateException if there is no number in it
   */
  NewRow onlyIf(String condition) {
    var conditional = new ArrayList<Object>(values);
    for (int index = 0; index < values.size(); index++) {
      if (values.get(index) instanceof Number number) {
        conditional.set(index, new SqlLiteral.NumberIf(number, condition));
        return new NewRow(table, columns, conditional);
      }
    }
    throw new IllegalStateException(
        "Expected a number in a new row of %s, but there is none".formatted(table.getName()));
  }
}
