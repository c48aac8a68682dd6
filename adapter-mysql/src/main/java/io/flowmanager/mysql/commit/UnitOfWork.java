package io.flowmanager.mysql.commit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.flowmanager.application.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Table;

/**
 * The changes of a request, to be kept as a whole or not at all.
 *
 * @param next the row that has to have its next version by it; where it can't, nothing is kept
 * @param added the rows that come with it
 */
public record UnitOfWork(Optional<CompareAndSet> next, List<NewRow> added) {
  /** Of ids, moments and numbers. */
  private static final int USUAL_LENGTH = 32;

  /**
   * From so many characters on they are large, and go as a {@link BoundTransaction}: in the text of
   * a statement one may become two, and a few such texts are copied at once.
   */
  static final int LARGE_MIN = 64 * 1024;

  public static UnitOfWork of(CompareAndSet next, List<NewRow> added) {
    return new UnitOfWork(Optional.of(next), added);
  }

  /** Of new rows only, which are kept unless one of them is there already. */
  public static UnitOfWork of(List<NewRow> added) {
    return new UnitOfWork(Optional.empty(), added);
  }

  public boolean areLarge() {
    return length() >= LARGE_MIN;
  }

  /** About how much text they are, in characters. */
  long length() {
    return Stream.concat(
            next.stream().flatMap(version -> version.changes().values().stream()),
            added.stream().flatMap(row -> row.values().stream()))
        .mapToLong(UnitOfWork::length)
        .sum();
  }

  private static long length(Object value) {
    return switch (value) {
      case null -> USUAL_LENGTH;
      case String text -> text.length();
      case Json json -> json.length();
      default -> USUAL_LENGTH;
    };
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
   * there by now, or none at all, the server refuses all.
   */
  static List<SqlStatement> together(List<UnitOfWork> requests) {
    List<CompareAndSet> versions =
        requests.stream().flatMap(request -> request.next().stream()).toList();
    var statements = new ArrayList<SqlStatement>();
    versions.forEach(version -> statements.add(version.orNothing()));
    var byTable =
        requests.stream()
            .flatMap(request -> request.added().stream())
            .collect(groupingBy(NewRow::table, LinkedHashMap::new, toList()));
    boolean checked = versions.isEmpty();
    for (List<NewRow> rows : inOrder(byTable, versions)) {
      statements.add(
          SqlStatement.insertAll(checked ? rows : CompareAndSet.provided(versions, rows)));
      checked = true;
    }
    return statements;
  }

  /** A statement that adds to a table can't ask what is in it, so other tables come first. */
  private static List<List<NewRow>> inOrder(
      Map<Table<?>, List<NewRow>> byTable, List<CompareAndSet> versions) {
    Set<Table<?>> changed =
        versions.stream().map(version -> version.row().table()).collect(toSet());
    return byTable.entrySet().stream()
        .sorted(
            Comparator.comparing(
                (Map.Entry<Table<?>, List<NewRow>> rows) -> changed.contains(rows.getKey())))
        .map(Map.Entry::getValue)
        .toList();
  }
}
