package io.flowmanager.domain.catalog;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.util.Set;

/** The wish to withhold who calls from who is called, where an author may say so. */
final class Anonymity {
  private static final Set<String> WISHES = Set.of("", "yes", "no", "auto");

  private Anonymity() {}

  static void require(String type, String wish) {
    if (!WISHES.contains(wish)) {
      throw new FlowException(
          Reason.INVALID_ANONYMOUS_VALUE,
          "invalid anonymous value for %s action: %s".formatted(type, wish));
    }
  }
}
