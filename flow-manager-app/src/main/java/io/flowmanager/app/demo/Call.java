package io.flowmanager.app.demo;

import io.flowmanager.application.json.ActionJson;
import io.flowmanager.application.json.Body;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.id.ActionId;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;

/**
 * A caller, and the service that has the caller on the line: it asks for the next action, performs
 * it, and asks again.
 */
final class Call {
  /** More than the demo's flow can take, should it ever be changed for the worse. */
  private static final int ACTIONS_MAX = 50;

  private static final String CALLER = "+15551234567";

  private final Client client;
  private final PrintStream out;
  private final String uri;
  private final String variablesUri;
  private final Queue<String> presses;

  private Call(Client client, PrintStream out, String activeflow, List<String> presses) {
    this.client = client;
    this.out = out;
    this.uri = "/v1/activeflows/" + activeflow;
    this.variablesUri = "/v1/variables/%s/variables".formatted(activeflow);
    this.presses = new ArrayDeque<>(presses);
  }

  /**
   * A call that comes in for a flow.
   *
   * @param presses the digits the caller will press, one at a time
   */
  static Call comingIn(
      Client client, PrintStream out, String customer, String flow, List<String> presses) {
    Body activeflow =
        client.ask(
            "POST",
            "/v1/activeflows",
            members(
                "customer_id",
                customer,
                "flow_id",
                flow,
                "reference_type",
                "call",
                "reference_id",
                UUID.randomUUID().toString()));
    String id = activeflow.text("id");
    out.printf("%n%s calls: POST /v1/activeflows starts activeflow %s%n%n", CALLER, id);
    var call = new Call(client, out, id, presses);
    call.set("voipbin.call.source.target", CALLER);
    return call;
  }

  /** Performs one action after the other until the caller hangs up or is hung up on. */
  void play() {
    ActionId current = ActionId.START;
    for (int performed = 0; performed < ACTIONS_MAX; performed++) {
      Action action = next(current);
      if (action.isFinish()) {
        return;
      }
      perform(action);
      if (action.type().equals("hangup")) {
        client.ask("POST", uri + "/stop", Members.EMPTY);
        return;
      }
      current = action.id();
    }
    throw new IllegalStateException(
        "Expected the call to end within %d actions, but it did not".formatted(ACTIONS_MAX));
  }

  private Action next(ActionId current) {
    long began = System.nanoTime();
    Body answer =
        client.ask("GET", uri + "/next", members("current_action_id", current.value().toString()));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    Action action = ActionJson.read(answer.members());
    out.printf("  next? %5.1f ms  %-15s", took.toNanos() / 1e6, action.type());
    return action;
  }

  private void perform(Action action) {
    switch (action.type()) {
      case "answer" -> out.println("the call is answered");
      case "talk" -> out.printf("the caller hears: \"%s\"%n", action.options().text("text"));
      case "play" ->
          out.printf(
              "the caller hears %s%n", String.join(", ", action.options().texts("stream_urls")));
      case "digits_receive" -> press(presses.remove());
      case "hangup" -> out.println("the call is over");
      default -> out.println(action.options());
    }
  }

  /** Adds a digit to those there are, as the call-manager does. */
  private void press(String digit) {
    out.printf("the caller presses %s%n", digit);
    set("voipbin.call.digits", "${voipbin.call.digits}" + digit);
  }

  private void set(String name, String value) {
    client.ask("POST", variablesUri, new Members(Map.of("variables", members(name, value))));
  }

  private static Value members(String... namesAndTexts) {
    Members members = Members.EMPTY;
    for (int place = 0; place < namesAndTexts.length; place += 2) {
      members = members.with(namesAndTexts[place], new Text(namesAndTexts[place + 1]));
    }
    return members;
  }
}
