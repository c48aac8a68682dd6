package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** It is Monday, 23 November 2026, 12:00 UTC. */
class ConditionDatetimeTest {

  private static boolean holds(String options) {
    var condition =
        action("condition_datetime", "{%s, 'false_target_id': '%s'}".formatted(options, action(3)));
    var asked = onCall(condition, talk(action(2)), talk(action(3)));
    return !rehearse(asked).from(ActionId.START).handsOver("talk").activeflow().standsOn(action(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'condition': '==', 'hour': 12",
        "'condition': '==', 'hour': 12, 'minute': 0, 'day': 23, 'month': 11",
        "'condition': '<=', 'hour': 9",
        "'condition': '>', 'hour': 13",
        "'condition': '!=', 'day': 24"
      })
  void comparesTheOptionOnTheLeftWithTheTimeOnTheRight(String options) {
    assertThat(holds(options)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'condition': '>=', 'hour': 9",
        "'condition': '==', 'hour': 12, 'minute': 1",
        "'condition': '==', 'hour': 12, 'day': 24",
        "'condition': 'after', 'hour': 12"
      })
  void needsEveryFieldToHold(String options) {
    assertThat(holds(options)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'condition': '=='",
        "'condition': '==', 'minute': -1, 'hour': -1, 'day': -1, 'month': -1",
        "'condition': '==', 'day': 0, 'month': 0"
      })
  @Tag("difference-9")
  void takesAnyTimeForAFieldThatIsAbsentOrMinusOne(String options) {
    assertThat(holds(options)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "[0, 1, 2, 3, 4, 5, 6]", "['1']"})
  @Tag("difference-9")
  void holdsOnOneOfItsWeekdays(String weekdays) {
    assertThat(holds("'condition': '!=', 'weekdays': " + weekdays)).isTrue();
  }

  @Test
  @Tag("difference-9")
  void countsWeekdaysFromSunday() {
    assertThat(holds("'weekdays': [0, 6]")).isFalse();
    assertThat(holds("'weekdays': [7]")).isFalse();
  }

  @Test
  void endsTheFlowWhereTheTargetIsMissing() {
    rehearse(onCall(action("condition_datetime", "{'condition': '==', 'hour': 1}")))
        .ends(Reason.TARGET_NOT_FOUND);
  }
}
