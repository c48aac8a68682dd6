package io.flowmanager.authoring.rehearse;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.step.Request;
import java.util.Locale;
import java.util.Optional;

/**
 * A question that the flow put to another service, and what came back.
 *
 * @param answer empty where it failed, and where nobody waited for one
 */
public record Exchange(
    Request<?> request, Optional<Object> answer, Optional<FlowException> failure) {
  public Exchange {
    requireNonNull(request, "request");
    requireNonNull(answer, "answer");
    requireNonNull(failure, "failure");
  }

  /** The request's name as scenario files write it, e.g. {@code create_calls}. */
  public static String nameOf(Class<?> request) {
    return request.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  String words() {
    String asked = nameOf(request.getClass()).replace('_', ' ');
    return failure
        .map(failed -> "%s: failed with %s".formatted(asked, failed.reason()))
        .orElse(asked);
  }
}
