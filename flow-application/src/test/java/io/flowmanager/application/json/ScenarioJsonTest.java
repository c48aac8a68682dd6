package io.flowmanager.application.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.authoring.rehearse.Act;
import io.flowmanager.authoring.rehearse.End;
import io.flowmanager.authoring.rehearse.Exchange;
import io.flowmanager.authoring.rehearse.Performance;
import io.flowmanager.authoring.rehearse.Rehearsal;
import io.flowmanager.authoring.rehearse.Scenario;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.step.Request;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioJsonTest {
  private static final String CONNECTING =
      "[{'type': 'connect', 'option': {'destinations': [{'type': 'tel', 'target': '1'}]}}]";

  private static Json json(String text) {
    return Json.of(text.replace('\'', '"'));
  }

  private static Scenario only(String scenario) {
    return ScenarioJson.readAll(json("[" + scenario + "]")).getFirst();
  }

  private static Performance play(String flow, String script) {
    Scenario scenario = only("{'name': 'x', %s, 'expect': {'end': 'finished'}}".formatted(script));
    return scenario.script().apply(Rehearsal.of(ScenarioJson.readFlow(json(flow)))).play();
  }

  @Test
  void readsAllThatCanBeExpected() {
    Scenario scenario =
        only(
            "{'name': 'all', 'expect': {'path': ['answer', '#2'], 'variables': {'a': '1'}, 'end':"
                + " 'caller_hung_up', 'failure': 'NO_CALL_CREATED', 'heard': ['Hello.'], 'asked':"
                + " ['create_calls']}}");

    assertThat(scenario.name()).isEqualTo("all");
    assertThat(scenario.expectation().path()).contains(List.of("answer", "#2"));
    assertThat(scenario.expectation().variables()).containsEntry("a", "1");
    assertThat(scenario.expectation().end()).contains(End.CALLER_HUNG_UP);
    assertThat(scenario.expectation().failure()).contains("NO_CALL_CREATED");
    assertThat(scenario.expectation().heard()).contains(List.of("Hello."));
    assertThat(scenario.expectation().asked()).contains(List.of("create_calls"));
  }

  /** All kinds of requests, as the sealed interfaces list them. */
  static Stream<Class<?>> requests() {
    return kinds(Request.class).filter(Class::isRecord);
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ScenarioJsonTest::kinds)
        : Stream.of(type);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void everyRequestCanBeScripted(Class<?> request) {
    String name = Exchange.nameOf(request);

    assertThat(
            only(
                "{'name': 'x', 'services': {'%s': {'times_out': true}}, 'expect': {'end': 'failed'}}"
                    .formatted(name)))
        .isNotNull();
    assertThat(only("{'name': 'x', 'expect': {'asked': ['%s']}}".formatted(name)).expectation())
        .isNotNull();
  }

  @Test
  void readsWhatTheCallerDoes() {
    String prompt = "{'type': 'digits_receive', 'option': {'duration': 1000, 'length': 1}}";

    Performance performance =
        play(
            "[%1$s, %1$s, %1$s]".formatted(prompt),
            "'caller': [{'dials': '1'}, {'says_nothing': true}, {'hangs_up': true},"
                + " {'continues': true}]");

    assertThat(performance.end()).isEqualTo(End.CALLER_HUNG_UP);
    assertThat(performance.scenes()).hasSize(3);
    assertThat(performance.leftOver()).containsExactly(new Act.Continues());
  }

  @Test
  void readsWhatItRunsForWhenAndWithWhat() {
    Performance performance =
        play(
            "[{'type': 'talk', 'option': {'text': 'x'}}, {'type': 'block'}]",
            "'runs_for': 'conversation', 'starts': '2026-11-24T00:00:00Z', 'variables': {'a':"
                + " 'b'}");

    assertThat(performance.heard()).isEmpty();
    assertThat(performance.end()).isEqualTo(End.WAITING);
    assertThat(performance.variables().valueOf("a")).isEqualTo("b");
  }

  @Test
  void readsWhatServicesAnswer() {
    assertThat(
            play(CONNECTING, "'services': {'create_calls': {'answers': {'groupcalls': 1}}}").end())
        .isEqualTo(End.FINISHED);
    assertThat(
            play(CONNECTING, "'services': {'create_calls': {'answers': {'calls': []}}}").failure())
        .hasValueSatisfying(failure -> assertThat(failure.isFor(Reason.NO_CALL_CREATED)).isTrue());
    assertThat(
            play(CONNECTING, "'services': {'create_confbridge': [{'fails': 'OWNER_MISMATCH'}]}")
                .failure())
        .hasValueSatisfying(failure -> assertThat(failure.isFor(Reason.OWNER_MISMATCH)).isTrue());
    assertThat(play(CONNECTING, "'services': {'create_calls': {'times_out': true}}").failure())
        .hasValueSatisfying(
            failure -> assertThat(failure.isFor(Reason.SERVICE_UNAVAILABLE)).isTrue());
  }

  @Test
  void readsActionsThatServicesBring() {
    String talk = "{'type': 'talk', 'option': {'text': 'From afar.'}}";
    String id = "f1000000-0000-4000-8000-000000000001";

    assertThat(
            play(
                    "[{'type': 'fetch', 'option': {'event_url': 'https://a.example'}}]",
                    "'services': {'fetch_actions': {'answers': [" + talk + "]}}")
                .heard())
        .containsExactly("From afar.");
    assertThat(
            play(
                    "[{'type': 'fetch_flow', 'option': {'flow_id': '" + id + "'}}]",
                    "'services': {'get_flow': {'answers': {'actions': [" + talk + "]}}}")
                .heard())
        .containsExactly("From afar.");
    assertThat(
            play(
                    "[{'type': 'ai_talk', 'option': {'ai_id': '" + id + "'}}]",
                    "'services': {'start_aicall': {'answers': {'actions': [" + talk + "]}}}")
                .heard())
        .containsExactly("From afar.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'name': 'x'}                                                    | scenarios[0].expect to expect something
          {'expect': {'end': 'finished'}}                                  | scenarios[0].name
          {'name': 'x', 'expect': {'pth': []}}                             | there is "pth"
          {'name': 'x', 'expect': {'end': 'done'}}                         | one of finished, hung_up, caller_hung_up, waiting, failed, but it is "done"
          {'name': 'x', 'expect': {'asked': ['dial']}}                     | there is "dial"
          {'name': 'x', 'callr': []}                                       | there is "callr"
          {'name': 'x', 'caller': [{'dials': 'one'}]}                      | caller[0].dials to be digits
          {'name': 'x', 'caller': [{}]}                                    | caller[0] to have one member
          {'name': 'x', 'caller': [{'hangs_up': false}]}                   | caller[0] to be something
          {'name': 'x', 'services': {'dial': {}}}                          | there is "dial"
          {'name': 'x', 'services': {'get_call': {}}}                      | one of answers, fails, times_out
          {'name': 'x', 'services': {'get_call': {'fails': 'X'}}}          | but it is "X"
          {'name': 'x', 'services': {'get_call': {'fails': 'CONTENDED'}}}  | that another service can fail for
          {'name': 'x', 'services': {'get_call': {'answers': {'x': 1}}}}   | there is "x"
          {'name': 'x', 'services': {'get_call': {'answers': 'x'}}}        | answers to be an object
          """)
  void refusesWhatItDoesNotKnow(String scenario, String says) {
    assertThatThrownBy(() -> only(scenario))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining(says);
  }
}
