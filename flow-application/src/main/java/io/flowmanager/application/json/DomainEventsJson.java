package io.flowmanager.application.json;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.error.FlowException;
import java.util.List;

/** Several things that the world is told, in order: {@code [{"type", "resource"}, …]}. */
public final class DomainEventsJson {
  private DomainEventsJson() {}

  /**
   * An event as it is stored.
   *
   * @param type the event's name, such as "activeflow_updated"
   * @param resource what became of what, as {@link FlowJson} or {@link SnapshotJson} writes it
   */
  public record Told(String type, Json resource) {
    public Told {
      requireNonNull(type, "type");
      requireNonNull(resource, "resource");
    }
  }

  public static Json write(List<Told> things) {
    var json = new JsonWriter();
    json.beginList();
    for (Told told : things) {
      json.beginObject();
      json.name("type").text(told.type());
      json.name("resource").raw(told.resource());
      json.endObject();
    }
    return json.endList().done();
  }

  /**
   * The events that were written.
   *
   * @throws FlowException INVALID_REQUEST if the text is damaged
   */
  public static List<Told> read(Json json) {
    return Body.listOf("told", JsonReader.OWN.read(json.utf8())).stream()
        .map(told -> Body.of("told", told))
        .map(
            told -> new Told(told.text("type"), ValueJson.write(told.object("resource").members())))
        .toList();
  }
}
