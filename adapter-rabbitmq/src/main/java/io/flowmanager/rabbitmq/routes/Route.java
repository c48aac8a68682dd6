package io.flowmanager.rabbitmq.routes;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.Arrival;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.Ids;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.inbound.Answer;
import io.flowmanager.rabbitmq.inbound.RoutedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A request that is answered.
 *
 * @param template the parts of its path: words as they are, {@code {id}} for a UUID in any case,
 *     and as the last one perhaps {@code {rest}} for whatever follows
 * @param label what it is called in metrics
 * @param order which requests are served one after the other, as they arrive
 */
record Route(
    Method method,
    List<String> template,
    String label,
    Order order,
    Function<Arguments, Answer> handler) {

  /** A call waits for its answer, and would be silent for good without it. */
  static final String NEXT = "/v1/activeflows/{id}/next";

  private static final List<String> NEXT_PARTS = Uri.partsOf(NEXT);

  /** Which requests wait for each other. Of different activeflows none do, but for lists. */
  enum Order {
    /** None. */
    FREE,
    /** Those that move it on: a repeat waits for the first. */
    STEPS,
    /** Those that change its variables: each digit goes behind the one before. */
    VARIABLES,
    /** Those that list, whatever they list: two pages at once may be more than memory holds. */
    LISTS,
    /** None; what a small one asks about may be large. */
    STUDIES,
    /** None; it is yet to be, and has to wait where there is more than enough to do. */
    NEW;

    boolean takesLong() {
      return switch (this) {
        case LISTS, STUDIES -> true;
        case FREE, STEPS, VARIABLES, NEW -> false;
      };
    }
  }

  Route {
    requireNonNull(method, "method");
    template = List.copyOf(template);
    requireNonNull(label, "label");
    requireNonNull(order, "order");
    requireNonNull(handler, "handler");
  }

  /** A route whose template is written as a path, like {@link #NEXT}. */
  Route(
      Method method,
      String template,
      String label,
      Order order,
      Function<Arguments, Answer> handler) {
    this(method, Uri.partsOf(template), label, order, handler);
  }

  /** Its template, written as a path. */
  String path() {
    return String.join("/", template);
  }

  /**
   * The arguments of a request; empty if it is another route's.
   *
   * @throws FlowException INVALID_REQUEST if it can't be decoded
   */
  Optional<Arguments> match(Uri uri, Optional<Value> data, Arrival arrival) {
    List<String> parts = uri.parts();
    var ids = new ArrayList<UUID>(2);
    for (int place = 0; place < template.size(); place++) {
      String wanted = template.get(place);
      if (wanted.equals("{rest}")) {
        return parts.size() > place
            ? Optional.of(new Arguments(ids, uri.restFrom(place), Map.of(), data, arrival))
            : Optional.empty();
      }
      if (place >= parts.size()) {
        return Optional.empty();
      }
      if (wanted.equals("{id}")) {
        Optional<UUID> id = dashedId(parts.get(place));
        if (id.isEmpty()) {
          return Optional.empty();
        }
        ids.add(id.get());
      } else if (!wanted.equals(parts.get(place))) {
        return Optional.empty();
      }
    }
    return parts.size() == template.size()
        ? Optional.of(new Arguments(ids, "", uri.query(), data, arrival))
        : Optional.empty();
  }

  /** A request that has come this way, with what it brought along. */
  RoutedRequest with(Arguments arguments) {
    return new RoutedRequest(
        label,
        key(arguments),
        order == Order.NEW,
        order.takesLong(),
        !template.equals(NEXT_PARTS),
        () -> handler.apply(arguments));
  }

  private Optional<String> key(Arguments arguments) {
    return switch (order) {
      case FREE, STUDIES, NEW -> Optional.empty();
      case LISTS -> Optional.of(order.toString());
      case STEPS, VARIABLES -> Optional.of(order + " " + arguments.ids().getFirst());
    };
  }

  private static Optional<UUID> dashedId(String part) {
    return part.length() == 36 ? Ids.parse(part) : Optional.empty();
  }
}
