package io.flowmanager.authoring.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.step.CallRequest.CallDetails;
import io.flowmanager.domain.step.CallRequest.GetCall;
import io.flowmanager.domain.step.ConversationRequest.SendToConversation;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final String ELSEWHERE = "ac000000-0000-4000-8000-000000000009";

  private static List<String> reasons(Rehearsal rehearsal) {
    return rehearsal.play().scenes().stream().map(Scene::reason).toList();
  }

  private static List<String> reasons(String... actions) {
    return reasons(of(actions));
  }

  private static Rehearsal of(String... actions) {
    return Rehearsal.of(FrontDesk.actions("[" + String.join(", ", actions) + "]"));
  }

  private static String condition(String type, String options) {
    return "{'type': '%s', 'option': {%s, 'false_target_id': '%s'}}"
        .formatted(type, options, ELSEWHERE);
  }

  private static String hangup() {
    return "{'id': '%s', 'type': 'hangup'}".formatted(ELSEWHERE);
  }

  @Test
  void tellsTheWholeStory() {
    assertThat(Rehearsal.of(FrontDesk.actions()).dials("9").dials("2").play().explained())
        .isEqualTo(
            """
                 0 s  #1 answer
                          → #2 talk
                 0 s  #2 talk “Press 1 for opening hours, 2 for the front desk.”
                          → #3 digits receive
              3.36 s  #3 digits receive 1 digit, waits 5 s
                          caller dials 9
                          → #4 branch
              3.86 s  #4 branch by the digits dialled
                          → the digits dialled are “9”, not “1” or “2”: on to #5 goto
              3.86 s  #5 goto
                          → 1 round is left after this one: back to #2 talk
              3.86 s  #2 talk “Press 1 for opening hours, 2 for the front desk.”
                          → #3 digits receive
              7.22 s  #3 digits receive 1 digit, waits 5 s
                          caller dials 2
                          → #4 branch
              7.72 s  #4 branch by the digits dialled
                          → the digits dialled are “2”: on to #8 play
              7.72 s  #8 play please-hold.wav
                          → #9 hangup
             37.72 s  #9 hangup
            after 37.72 s the flow hangs up\
            """);
  }

  @Test
  void givesTheValuesOfAConditionAndItsOutcome() {
    assertThat(
            reasons(
                of(
                        condition(
                            "condition_variable",
                            "'condition': '>=', 'variable': '${age}', 'value_type': 'number',"
                                + " 'value_number': 18"),
                        hangup())
                    .with("age", "17")))
        .first()
        .isEqualTo("“17” is at least 18: no: on to #2 hangup");
    assertThat(reasons(condition("condition_datetime", "'condition': '<=', 'hour': 9"), hangup()))
        .first()
        .isEqualTo("it is Mon 23 November, 12:00; hour is at least 9 (UTC): yes: #2 hangup");
    assertThat(
            reasons(
                of(condition("condition_call_status", "'status': 'hangup'"), hangup())
                    .answering(
                        GetCall.class,
                        new CallDetails(
                            "ringing", "incoming", Answers.CALLER, Answers.CALLED, List.of()))))
        .first()
        .isEqualTo("the call is ringing; the call is hangup: no: on to #2 hangup");
    assertThat(
            reasons(
                of(condition("condition_call_digits", "'length': 2"), hangup())
                    .with("voipbin.call.digits", "12")))
        .first()
        .isEqualTo("the digits dialled are “12”; at least 2 digits were dialled: yes: #2 hangup");
  }

  @Test
  void saysWhichRuleLedThere() {
    assertThat(
            reasons(
                "{'type': 'answer', 'next_id': '" + ELSEWHERE + "'}", "{'type': 'beep'}", hangup()))
        .containsExactly("by its next_id to #3 hangup", "");
    assertThat(reasons("{'type': 'stop'}", hangup())).containsExactly("the flow is stopped");
    assertThat(reasons("{'type': 'answer'}")).containsExactly("there is no action below");
  }

  @Test
  void saysWhatComesInBetweenAndWhereItGoesBackTo() {
    assertThat(
            reasons(
                "{'type': 'connect', 'option': {'destinations': [{'type': 'tel', 'target': '1'}]}}",
                hangup()))
        .containsExactly(
            "1 action comes in between: + confbridge join",
            "back where it was left, to #2 hangup",
            "");
  }

  @Test
  void tellsAFailureThatEndsTheFlowFromOneThatDoesNot() {
    String sending =
        "{'type': 'conversation_send', 'option': {'sync': true, 'conversation_id': '%s'}}"
            .formatted(ELSEWHERE);

    assertThat(
            reasons(
                of(sending, "{'type': 'answer'}")
                    .failing(SendToConversation.class, Reason.SERVICE_UNAVAILABLE)))
        .first()
        .asString()
        .startsWith("it fails for SERVICE_UNAVAILABLE (")
        .endsWith("), which is nothing to end a flow for: #2 answer");
    assertThat(reasons("{'type': 'fetch_flow', 'option': {'flow_id': '%s'}}".formatted(ELSEWHERE)))
        .first()
        .asString()
        .startsWith("it fails for FLOW_NOT_FOUND (")
        .endsWith("): the flow ends");
  }

  @Test
  void findsOutWhoAskedWhereTwoOfAKindFollowEachOther() {
    String wrong = "{'type': 'webhook_send', 'option': {'uri': 5, 'sync': true}}";
    String right = "{'type': 'webhook_send', 'option': {'uri': 'https://a.example', 'sync': true}}";

    assertThat(of(wrong, right, wrong, right).play().scenes())
        .extracting(scene -> scene.exchanges().size())
        .containsExactly(0, 1, 0, 1);
  }

  @Test
  @Tag("difference-34")
  void saysBothNumbersThatWereCompared() {
    var condition =
        condition(
            "condition_variable",
            "'condition': '==', 'variable': '${voipbin.call.digits}', 'value_type': 'number',"
                + " 'value_number': 123456789");

    var reasons =
        of("{'type': 'digits_receive', 'option': {'length': 9}}", condition, hangup())
            .dials("123456791")
            .play()
            .scenes()
            .stream()
            .map(Scene::reason)
            .toList();

    assertThat(reasons.get(1)).startsWith("“123456791” is 123456789: no");
  }
}
