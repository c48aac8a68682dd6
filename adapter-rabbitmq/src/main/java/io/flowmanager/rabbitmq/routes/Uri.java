package io.flowmanager.rabbitmq.routes;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The address of a request: a path, and perhaps a query after a question mark. Nothing is decoded
 * before it is needed.
 *
 * @param parts texts that the slashes of the path separate; the first is empty
 */
record Uri(String text, List<String> parts) {
  /** Longer ones name nothing that we have. */
  static final int LENGTH_MAX = 64 * 1024;

  Uri {
    requireNonNull(text, "text");
    parts = List.copyOf(parts);
  }

  Uri(String text) {
    this(text, partsOf(pathOf(text)));
  }

  private static String pathOf(String text) {
    int mark = text.indexOf('?');
    return mark < 0 ? text : text.substring(0, mark);
  }

  /** The texts that the slashes of a path separate. */
  static List<String> partsOf(String path) {
    return List.of(path.split("/", -1));
  }

  /**
   * All from a part on, query and all, decoded once.
   *
   * @throws FlowException INVALID_REQUEST
   */
  String restFrom(int part) {
    int at = 0;
    for (int passed = 0; passed < part; passed++) {
      at = text.indexOf('/', at) + 1;
    }
    return decoded(text.substring(at));
  }

  /**
   * The query, decoded.
   *
   * @throws FlowException INVALID_REQUEST
   */
  Map<String, String> query() {
    int mark = text.indexOf('?');
    var query = new LinkedHashMap<String, String>();
    if (mark < 0) {
      return query;
    }
    for (String pair : text.substring(mark + 1).split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      query.put(decoded(name), decoded(value));
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw new FlowException(
          Reason.INVALID_REQUEST,
          "Expected a URI whose percent signs are followed by two digits, but they are not");
    }
  }
}
