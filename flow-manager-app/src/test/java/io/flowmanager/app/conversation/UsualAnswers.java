package io.flowmanager.app.conversation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The answers of the daemon's peers when all goes well. */
final class UsualAnswers {
  private static final String ID = "([0-9a-f-]{36})";
  private static final String NIL = "00000000-0000-0000-0000-000000000000";
  private static final String NEW_ID = "NEW_ID";

  private static final List<Route> ROUTES =
      List.of(
          route("call", "GET", "/v1/calls/" + ID + "/digits", "{'digits': '1234'}"),
          route("call", "GET", "/v1/calls/" + ID, (id, data) -> call(id).setAll(recordings())),
          route("call", "POST", "/v1/calls", (id, data) -> calls(data)),
          new Route(
              "call", "POST", pattern("/v1/calls/" + ID + "/action-next"), (id, data) -> done()),
          route(
              "call",
              "POST",
              "/v1/confbridges",
              (id, data) ->
                  with(
                      data,
                      "{'id': 'NEW_ID', 'status': 'progressing', 'bridge_id': '', 'flags': []}",
                      "customer_id",
                      "activeflow_id",
                      "reference_type",
                      "reference_id",
                      "type")),
          route(
              "conference",
              "POST",
              "/v1/services/type/conferencecall",
              "{'id': 'NEW_ID', 'type': 'conferencecall', 'push_actions': [{'id': 'NEW_ID',"
                  + " 'type': 'confbridge_join', 'option': {'confbridge_id': 'NEW_ID'}}]}"),
          route(
              "queue",
              "POST",
              "/v1/services/type/queuecall",
              "{'id': 'NEW_ID', 'type': 'queuecall', 'push_actions': ["
                  + "{'id': 'NEW_ID', 'type': 'talk',"
                  + " 'option': {'text': 'please wait', 'language': 'en-US'}},"
                  + "{'id': 'NEW_ID', 'type': 'sleep', 'option': {'duration': 10000}}]}"),
          route(
              "queue",
              "POST",
              "/v1/queuecalls/" + ID + "/status_waiting",
              (id, data) -> json("{'status': 'waiting'}").put("id", id)),
          route("ai", "POST", "/v1/services/type/aicall", (id, data) -> aicall(data)),
          route(
              "ai",
              "POST",
              "/v1/services/type/summary",
              "{'id': 'NEW_ID', 'type': 'ai_summary', 'push_actions': []}"),
          route(
              "ai",
              "POST",
              "/v1/services/type/task",
              "{'id': 'NEW_ID', 'type': 'aicall',"
                  + " 'push_actions': [{'id': 'NEW_ID', 'type': 'block'}]}"),
          route(
              "transcribe",
              "POST",
              "/v1/transcribes",
              (id, data) ->
                  with(
                      data,
                      "{'id': 'NEW_ID', 'status': 'progressing'}",
                      "customer_id",
                      "activeflow_id",
                      "on_end_flow_id",
                      "reference_type",
                      "reference_id",
                      "language",
                      "direction")),
          route(
              "message",
              "POST",
              "/v1/messages",
              (id, data) ->
                  with(
                      data,
                      "{'id': 'NEW_ID', 'type': 'sms', 'direction': 'outbound'}",
                      "customer_id",
                      "source",
                      "text")),
          route(
              "email",
              "POST",
              "/v1/emails",
              (id, data) ->
                  with(
                      data,
                      "{'id': 'NEW_ID', 'status': 'initiated'}",
                      "customer_id",
                      "activeflow_id",
                      "destinations",
                      "subject",
                      "content",
                      "attachments")),
          route(
              "conversation",
              "GET",
              "/v1/conversations/" + ID,
              (id, data) ->
                  json("{'type': 'message', 'name': 'conv',"
                          + " 'self': {'type': 'tel', 'target': '+14155550199'},"
                          + " 'peer': {'type': 'tel', 'target': '+1 (415) 555-0100'}}")
                      .put("id", id)
                      .put("customer_id", NIL)),
          route(
              "conversation",
              "POST",
              "/v1/messages",
              (id, data) ->
                  with(
                      data,
                      "{'id': 'NEW_ID', 'direction': 'outgoing', 'status': 'progressing'}",
                      "conversation_id",
                      "text",
                      "medias")),
          route(
              "contact",
              "POST",
              "/v1/cases",
              (id, data) ->
                  with(
                      data,
                      "{'id': 'NEW_ID', 'status': 'open'}",
                      "customer_id",
                      "peer",
                      "name",
                      "detail",
                      "reference_type",
                      "reference_id")),
          route(
              "contact",
              "POST",
              "/v1/cases/" + ID + "/notes",
              (id, data) ->
                  with(data, "{'id': 'NEW_ID'}", "customer_id", "author_type", "text")
                      .put("case_id", id)),
          new Route("webhook", "POST", pattern("/v1/webhooks"), (id, data) -> done()),
          new Route("webhook", "POST", pattern("/v1/webhook_destinations"), (id, data) -> done()),
          route(
              "direct",
              "POST",
              "/v1/directs",
              (id, data) ->
                  with(
                      data,
                      "{'id': 'NEW_ID', 'hash': 'hash-created'}",
                      "customer_id",
                      "resource_type",
                      "resource_id")),
          route("direct", "DELETE", "/v1/directs/" + ID, (id, data) -> direct(id, "hash-deleted")),
          route(
              "direct",
              "POST",
              "/v1/directs/" + ID + "/regenerate",
              (id, data) -> direct(id, "hash-regenerated")));

  private UsualAnswers() {}

  /**
   * @param answer of the id in the path ("" if there is none) and the request's data
   */
  private record Route(
      String manager, String method, Pattern uri, BiFunction<String, JsonNode, JsonNode> answer) {
    Optional<JsonNode> answer(String toManager, JsonNode request) {
      Matcher path = uri.matcher(request.path("uri").asString(""));
      return manager.equals(toManager)
              && method.equals(request.path("method").asString(""))
              && path.matches()
          ? Optional.of(answer.apply(id(path), request.path("data")))
          : Optional.empty();
    }

    private static String id(MatchResult path) {
      return path.groupCount() == 0 ? "" : path.group(1);
    }
  }

  static JsonNode to(String manager, JsonNode request) {
    return ROUTES.stream()
        .flatMap(route -> route.answer(manager, request).stream())
        .findFirst()
        .orElseGet(() -> JsonText.of("{\"status_code\": 404, \"data_type\": \"\"}"));
  }

  private static Route route(String manager, String method, String uri, String data) {
    return route(manager, method, uri, (id, request) -> json(data));
  }

  private static Route route(
      String manager, String method, String uri, BiFunction<String, JsonNode, JsonNode> data) {
    return new Route(
        manager,
        method,
        pattern(uri),
        (id, request) -> done().set("data", data.apply(id, request)));
  }

  private static Pattern pattern(String uri) {
    return Pattern.compile(uri);
  }

  /** Success, with nothing to say. */
  private static ObjectNode done() {
    return json("{'status_code': 200, 'data_type': 'application/json'}");
  }

  private static ObjectNode call(String id) {
    return json("{'type': 'flow', 'status': 'progressing', 'direction': 'incoming',"
            + " 'source': {'type': 'tel', 'target': '+14155550100', 'target_name': '',"
            + " 'name': 'caller', 'detail': ''},"
            + " 'destination': {'type': 'tel', 'target': '+14155550199', 'target_name': '',"
            + " 'name': '', 'detail': ''}, 'recording_ids': [],"
            + " 'tm_create': '2026-01-01T00:00:00.000000Z', 'tm_update': null}")
        .put("id", id)
        .put("customer_id", NIL);
  }

  private static ObjectNode recordings() {
    return json(
        "{'recording_ids': ['c0ffee00-0000-4000-8000-000000000001',"
            + " 'c0ffee00-0000-4000-8000-000000000002']}");
  }

  private static JsonNode calls(JsonNode request) {
    List<ObjectNode> calls =
        JsonText.elements(request.path("destinations")).stream()
            .map(destination -> {
              ObjectNode call = call(UUID.randomUUID().toString());
              call.setAll(json("{'direction': 'outgoing', 'status': 'dialing'}"));
              call.set("source", request.path("source"));
              call.set("destination", destination);
              return call;
            })
            .toList();
    ObjectNode created = json("{'groupcalls': []}");
    created.set("calls", JsonText.array(calls));
    return created;
  }

  private static JsonNode aicall(JsonNode request) {
    String action =
        request.path("reference_type").asString("").equals("call")
            ? "{'id': 'NEW_ID', 'type': 'confbridge_join', 'option': {'confbridge_id': 'NEW_ID'}}"
            : "{'id': 'NEW_ID', 'type': 'block'}";
    return json("{'id': 'NEW_ID', 'type': 'aicall', 'push_actions': [" + action + "]}");
  }

  private static JsonNode direct(String id, String hash) {
    return json("{'resource_type': 'flow'}").put("id", id).put("hash", hash);
  }

  /** A resource that has some of its members from the request that made it. */
  private static ObjectNode with(JsonNode request, String own, String... members) {
    ObjectNode resource = json(own);
    for (String member : members) {
      request.optional(member).ifPresent(value -> resource.set(member, value));
    }
    return resource;
  }

  /** JSON with single quotes; each NEW_ID is another id. */
  private static ObjectNode json(String text) {
    JsonNode node =
        JsonText.mapTexts(
            JsonText.of(text.replace('\'', '"')),
            value -> value.equals(NEW_ID) ? UUID.randomUUID().toString() : value);
    return (ObjectNode) node;
  }
}
