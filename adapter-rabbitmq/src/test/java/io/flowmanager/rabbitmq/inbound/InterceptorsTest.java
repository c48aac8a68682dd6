package io.flowmanager.rabbitmq.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.json.EnvelopeJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterceptorsTest {
  private static final IncomingRequest REQUEST =
      new IncomingRequest(
          "queue",
          Map.of(),
          EnvelopeJson.readRequest(
              "{\"uri\":\"/test\",\"method\":\"GET\"}".getBytes(StandardCharsets.UTF_8)),
          "",
          Arrival.ONCE,
          true);

  private final List<String> seen = new ArrayList<>();

  private Interceptor named(String name) {
    return (request, routed, next) -> {
      seen.add(name + " sees it arrive");
      return () -> {
        seen.add(name + " before");
        Answer answer = next.handle();
        seen.add(name + " after");
        return answer;
      };
    };
  }

  @Test
  void standAroundTheHandlerInTheOrderTheyAreNamedIn() {
    RoutedRequest routed =
        Routed.free(() -> {
          seen.add("handled");
          return Answer.DONE;
        });

    Handler handler =
        Interceptors.of(named("outer"), named("inner")).around(REQUEST, routed, routed.handler());

    assertThat(seen).containsExactly("inner sees it arrive", "outer sees it arrive");
    assertThat(handler.handle()).isSameAs(Answer.DONE);
    assertThat(seen.subList(2, seen.size()))
        .containsExactly("outer before", "inner before", "handled", "inner after", "outer after");
  }

  @Test
  void addNothingWhereThereAreNone() {
    RoutedRequest routed = Routed.free(() -> Answer.DONE);

    assertThat(Interceptors.NONE.around(REQUEST, routed, routed.handler()))
        .isSameAs(routed.handler());
  }
}
