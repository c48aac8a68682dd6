package io.flowmanager.rabbitmq.routes;

import io.flowmanager.application.json.Timestamps;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.application.port.ParkedMessages;
import io.flowmanager.application.port.ParkedMessages.Label;
import io.flowmanager.application.port.ParkedMessages.Parked;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.RequestId;
import io.flowmanager.rabbitmq.inbound.Answer;
import io.flowmanager.rabbitmq.outbound.ParkedMessageSender;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** Reads requests about parked messages, and writes their answers. */
public final class ParkedMessageRoutes {
  /** Number that is listed: enough to see what they have in common. */
  static final int LISTED_MAX = 100;

  /** Number of bytes of a body that are shown. */
  static final int SHOWN_MAX = ParkedMessages.BEGINNING_BYTES;

  private final ParkedMessages parked;
  private final ParkedMessageSender sender;

  @Inject
  public ParkedMessageRoutes(ParkedMessages parked, ParkedMessageSender sender) {
    this.parked = parked;
    this.sender = sender;
  }

  Answer list(Arguments arguments) {
    List<Value> oldest =
        parked.oldest(LISTED_MAX).stream().<Value>map(ParkedMessageRoutes::value).toList();
    return Answer.of(
        ValueJson.write(
            Members.EMPTY
                .with("parked", Numeral.of(parked.size()))
                .with("oldest", new Items(oldest))));
  }

  Answer get(Arguments arguments) {
    Parked found = find(arguments);
    int shown = Math.min(SHOWN_MAX, found.body().length);
    return Answer.of(
        ValueJson.write(
            value(found.label())
                .with(
                    "body", new Text(new String(found.body(), 0, shown, StandardCharsets.UTF_8)))));
  }

  Answer drop(Arguments arguments) {
    RequestId id = id(arguments);
    if (!parked.remove(id)) {
      throw none(id);
    }
    return Answer.DONE;
  }

  /** Sent first, then removed: rather twice than never. */
  Answer resend(Arguments arguments) {
    Parked found = find(arguments);
    if (!found.label().isWhole()) {
      throw new FlowException(
          Reason.REQUEST_TOO_LARGE,
          "Expected a message of at most %d bytes, of which all is kept, but message %s has %d"
              .formatted(
                  ParkedMessages.BODY_BYTES_MAX, found.label().id(), found.label().bodyBytes()));
    }
    sender.send(found);
    parked.remove(found.label().id());
    return Answer.DONE;
  }

  private Parked find(Arguments arguments) {
    RequestId id = id(arguments);
    return parked.find(id).orElseThrow(() -> none(id));
  }

  private static RequestId id(Arguments arguments) {
    return arguments.id(0, (UUID id) -> new RequestId(id));
  }

  private static FlowException none(RequestId id) {
    return new FlowException(
        Reason.MESSAGE_NOT_FOUND, "Expected a parked message %s, but there is none".formatted(id));
  }

  private static Members value(Label label) {
    var properties = new LinkedHashMap<String, Value>();
    label.properties().forEach((name, text) -> properties.put(name, new Text(text)));
    return Members.EMPTY
        .with("id", new Text(label.id().toString()))
        .with("tm_park", new Text(Timestamps.write(label.since())))
        .with("queue", new Text(label.queue()))
        .with("method", new Text(label.method()))
        .with("uri", new Text(label.uri()))
        .with("body_bytes", Numeral.of(label.bodyBytes()))
        .with("properties", new Members(properties));
  }
}
