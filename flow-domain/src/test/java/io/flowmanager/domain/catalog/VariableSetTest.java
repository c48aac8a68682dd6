package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.rehearsal.EngineRehearsal.rehearse;
import static io.flowmanager.domain.rehearsal.Examples.action;
import static io.flowmanager.domain.rehearsal.Examples.carrying;
import static io.flowmanager.domain.rehearsal.Examples.onApi;
import static io.flowmanager.domain.rehearsal.Examples.onCall;
import static io.flowmanager.domain.rehearsal.Examples.setting;
import static io.flowmanager.domain.rehearsal.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VariableSetTest {

  @Test
  void setsAVariable() {
    var after = rehearse(onApi(setting(action(1), "colour", "red"))).finishes().activeflow();

    assertThat(after.variables().valueOf("colour")).isEqualTo("red");
  }

  @Test
  void fillsItsValueInTwice() {
    var activeflow = onApi(setting(action(1), "found", "${open}{inner}"));

    var after =
        rehearse(carrying("open", "$", carrying("inner", "core", activeflow)))
            .finishes()
            .activeflow();

    assertThat(after.variables().valueOf("found")).isEqualTo("core");
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
