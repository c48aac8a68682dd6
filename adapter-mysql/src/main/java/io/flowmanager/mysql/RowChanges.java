package io.flowmanager.mysql;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What one request changes, to be kept as a whole or not at all.
 *
 * @param next the row that has to have its next version by it; where it can't, nothing is kept
 * @param added the rows that come with it
 */
record RowChanges(Optional<NextVersion> next, List<NewRow> added) {
  static RowChanges of(NextVersion next, List<NewRow> added) {
    return new RowChanges(Optional.of(next), added);
  }

  /** Of new rows only, which are kept unless one of them is there already. */
  static RowChanges of(List<NewRow> added) {
    return new RowChanges(Optional.empty(), added);
  }

  /** How much there is to write. */
  int values() {
    return next.map(version -> version.changes().size()).orElse(0)
        + added.stream().mapToInt(row -> row.values().size()).sum();
  }

  /**
   * As statements that ask whether the one before them found a row: if another version is there by
   * now, they run, and keep nothing.
   */
  List<SqlStatement> byItself() {
    var statements = new ArrayList<SqlStatement>(1 + added.size());
    next.ifPresent(version -> statements.add(version.ifItIsStill()));
    added.forEach(row ->
        statements.add(
            next.isPresent() ? SqlStatement.insertIfKept(row) : SqlStatement.insert(row)));
    return statements;
  }

  /**
   * Those of several requests as the fewest statements: the next versions one by one, in the order
   * of the requests, then the new rows of each table at once. If another version of one of them is
   * there by now, the server refuses all.
   */
  static List<SqlStatement> together(List<RowChanges> requests) {
    var statements = new ArrayList<SqlStatement>();
    requests.forEach(
        request -> request.next().ifPresent(version -> statements.add(version.orNothing())));
    var byTable =
        requests.stream()
            .flatMap(request -> request.added().stream())
            .collect(groupingBy(NewRow::table, LinkedHashMap::new, toList()));
    byTable.values().forEach(rows -> statements.add(SqlStatement.insertAll(rows)));
    return statements;
  }
}
