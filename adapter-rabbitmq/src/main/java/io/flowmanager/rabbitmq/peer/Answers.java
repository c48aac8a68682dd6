package io.flowmanager.rabbitmq.peer;

import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.StartedService;
import io.flowmanager.rabbitmq.outbound.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Parts that the answers of several services have in common. All fail with UNEXPECTED_ANSWER. */
final class Answers {
  private static final UUID NONE = new UUID(0, 0);

  private Answers() {}

  /** The id of what was made, without which nobody finds it again. */
  static <I> I idOf(Reply reply, Function<UUID, I> kind) {
    UUID id = reply.read(body -> body.id("id", value -> value));
    if (id.equals(NONE)) {
      throw lacking("an id", reply);
    }
    return kind.apply(id);
  }

  /** {@code {"id", "type", "push_actions"}}. */
  static StartedService startedService(Reply reply) {
    return reply.read(body ->
        new StartedService(
            body.id("id", ServiceId::new), body.text("type"), body.actions("push_actions")));
  }

  /** Nothing of it is used, but it has to be the object that such an answer is, or no data. */
  static Done done(Reply reply) {
    return reply.read(body -> Done.DONE);
  }

  /** JSON text of the members that customers may see; "" where there is no data. */
  static String publicPart(Reply reply, Set<String> publicNames) {
    if (reply.data().isEmpty()) {
      return "";
    }
    Map<String, Value> members = new LinkedHashMap<>(reply.read(body -> body.members().values()));
    members.keySet().retainAll(publicNames);
    return ValueJson.write(new Members(members)).toString();
  }

  static FlowException lacking(String what, Reply reply) {
    return new FlowException(
        Reason.UNEXPECTED_ANSWER,
        "Expected %s with %s, but there is none".formatted(reply.request(), what));
  }
}
