package io.flowmanager.mysql.commit;

import java.util.List;

/**
 * The text of a statement, with gaps for its values.
 *
 * @param parts what is before, between and after them: one more than there are values
 */
record StatementTemplate(List<String> parts) {
  private static final char GAP = '?';

  /** Question marks are gaps: of our statements none has one in a text of its own. */
  static StatementTemplate of(String rendered) {
    return new StatementTemplate(List.of(rendered.split("\\" + GAP, -1)));
  }

  /**
   * Appends it, with these values in the gaps.
   *
   * @param rows one list of values; more only for an insertion, whose text ends with its row
   * @throws IllegalStateException if there are not as many values as gaps
   */
  void appendTo(StringBuilder sql, List<? extends List<?>> rows) {
    sql.append(parts.getFirst());
    fillIn(sql, rows.getFirst());
    for (List<?> row : rows.subList(1, rows.size())) {
      sql.append(", (");
      fillIn(sql, row);
    }
  }

  private void fillIn(StringBuilder sql, List<?> values) {
    if (parts.size() != values.size() + 1) {
      throw new IllegalStateException(
          "Expected %d values for \"%s\", but there are %d"
              .formatted(parts.size() - 1, String.join("?", parts), values.size()));
    }
    for (int gap = 0; gap < values.size(); gap++) {
      SqlLiteral.append(sql, values.get(gap));
      sql.append(parts.get(gap + 1));
    }
  }
}
