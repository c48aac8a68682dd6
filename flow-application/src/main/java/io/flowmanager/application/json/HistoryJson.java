package io.flowmanager.application.json;

import io.flowmanager.authoring.explain.History;
import io.flowmanager.authoring.explain.History.Entry;
import io.flowmanager.authoring.explain.Why;

/**
 * The way of an activeflow: {@code {"id", "steps": [{"step", "tm_reach", "action", "why": {"kind",
 * "words", "source"}}], "end": {"kind", "words", "reason"}, "tm_create", "tm_update",
 * "tm_delete"}}; why is null for the step that it stands on. A step whose texts were handed over as
 * something else has a "remark".
 */
public final class HistoryJson {
  private HistoryJson() {}

  public static Json write(History history) {
    var json = new JsonWriter();
    json.beginObject();
    json.name("id").id(history.activeflow().value());
    json.name("steps").beginList();
    history.entries().forEach(entry -> write(json, entry));
    json.endList();
    json.name("end").beginObject();
    json.name("kind").text(history.end().name());
    json.name("words").text(history.endWords());
    json.name("reason");
    if (history.failure().isPresent()) {
      json.text(history.failure().get());
    } else {
      json.nothing();
    }
    json.endObject();
    ActiveflowJson.writeTimes(json, history.times());
    return json.endObject().done();
  }

  private static void write(JsonWriter json, Entry entry) {
    json.beginObject();
    json.name("step").number(entry.step());
    json.name("tm_reach").time(entry.at());
    ActionJson.write(json.name("action"), entry.action());
    entry.remark().ifPresent(remark -> json.name("remark").text(remark));
    json.name("why");
    if (entry.why().isPresent()) {
      write(json, entry.why().get());
    } else {
      json.nothing();
    }
    json.endObject();
  }

  private static void write(JsonWriter json, Why why) {
    json.beginObject();
    json.name("kind").text(kind(why));
    json.name("words").text(why.words());
    json.name("source").text(why.source().name());
    json.endObject();
  }

  /** The names are contract. */
  private static String kind(Why why) {
    return switch (why) {
      case Why.Below below -> "BELOW";
      case Why.NextId next -> "NEXT_ID";
      case Why.Led led -> led.cause().name();
      case Why.Failed failed -> "FAILED";
      case Why.UnknownType unknown -> "UNKNOWN_TYPE";
      case Why.NotFitting fitting -> "NOT_FITTING";
      case Why.CameBetween between -> "CAME_BETWEEN";
      case Why.CameBack back -> "CAME_BACK";
      case Why.Over over -> "OVER";
      case Why.NotStored lost -> "NOT_STORED";
    };
  }
}
