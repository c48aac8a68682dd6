package io.flowmanager.app.faults;

import io.flowmanager.app.conversation.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A call, from its creation to its hangup. It asks again until it is answered, with the same
 * message or another one, and knows the way it has to take.
 *
 * <p>Half of them count their steps, and go round a loop. The others do not, and for them a loop
 * looks like a repeat: an attempt of theirs that comes late would be a new request there. They take
 * a way without one.
 */
final class SimulatedCall {
  static final String CUSTOMER = "5e4a0680-804e-11ec-8477-2fea5968d85b";

  /** What most services of the platform wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Far longer than any outage here; a call that is not answered by then is lost. */
  private static final Duration GIVES_UP_AFTER = Duration.ofMinutes(4);

  /** Round a loop twice, with a digit in it that decides, and two messages. */
  private static final List<String> ROUND_THE_LOOP =
      List.of(
          "answer", "talk", "digits_receive", "talk", "digits_receive", "play", "beep", "hangup");

  private static final List<String> STRAIGHT_ON =
      List.of("answer", "talk", "digits_receive", "hangup");

  private final Line line;
  private final Random random;
  private final Counts counts;
  private final boolean countsSteps;
  private final String id = UUID.randomUUID().toString();
  private final List<String> violations = new ArrayList<>();

  SimulatedCall(Line line, Random random, Counts counts) {
    this.line = line;
    this.random = random;
    this.counts = counts;
    this.countsSteps = random.nextBoolean();
  }

  String id() {
    return id;
  }

  /** What its messages say. */
  List<String> messages() {
    return countsSteps ? List.of("one " + id, "two " + id) : List.of("one " + id);
  }

  List<String> violations() {
    return violations;
  }

  private static String action(int number) {
    return "a0000000-0000-4000-8000-0000000000%02d".formatted(number);
  }

  /** The flow of all calls. */
  static String actions() {
    return """
    [{"id":"%1$s","type":"answer"},
     {"id":"%2$s","type":"variable_set","option":{"key":"round","value":"${round}x"}},
     {"id":"%3$s","type":"talk","option":{"text":"Round ${round}. One or two?","language":"en-US"}},
     {"id":"%4$s","type":"digits_receive","option":{"duration":5000,"length":1}},
     {"id":"%5$s","type":"message_send","option":{"source":{"type":"tel","target":"+15550001"},
        "destinations":[{"type":"tel","target":"+15550002"}],"text":"${which} ${voipbin.activeflow.id}"}},
     {"id":"%6$s","type":"variable_set","option":{"key":"which","value":"two"}},
     {"id":"%7$s","type":"branch","option":{"default_target_id":"%8$s","target_ids":{"1":"%9$s"}}},
     {"id":"%8$s","type":"goto","option":{"target_id":"%2$s","loop_count":1}},
     {"id":"%9$s","type":"condition_variable","option":{"condition":"==","variable":"${round}",
        "value_type":"string","value_string":"xx","false_target_id":"%12$s"}},
     {"id":"%10$s","type":"play","option":{"stream_urls":["https://media.example/open.wav"]}},
     {"id":"%11$s","type":"beep"},
     {"id":"%12$s","type":"hangup"}]
    """
        .formatted(
            action(1),
            action(2),
            action(3),
            action(4),
            action(5),
            action(6),
            action(7),
            action(8),
            action(9),
            action(10),
            action(11),
            action(12));
  }

  /** Lives through the call. */
  void live(String flow) throws InterruptedException {
    create(flow);
    List<String> right = countsSteps ? ROUND_THE_LOOP : STRAIGHT_ON;
    List<String> way = new ArrayList<>();
    String from = "00000000-0000-0000-0000-000000000001";
    long step = 0;
    List<String> digits = new ArrayList<>(countsSteps ? List.of("9", "1") : List.of("1"));
    while (way.size() < right.size()) {
      Optional<JsonNode> action =
          insist(
              "GET",
              "/v1/activeflows/" + id + "/next",
              "{\"current_action_id\":\"%s\"%s}"
                  .formatted(from, countsSteps ? ",\"step\":" + step : ""));
      if (action.isEmpty()) {
        return;
      }
      counts.steps.incrementAndGet();
      way.add(action.get().path("type").asString("?"));
      from = action.get().path("id").asString("?");
      step = action.get().path("step").asLong(-1);
      if (!way.equals(right.subList(0, way.size()))) {
        violations.add("call %s took the way %s".formatted(id, way));
        return;
      }
      if (way.getLast().equals("digits_receive")) {
        setDigits(digits.removeFirst());
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
    }
    insist("POST", "/v1/activeflows/" + id + "/stop", "{}");
  }

  private void create(String flow) throws InterruptedException {
    String wanted =
        """
        {"id":"%s","customer_id":"%s","flow_id":"%s","reference_type":"call","reference_id":"%s",
        "variables":{"which":"one"}}
        """
            .formatted(id, CUSTOMER, flow, UUID.randomUUID());
    insist("POST", "/v1/activeflows", wanted);
  }

  /** Never twice without need: a copy that came late would set what is no longer so. */
  private void setDigits(String digit) throws InterruptedException {
    insist(
        "POST",
        "/v1/variables/" + id + "/variables",
        "{\"variables\":{\"voipbin.call.digits\":\"" + digit + "\"}}",
        false);
  }

  private Optional<JsonNode> insist(String method, String uri, String data)
      throws InterruptedException {
    return insist(method, uri, data, true);
  }

  /**
   * Asks until it is answered.
   *
   * @param more whether to ask more often than need be
   */
  private Optional<JsonNode> insist(String method, String uri, String data, boolean more)
      throws InterruptedException {
    long until = System.nanoTime() + GIVES_UP_AFTER.toNanos();
    while (System.nanoTime() < until) {
      int copies = more && random.nextInt(10) == 0 ? 2 : 1;
      counts.repeats.addAndGet(copies - 1L);
      Optional<JsonNode> answer = line.ask(method, uri, data, PATIENCE, copies);
      int status = answer.map(body -> body.path("status_code").asInt(0)).orElse(0);
      if (status == 200) {
        if (more && random.nextInt(20) == 0) {
          // As if the answer had been lost.
          counts.repeats.incrementAndGet();
          return line.ask(method, uri, data, PATIENCE, 1)
              .filter(again -> again.path("status_code").asInt(0) == 200)
              .map(again -> compared(uri, answer.orElseThrow(), again))
              .or(() -> answer)
              .map(body -> body.path("data"));
        }
        return answer.map(body -> body.path("data"));
      }
      if (status == 409 && reason(answer).equals("ACTIVEFLOW_ALREADY_EXISTS")) {
        return Optional.of(JsonText.of("{}"));
      }
      if (status != 0 && status != 503 && status != 429) {
        violations.add("call %s: %s %s was answered %s".formatted(id, method, uri, answer));
        return Optional.empty();
      }
      counts.askedAgain.incrementAndGet();
      if (status != 0) {
        counts.refused.incrementAndGet();
      }
      counts.repeats.incrementAndGet();
      TimeUnit.MILLISECONDS.sleep(50L + random.nextInt(150));
    }
    violations.add("call %s: %s %s was never answered".formatted(id, method, uri));
    return Optional.empty();
  }

  private JsonNode compared(String uri, JsonNode first, JsonNode again) {
    if (uri.endsWith("/next") && !first.path("data").equals(again.path("data"))) {
      violations.add("call %s: a repeat was answered %s instead of %s".formatted(id, again, first));
    }
    return again;
  }

  private static String reason(Optional<JsonNode> answer) {
    return answer.map(body -> body.path("data").path("reason").asString("")).orElse("");
  }
}
