package io.flowmanager.application.port;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Cuts pages, for what keeps everything in memory. */
final class Pages {
  private Pages() {}

  static <T> List<T> of(
      Collection<T> all, Page page, Function<T, Instant> created, Function<T, UUID> id) {
    List<T> newestFirst =
        all.stream()
            .filter(one -> created.apply(one).isBefore(page.before()))
            .sorted(
                Comparator.comparing(created)
                    .thenComparing(one -> id.apply(one).toString())
                    .reversed())
            .toList();
    if (newestFirst.size() <= page.size()) {
      return newestFirst;
    }
    Instant last = created.apply(newestFirst.get(page.size() - 1));
    return newestFirst.stream().filter(one -> !created.apply(one).isBefore(last)).toList();
  }

  /** True if a thing has what is wanted of it. */
  static boolean matches(Filter.Wanted wanted, Object value) {
    return switch (wanted) {
      case Filter.Wanted.Id id -> id.value().equals(value);
      case Filter.Wanted.Text text -> text.value().equals(value);
      case Filter.Wanted.Whole whole -> Long.valueOf(whole.value()).equals(value);
      case Filter.Wanted.Flag flag -> Boolean.valueOf(flag.value()).equals(value);
    };
  }
}
