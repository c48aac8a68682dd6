package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.block;
import static io.flowmanager.authoring.rehearse.Examples.onApi;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.type.ActionType;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The types that whoever asked performs. */
class HandedOverTest {

  static Stream<String> names() {
    return ActionCatalog.standard().types().stream()
        .filter(ActionType::isHandedOver)
        .map(ActionType::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void areHandedOverAndFollowedByTheActionBelow(String type) {
    var action = Examples.ofType(type).with(action(1));

    rehearse(onCall(action, talk(action(2)))).handsOver(action(1)).handsOver(action(2)).finishes();
  }

  @ParameterizedTest
  @MethodSource("names")
  void areSkippedWithoutACall(String type) {
    rehearse(onApi(Examples.ofType(type).with(action(1)), block(action(2)))).waits();
  }

  @ParameterizedTest
  @MethodSource("names")
  void passTheirOptionsOnUnread(String type) {
    var nonsense =
        Json.options("{'text': [5], 'duration': 'long', 'unknown': {'n': 1.50, 'z': null}}");

    var after =
        rehearse(onCall(action(action(1), type, nonsense))).handsOver(action(1)).activeflow();

    assertThat(after.cursor().action().options()).isEqualTo(nonsense);
  }

  @Test
  void areReadInUnitsOfTheirOwn() {
    assertThat(Sleep.TYPE.read(Json.options("{'duration': 1500}")))
        .isEqualTo(new Sleep(Duration.ofMillis(1500)));
    assertThat(Echo.TYPE.read(Json.options("{'duration': 1}")))
        .isEqualTo(new Echo(Duration.ofMillis(1)));
    assertThat(RecordingStart.TYPE.read(Json.options("{'duration': 60, 'end_of_silence': 5}")))
        .isEqualTo(
            new RecordingStart(
                "", Duration.ofSeconds(5), "", Duration.ofSeconds(60), false, FlowId.NONE));
    assertThat(
            DigitsSend.TYPE.read(Json.options("{'digits': '1', 'duration': 100, 'interval': 50}")))
        .isEqualTo(new DigitsSend("1", Duration.ofMillis(100), Duration.ofMillis(50)));
  }

  @ParameterizedTest
  @CsvSource({"hangup, true", "continue, false", "delay, false", "'', false"})
  void hangUpOnAMachineOnlyIfToldTo(String handle, boolean hangsUp) {
    assertThat(
            Amd.TYPE
                .read(Json.options("{'machine_handle': '%s'}".formatted(handle)))
                .hangsUpOnMachine())
        .isEqualTo(hangsUp);
  }

  @ParameterizedTest
  @CsvSource({"next, true", "'', false", "other, false"})
  void letDigitsEndATalkOnlyIfToldTo(String handle, boolean ends) {
    assertThat(
            Talk.TYPE
                .read(Json.options("{'digits_handle': '%s'}".formatted(handle)))
                .endsOnDigits())
        .isEqualTo(ends);
  }
}
