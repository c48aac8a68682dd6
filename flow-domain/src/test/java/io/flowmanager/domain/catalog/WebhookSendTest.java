package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.block;
import static io.flowmanager.authoring.rehearse.Examples.carrying;
import static io.flowmanager.authoring.rehearse.Examples.noAnswer;
import static io.flowmanager.authoring.rehearse.Examples.onApi;

import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.WebhookRequest.SendWebhook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSendTest {

  private static Action sending(String data, boolean sync) {
    return action(
        action(1),
        "webhook_send",
        Json.options(
                "{'uri': 'http://x', 'method': 'POST', 'data_type': 'application/json', 'sync': %s}"
                    .formatted(sync))
            .with("data", data));
  }

  private static SendWebhook request(String data) {
    return new SendWebhook(CUSTOMER, "http://x", "POST", "application/json", data);
  }

  @Test
  void waitsUntilItHasBeenAcceptedIfAskedTo() {
    perform(onApi(sending("{}", true))).asks(request("{}"), Done.DONE).carriesOn();
  }

  @Test
  void goesOnAtOnceIfNot() {
    perform(onApi(sending("{}", false))).tells(request("{}")).carriesOn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "", "{broken"})
  @Tag("difference-20")
  void sendsTextThatIsNoJsonAsWell(String data) {
    perform(onApi(sending(data, true))).asks(request(data), Done.DONE).carriesOn();
  }

  @Test
  void isNothingToEndAFlowFor() {
    rehearse(onApi(sending("{}", true), block(action(2))))
        .asksInVain(request("{}"), noAnswer())
        .waits();
  }

  private static void sends(String data, String name, String filledIn) {
    rehearse(carrying("name", name, onApi(sending(data, true), block(action(2)))))
        .asks(request(filledIn), Done.DONE)
        .waits();
  }

  @Test
  @Tag("difference-39")
  void writesWhatIsFilledIntoAStringOfJsonAsJsonDoes() {
    sends(
        "{\"from\": \"Hello ${name}!\", \"${name}\": [\"${name}\"]}",
        "Jim \"Jazz\" O\\Neil\n\u0001",
        "{\"from\": \"Hello Jim \\\"Jazz\\\" O\\\\Neil\\n\\u0001!\","
            + " \"Jim \\\"Jazz\\\" O\\\\Neil\\n\\u0001\":"
            + " [\"Jim \\\"Jazz\\\" O\\\\Neil\\n\\u0001\"]}");
  }

  @Test
  @Tag("difference-39")
  void fillsInWhatStandsForAValueOfJsonAsItIs() {
    sends("{\"age\": ${name}}", "41", "{\"age\": 41}");
    sends("[1, ${name}]", "{\"a\": \"b\"}", "[1, {\"a\": \"b\"}]");
    sends("${name}", "say \"hi\"", "say \"hi\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "He said \"%s\"",
        "{\"a\": \"%s\"",
        "{\"a\": \"%s}",
        "{\"a\": \"%s\"]",
        "\"%s\" \"b\"",
        "\"%s\", \"b\"",
        "[\"\\%s\"]",
        "[\"a\nb%s\"]",
        "[\"%s\", yes]",
        "[\"%s\", 'b']",
      })
  @Tag("difference-20")
  void fillsInWhatIsNoJsonAsItIs(String data) {
    sends(data.formatted("${name}"), "\"", data.formatted("\""));
  }

  @Test
  void takesItsDataForJsonInOtherCapitalsToo() {
    var action =
        action(
            action(1),
            "webhook_send",
            Json.options(
                "{'Uri': 'http://x', 'METHOD': 'POST', 'Data_Type': 'application/json',"
                    + " 'Sync': true, 'Data': '[\"${name}\"]'}"));

    rehearse(carrying("name", "\"", onApi(action, block(action(2)))))
        .asks(request("[\"\\\"\"]"), Done.DONE)
        .waits();
  }
}
