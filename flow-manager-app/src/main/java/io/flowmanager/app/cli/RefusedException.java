package io.flowmanager.app.cli;

import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.EnvelopeJson.Response;
import io.flowmanager.domain.action.Value.Members;

/** The daemon answered that it won't, and why. */
final class RefusedException extends RuntimeException {
  private RefusedException(String message) {
    super(message);
  }

  static RefusedException by(Response answer) {
    if (answer.data().isPresent() && answer.data().get() instanceof Members members) {
      Body failure = Body.of(members);
      return new RefusedException(
          "%d %s: %s"
              .formatted(answer.statusCode(), failure.text("reason"), failure.text("message")));
    }
    return new RefusedException("the answer is %d".formatted(answer.statusCode()));
  }
}
