package io.flowmanager.application.json;

import static io.flowmanager.application.json.Golden.json;
import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.carrying;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.authoring.explain.History;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.error.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HistoryJsonTest {
  @Test
  void writesEachStepAndTheEnd() {
    var activeflow =
        rehearse(onCall(talk(action(1)), talk(action(2))))
            .handsOver(action(1))
            .handsOver(action(2))
            .activeflow();

    assertThat(HistoryJson.write(History.of(activeflow)))
        .isEqualTo(
            json(
                """
                {"id":"acf10000-0000-4000-8000-000000000000",
                "steps":[
                  {"step":1,
                  "tm_reach":"2026-11-23T12:00:00Z",
                  "action":{"id":"ac000000-0000-4000-8000-000000000001",
                    "next_id":"00000000-0000-0000-0000-000000000000",
                    "type":"talk","option":{"text":"hello"},"tm_execute":null},
                  "why":{"kind":"BELOW","words":"went on below","source":"ACTIONS"}},
                  {"step":2,
                  "tm_reach":"2026-11-23T12:00:00Z",
                  "action":{"id":"ac000000-0000-4000-8000-000000000002",
                    "next_id":"00000000-0000-0000-0000-000000000000",
                    "type":"talk","option":{"text":"hello"},"tm_execute":null},
                  "why":null}],
                "end":{"kind":"RUNNING","words":"it runs, and stands on the last step",
                  "reason":null},
                "tm_create":"2026-11-23T12:00:00Z",
                "tm_update":"2026-11-23T12:00:00Z",
                "tm_delete":null}
                """));
  }

  @Test
  void saysWhyTheLastStepFailed() {
    Action branch =
        action(
            action(1),
            "branch",
            io.flowmanager.authoring.rehearse.Json.options("{'variable': 'a', 'target_ids': {}}"));
    var activeflow = rehearse(onCall(branch)).ends(Reason.TARGET_NOT_FOUND).activeflow();

    assertThat(HistoryJson.write(History.of(activeflow)).toString())
        .contains(
            "\"end\":{\"kind\":\"FAILED\",\"words\":\"the last step failed:"
                + " TARGET_NOT_FOUND\",\"reason\":\"TARGET_NOT_FOUND\"}");
  }

  @Test
  @Tag("difference-35")
  void saysWhichTextsWereHandedOverAsSomethingElse() {
    Action sleep =
        action(
            action(1),
            "sleep",
            io.flowmanager.authoring.rehearse.Json.options("{'duration': '1${zeros}'}"));
    var activeflow =
        rehearse(carrying("zeros", "000", onCall(sleep))).handsOver(action(1)).activeflow();

    assertThat(HistoryJson.write(History.of(activeflow)).toString())
        .contains("\"option\":{\"duration\":1000}")
        .contains("\"remark\":\"duration “1000” as the number 1000\",\"why\":null");
  }
}
