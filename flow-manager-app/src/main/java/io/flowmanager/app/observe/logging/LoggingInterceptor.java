package io.flowmanager.app.observe.logging;

import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.EnvelopeJson.Envelope;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.id.Ids;
import io.flowmanager.rabbitmq.inbound.Handler;
import io.flowmanager.rabbitmq.inbound.IncomingRequest;
import io.flowmanager.rabbitmq.inbound.Interceptor;
import io.flowmanager.rabbitmq.inbound.RoutedRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The request that a line of the log belongs to, and what that is about, as far as the request
 * itself tells; what else there is to say is known once the activeflow is found.
 */
public final class LoggingInterceptor implements Interceptor {
  /** The kind of id that is behind each of these in a URI. */
  private static final Map<String, String> OWNERS =
      Map.of(
          "flows", LogFields.FLOW,
          "activeflows", LogFields.ACTIVEFLOW,
          "active-flows", LogFields.ACTIVEFLOW,
          "variables", LogFields.ACTIVEFLOW);

  private static final int NAME_LENGTH_MAX = 64;
  private static final int ID_LENGTH = 36;

  /** Members of a body that name something, and nothing else. */
  private static final List<String> NAMES =
      List.of(LogFields.CUSTOMER, LogFields.FLOW, LogFields.REFERENCE, LogFields.REFERENCE_TYPE);

  private static final String CURRENT_ACTION = "current_action_id";

  @Override
  public Handler around(IncomingRequest request, RoutedRequest routed, Handler next) {
    return () -> {
      // They stay for what is done after the answer; the thread's next work has its own.
      LogFields.begin();
      name(request, routed.label());
      return next.handle();
    };
  }

  private static void name(IncomingRequest request, String label) {
    Envelope envelope = request.envelope();
    LogFields.put(
        LogFields.REQUEST,
        envelope.requestId().isEmpty() ? request.correlationId() : envelope.requestId());
    LogFields.put(LogFields.METHOD, envelope.method());
    LogFields.put(LogFields.ROUTE, label);
    LogFields.put(LogFields.PUBLISHER, envelope.publisher());
    envelope
        .data()
        .ifPresent(data -> {
          if (data instanceof Members members) {
            NAMES.forEach(name -> id(members, name).ifPresent(id -> LogFields.put(name, id)));
            id(members, CURRENT_ACTION).ifPresent(id -> LogFields.put(LogFields.ACTION, id));
          }
        });
    nameOwner(envelope.uri());
  }

  private static void nameOwner(String uri) {
    String[] parts = uri.split("/", -1);
    for (int part = 0; part + 1 < parts.length; part++) {
      String owner = OWNERS.getOrDefault(parts[part], "");
      if (!owner.isEmpty() && parts[part + 1].length() >= ID_LENGTH) {
        Ids.parse(parts[part + 1].substring(0, ID_LENGTH))
            .ifPresent(id -> LogFields.put(owner, id.toString()));
        return;
      }
    }
  }

  /** Only what has the form of a name: anything else may be somebody's words. */
  private static Optional<String> id(Members members, String name) {
    return Body.of(members).members().values().get(name) instanceof Text text
            && isName(text.value())
        ? Optional.of(text.value())
        : Optional.empty();
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= NAME_LENGTH_MAX
        && text.chars().allMatch(LoggingInterceptor::isOfNames);
  }

  private static boolean isOfNames(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '-'
        || character == '_';
  }
}
