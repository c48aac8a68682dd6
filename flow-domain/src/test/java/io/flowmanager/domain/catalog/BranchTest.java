package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.carrying;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Move.Jump;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.variable.ReservedVariables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BranchTest {
  private static final Action BRANCH =
      action(
          "branch",
          "{'variable': 'colour', 'default_target_id': '%s', 'target_ids': {'red': '%s', '': '%s'}}"
              .formatted(action(2), action(3), action(4)));

  @ParameterizedTest
  @CsvSource({"red, 3", "'', 4", "green, 2", "RED, 2"})
  void goesWhereTheValueLeads(String value, int target) {
    perform(carrying("colour", value, onCall(BRANCH)))
        .finds(value)
        .sets("colour", "")
        .changes(new Jump(action(target)))
        .carriesOn();
  }

  @Test
  void takesAVariableThatIsNotSetForAnEmptyOne() {
    perform(onCall(BRANCH)).finds("").sets("colour", "").changes(new Jump(action(4))).carriesOn();
  }

  @Test
  void looksAtTheDialledDigitsUnlessToldOtherwise() {
    var byDigits =
        action(
            "branch",
            "{'default_target_id': '%s', 'target_ids': {'1': '%s'}}"
                .formatted(action(2), action(3)));

    perform(carrying(ReservedVariables.CALL_DIGITS, "1", onCall(byDigits)))
        .finds("1")
        .sets("voipbin.call.digits", "")
        .changes(new Jump(action(3)))
        .carriesOn();
  }

  @Test
  void emptiesTheVariableSoThatTheNextBranchDoesNotSeeIt() {
    var activeflow = carrying("colour", "red", onCall(BRANCH, talk(action(2)), talk(action(3))));

    var after = rehearse(activeflow).handsOver(action(3)).activeflow();

    assertThat(after.variables().values()).containsEntry("colour", "");
  }

  @ParameterizedTest
  @CsvSource({"9, when it is \"9\"", "'', when it is empty"})
  void namesTheValueThatLeadsNowhereAndWhatWouldSayWhere(String value, String words) {
    var branch =
        action(
            "branch", "{'target_ids': {'1': '%s'}, 'default_target_id': ''}".formatted(action(2)));

    var ended =
        rehearse(carrying(ReservedVariables.CALL_DIGITS, value, onCall(branch, talk(action(2)))));

    ended.ends(
        Reason.TARGET_NOT_FOUND,
        "Expected target_ids or default_target_id to say where voipbin.call.digits leads %s, but neither does"
            .formatted(words));
    assertThat(ended.activeflow().variables().valueOf(ReservedVariables.CALL_DIGITS)).isEmpty();
    assertThat(ended.activeflow().cursor().note().found()).contains(value);
  }

  @Test
  void endsTheFlowWhereItsTargetIsMissing() {
    rehearse(onCall(action("branch", "{}"), talk(action(2)))).ends(Reason.TARGET_NOT_FOUND);
  }
}
