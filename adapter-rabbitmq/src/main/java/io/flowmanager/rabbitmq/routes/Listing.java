package io.flowmanager.rabbitmq.routes;

import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.Timestamps;
import io.flowmanager.application.port.Filter;
import io.flowmanager.application.port.Filter.Wanted;
import io.flowmanager.application.port.Page;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.Ids;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reader of what a list is asked for: a page in the query, a filter in the body, or in the query
 * where there is no body.
 */
final class Listing {
  private static final String PAGE_SIZE = "page_size";
  private static final String PAGE_TOKEN = "page_token";
  private static final Set<String> PAGE = Set.of(PAGE_SIZE, PAGE_TOKEN);

  private Listing() {}

  /**
   * The page. A size of 0 says as little as none. Without a token everything is wanted, also what
   * another process created with a clock ahead.
   *
   * @throws FlowException INVALID_PAGE
   */
  static Page page(Arguments arguments) {
    String size = arguments.query().getOrDefault(PAGE_SIZE, "");
    String token = arguments.query().getOrDefault(PAGE_TOKEN, "");
    Instant before =
        token.isEmpty()
            ? Page.END_OF_TIME
            : Timestamps.find(token).orElseThrow(() -> invalid("page_token to be a time", token));
    return new Page(before, size.isEmpty() ? Page.SIZE_STANDARD : size(size));
  }

  private static int size(String text) {
    long size;
    try {
      size = Long.parseLong(text);
    } catch (NumberFormatException notOne) {
      throw invalid("page_size to be a whole number", text);
    }
    if (size < 0) {
      throw invalid("page_size not to be negative", text);
    }
    return size == 0 ? Page.SIZE_STANDARD : (int) Math.min(size, Page.SIZE_MAX);
  }

  private static FlowException invalid(String wanted, String found) {
    return new FlowException(
        Reason.INVALID_PAGE, "Expected %s, but it is \"%s\"".formatted(wanted, shortened(found)));
  }

  /**
   * The filter.
   *
   * @param keys all that can be asked for
   * @throws FlowException INVALID_REQUEST, INVALID_FILTER
   */
  static <K extends Enum<K> & Filter.Key> Filter<K> filter(Arguments arguments, K[] keys) {
    Map<String, Value> wanted =
        arguments
            .data()
            .map(data -> Body.of(data).members().values())
            .orElseGet(() -> fromQuery(arguments.query()));
    var filter = new LinkedHashMap<K, Wanted>();
    wanted.forEach((name, value) -> {
      K key = key(name, keys);
      filter.put(key, wanted(key, value));
    });
    return new Filter<>(filter);
  }

  private static Map<String, Value> fromQuery(Map<String, String> query) {
    return query.entrySet().stream()
        .filter(entry -> !PAGE.contains(entry.getKey()) && !entry.getValue().isEmpty())
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Text(entry.getValue())));
  }

  private static <K extends Enum<K> & Filter.Key> K key(String name, K[] keys) {
    return Arrays.stream(keys)
        .filter(key -> key.wireName().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new FlowException(
                Reason.INVALID_FILTER,
                "Expected a filter by one of %s, but it is by \"%s\""
                    .formatted(
                        Arrays.stream(keys)
                            .map(Filter.Key::wireName)
                            .collect(Collectors.joining(", ")),
                        shortened(name))));
  }

  private static Wanted wanted(Filter.Key key, Value value) {
    return Optional.of(key.kind())
        .flatMap(kind -> read(kind, value))
        .orElseThrow(() ->
            new FlowException(
                Reason.INVALID_FILTER,
                "Expected %s to be filtered by %s, but it is by %s"
                    .formatted(key.wireName(), describe(key.kind()), value.kind())));
  }

  private static Optional<Wanted> read(Class<? extends Wanted> kind, Value value) {
    if (kind == Wanted.Flag.class) {
      return flag(value);
    }
    if (kind == Wanted.Whole.class) {
      return number(value);
    }
    if (!(value instanceof Text text)) {
      return Optional.empty();
    }
    return kind == Wanted.Text.class
        ? Optional.of(new Wanted.Text(text.value()))
        : id(text.value()).map(Wanted.Id::new);
  }

  /** An empty text is the id of all zeros. */
  private static Optional<UUID> id(String text) {
    return text.isEmpty() ? Optional.of(new UUID(0, 0)) : Ids.parse(text);
  }

  private static Optional<Wanted> flag(Value value) {
    if (value instanceof Flag flag) {
      return Optional.of(new Wanted.Flag(flag.value()));
    }
    return value instanceof Text text
        ? Optional.of(new Wanted.Flag(text.value().equals("true")))
        : Optional.empty();
  }

  private static Optional<Wanted> number(Value value) {
    try {
      if (value instanceof Numeral number) {
        return Optional.of(new Wanted.Whole(number.value().longValueExact()));
      }
      return value instanceof Text text
          ? Optional.of(new Wanted.Whole(Long.parseLong(text.value())))
          : Optional.empty();
    } catch (ArithmeticException | NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  private static String describe(Class<? extends Wanted> kind) {
    if (kind == Wanted.Id.class) {
      return "an id (a UUID)";
    }
    if (kind == Wanted.Whole.class) {
      return "a whole number";
    }
    return kind == Wanted.Flag.class ? "true or false" : "a text";
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
