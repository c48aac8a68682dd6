package io.flowmanager.app.logging;

import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.EnvelopeJson.Envelope;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.id.Ids;
import io.flowmanager.rabbitmq.IncomingRequest;
import io.flowmanager.rabbitmq.RequestHandler;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in the log which request a line belongs to, and what it is about, as far as the request
 * itself tells; what else there is to say is known once the activeflow is found.
 */
public final class NamedRequests implements RequestHandler {
  private static final Pattern OWNER =
      Pattern.compile("/(?<kind>flows|activeflows|active-flows|variables)/(?<id>[0-9a-fA-F-]{36})");

  /** Members of a body that name something, and nothing else. */
  private static final List<String> NAMES =
      List.of(LogFields.CUSTOMER, LogFields.FLOW, LogFields.REFERENCE, LogFields.REFERENCE_TYPE);

  private static final String CURRENT_ACTION = "current_action_id";

  private final RequestHandler handler;

  public NamedRequests(RequestHandler handler) {
    this.handler = handler;
  }

  @Override
  public Task find(IncomingRequest request) {
    Task task = handler.find(request);
    return task.around(serving -> {
      // They stay for what is done after the answer; the thread's next work has its own.
      LogFields.begin();
      name(request, task.label());
      return serving.get();
    });
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
    Matcher owner = OWNER.matcher(envelope.uri());
    if (owner.find()) {
      LogFields.put(
          owner.group("kind").equals("flows") ? LogFields.FLOW : LogFields.ACTIVEFLOW,
          Ids.parse(owner.group("id")).map(Object::toString).orElse(""));
    }
  }

  /** Only what has the form of a name: anything else may be somebody's words. */
  private static Optional<String> id(Members members, String name) {
    return Body.of(members).members().values().get(name) instanceof Text text
            && text.value().matches("[A-Za-z0-9_-]{1,64}")
        ? Optional.of(text.value())
        : Optional.empty();
  }
}
