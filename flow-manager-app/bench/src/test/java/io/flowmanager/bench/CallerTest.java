package io.flowmanager.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.flowmanager.bench.Tally.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallerTest {
  private static final String CUSTOMER = "c0000000-0000-4000-8000-000000000001";
  private static final String FLOW = "f0000000-0000-4000-8000-000000000002";
  private static final String ACTIVEFLOW = "af000000-0000-4000-8000-000000000003";
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final List<String> sent = new ArrayList<>();
  private final Tally tally = new Tally();
  private final Caller caller =
      new Caller(7, 0, Duration.ZERO, this::send, tally, "answers", CUSTOMER, FLOW);
  private long now;

  private void send(BasicProperties properties, byte[] body) {
    sent.add(properties.getCorrelationId() + " " + new String(body, UTF_8));
  }

  @BeforeEach
  void open() {
    tally.open(0);
  }

  @Test
  void createsAnActiveflowAndStepsThroughItToItsEndAndBeginsAnew() throws IOException {
    caller.begin(now);
    answer(200, ACTIVEFLOW);
    answer(200, CallFlow.id(1));
    answer(200, CallFlow.FINISH);

    assertThat(sent)
        .satisfiesExactly(
            creation ->
                assertThat(creation)
                    .startsWith("7-1 {\"uri\":\"/v1/activeflows\",\"method\":\"POST\"")
                    .contains(
                        CUSTOMER,
                        FLOW,
                        "\"reference_id\":\"c0000000-0007-4000-8000-000000000000\""),
            first -> assertThat(first).startsWith("7-2 ").endsWith(next(CallFlow.START)),
            second -> assertThat(second).startsWith("7-3 ").endsWith(next(CallFlow.id(1))),
            anew ->
                assertThat(anew)
                    .startsWith("7-4 {\"uri\":\"/v1/activeflows\",\"method\":\"POST\""));
    assertThat(counts()).containsExactly(1L, 1L, 1L);
  }

  @Test
  void waitsBetweenAnAnswerAndTheNextRequestWhereItIsToldTo() throws IOException {
    var pause = Duration.ofMillis(30);
    var patient = new Caller(7, 0, pause, this::send, tally, "answers", CUSTOMER, FLOW);
    patient.begin(now);
    patient.answered(1, body(200, ACTIVEFLOW), now);
    patient.answered(2, body(200, CallFlow.id(1)), now);

    patient.tick(now + pause.toNanos(), WAIT);
    assertThat(sent).hasSize(2);
    patient.tick(now + pause.toNanos() + 1, WAIT);

    assertThat(sent).hasSize(3);
    assertThat(sent.getLast()).endsWith(next(CallFlow.id(1)));
  }

  @Test
  void pausesAfterARefusalAndThenBeginsAnew() throws IOException {
    caller.begin(now);
    answer(503, ACTIVEFLOW);

    caller.tick(now, WAIT);
    assertThat(sent).hasSize(1);
    now += Caller.PAUSE.toNanos() + 1;
    caller.tick(now, WAIT);

    assertThat(sent).hasSize(2);
    assertThat(tally.summary().failures()).containsOnlyKeys("create refused with 503");
  }

  @Test
  void givesUpWhatIsNotAnsweredAndHeedsNoAnswerThatComesLater() throws IOException {
    caller.begin(now);
    answer(200, ACTIVEFLOW);
    now += WAIT.toNanos() + 1;
    caller.tick(now, WAIT);
    answer(200, CallFlow.id(1));

    assertThat(sent).hasSize(2);
    assertThat(tally.summary().failures()).containsOnlyKeys("next not answered");
  }

  @Test
  void givesUpAFlowThatDoesNotEnd() throws IOException {
    caller.begin(now);
    answer(200, ACTIVEFLOW);
    for (int nexts = 0; nexts < Caller.NEXTS_MAX; nexts++) {
      answer(200, CallFlow.id(1));
    }

    assertThat(tally.summary().failures()).containsOnlyKeys("next did not finish");
  }

  @Test
  void goesOnToTheEndWithWhatItHasBegunAndThenIsDone() throws IOException {
    caller.begin(now);
    answer(200, ACTIVEFLOW);
    caller.endSoon();
    assertThat(caller.isDone()).isFalse();

    answer(200, CallFlow.FINISH);

    assertThat(caller.isDone()).isTrue();
    assertThat(sent).hasSize(2);
  }

  private void answer(int status, String id) throws IOException {
    now += 1000;
    caller.answered(sent.size(), body(status, id), now);
  }

  private static byte[] body(int status, String id) {
    return "{\"status_code\":%d,\"data\":{\"id\":\"%s\"}}".formatted(status, id).getBytes(UTF_8);
  }

  private static String next(String current) {
    return """
    {"uri":"/v1/activeflows/%s/next","method":"GET","publisher":"call-manager",\
    "data_type":"application/json","data":{"current_action_id":"%s"}}\
    """
        .formatted(ACTIVEFLOW, current);
  }

  private List<Long> counts() {
    Tally.Summary summary = tally.summary();
    return List.of(
        summary.count(Kind.CREATE), summary.count(Kind.NEXT), summary.count(Kind.FINISH));
  }
}
