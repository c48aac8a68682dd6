package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.carrying;
import static io.flowmanager.authoring.rehearse.Examples.onApi;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.setting;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.variable.Variables;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class VariableSetTest {

  @Test
  void setsAVariable() {
    var after = rehearse(onApi(setting(action(1), "colour", "red"))).finishes().activeflow();

    assertThat(after.variables().valueOf("colour")).isEqualTo("red");
  }

  @Test
  @Tag("difference-36")
  void fillsItsValueInOnce() {
    var activeflow =
        onApi(setting(action(1), "copy", "Said: ${message}"))
            .with(new Variables(Map.of("pin", "4711", "message", "${pin}")));

    var after = rehearse(activeflow).finishes().activeflow();

    assertThat(after.variables().valueOf("copy")).isEqualTo("Said: ${pin}");
  }

  @Test
  void setsAnyNameTheReservedOnesToo() {
    var after =
        rehearse(
                onApi(
                    setting(action(1), "voipbin.call.digits", "1"),
                    setting(action(2), "", "nameless")))
            .finishes()
            .activeflow();

    assertThat(after.variables().values())
        .containsEntry("voipbin.call.digits", "1")
        .containsEntry("", "nameless");
  }

  @Test
  void isNothingToEndACallForNotEvenWhenTheVariablesGrowTooLarge() {
    var half = "x".repeat(600_000);

    var after =
        rehearse(
                carrying(
                    "half", half, onCall(setting(action(1), "other", "${half}"), talk(action(2)))))
            .handsOver(action(2))
            .activeflow();

    assertThat(after.variables().has("other")).isFalse();
  }
}
