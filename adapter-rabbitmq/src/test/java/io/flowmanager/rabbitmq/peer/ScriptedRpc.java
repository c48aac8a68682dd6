package io.flowmanager.rabbitmq.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.rabbitmq.outbound.PeerRequest;
import io.flowmanager.rabbitmq.outbound.Reply;
import io.flowmanager.rabbitmq.outbound.Rpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Gives the same answer to whatever is asked, and keeps what was asked as a text. */
final class ScriptedRpc implements Rpc {
  private final List<String> asked = new ArrayList<>();
  private final List<String> resources = new ArrayList<>();
  private Optional<Json> data = Optional.empty();

  /** Answers with this from now on; before, with success and no data. */
  ScriptedRpc answer(String json) {
    data = Optional.of(Json.of(json));
    return this;
  }

  /** The only request: {@code <queue>: <method> <uri>, <data type>, <time-out> <body>}. */
  String asked() {
    assertThat(asked).hasSize(1);
    return asked.getFirst();
  }

  /** The kind that the only request counts as. */
  String resource() {
    assertThat(resources).hasSize(1);
    return resources.getFirst();
  }

  /** Holds that none of these answers is taken for one. */
  void assertUnexpected(ThrowingCallable question, String... answers) {
    for (String unexpected : answers) {
      answer(unexpected);
      assertThatThrownBy(question)
          .as(unexpected)
          .isInstanceOfSatisfying(
              FlowException.class,
              failure ->
                  assertThat(failure.isFor(Reason.UNEXPECTED_ANSWER))
                      .as(failure.toString())
                      .isTrue());
    }
  }

  @Override
  public Reply ask(PeerRequest request, Duration timeout) {
    asked.add(
        "%s: %s %s, \"%s\", %d s%s"
            .formatted(
                request.queue(),
                request.method(),
                request.uri(),
                request.dataType(),
                timeout.toSeconds(),
                request.body().map(body -> " " + body).orElse("")));
    resources.add(request.resource());
    return new Reply(request, 200, data.map(ValueJson::read));
  }

  @Override
  public CompletionStage<Void> tell(PeerRequest request) {
    throw new AssertionError("Expected a question, but it is told: " + request);
  }

  @Override
  public CompletionStage<Void> tellDelayed(PeerRequest request, Duration delay) {
    throw new AssertionError("Expected a question, but it is told: " + request);
  }
}
