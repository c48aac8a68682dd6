package io.flowmanager.rabbitmq.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.json.EnvelopeJson.Envelope;
import io.flowmanager.rabbitmq.inbound.IncomingRequest;
import io.flowmanager.rabbitmq.inbound.RoutedRequest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private static final String ID = "/5e4a0680-804e-11ec-8477-2fea5968d85b";

  private final Routes routes =
      new Routes(
          mock(FlowRoutes.class),
          mock(ActiveflowRoutes.class),
          mock(VariableRoutes.class),
          mock(OutboxRoutes.class),
          mock(ParkedMessageRoutes.class));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/flows?page_size=10",
        "GET /v1/activeflows?page_size=10",
        "GET /v1/activeflows" + ID + "/history",
        "POST /v1/flows/validate"
      })
  void takesLongForWhatMayLookAtMuch(String request) {
    assertThat(find(request).takesLong()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/activeflows" + ID + "/next",
        "POST /v1/activeflows",
        "POST /v1/variables" + ID + "/variables"
      })
  void doesNotTakeLongForWhatACallWaitsFor(String request) {
    assertThat(find(request).takesLong()).isFalse();
  }

  private RoutedRequest find(String request) {
    String[] words = request.split(" ", 2);
    var envelope = new Envelope(words[0], words[1], "", "", Optional.empty(), "");
    return routes.route(new IncomingRequest("", Map.of(), envelope, "", Arrival.ONCE, true));
  }
}
