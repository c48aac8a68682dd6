package io.flowmanager.domain.type;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.block;
import static io.flowmanager.authoring.rehearse.Examples.carrying;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.onConversation;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static io.flowmanager.domain.type.OptionDescription.option;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.type.OptionDescription.Kind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("difference-35")
class HandoverTest {
  private static final String ID = "f1000001-0000-4000-8000-000000000000";

  /** The options of an action of a type as they are handed over, with a variable filled in. */
  private static Options handedOver(String type, String options, String value) {
    return rehearse(carrying("it", value, onCall(action(type, options))))
        .handsOver(type)
        .activeflow()
        .cursor()
        .action()
        .options();
  }

  static Stream<ActionType<?>> handedOverTypes() {
    return ActionCatalog.standard().types().stream().filter(ActionType::isHandedOver);
  }

  @ParameterizedTest
  @MethodSource("handedOverTypes")
  void holdsNumbersFlagsAndIdsOfEveryTypeThatWereFilledIn(ActionType<?> type) {
    for (OptionDescription option : type.options()) {
      switch (option.kind()) {
        case INTEGER -> assertHandedOver(type, option, "5000", "5000");
        case FLAG -> assertHandedOver(type, option, "true", "true");
        case ID ->
            assertHandedOver(type, option, "{" + ID.toUpperCase(Locale.ROOT) + "}", "'" + ID + "'");
        case TEXT -> assertHandedOver(type, option, "5000", "'5000'");
        case TEXTS -> {}
        case NUMBER, INTEGERS, IDS_BY_TEXT, ADDRESS, ADDRESSES, ACTIONS, ATTACHMENTS ->
            throw new AssertionError("Expected a case for " + option);
      }
    }
  }

  private static void assertHandedOver(
      ActionType<?> type, OptionDescription option, String value, String json) {
    assertThat(handedOver(type.name(), "{'%s': '${it}'}".formatted(option.name()), value))
        .isEqualTo(Json.options("{'%s': %s}".formatted(option.name(), json)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'duration': '${it}'}             | 5000        | {'duration': 5000}",
        "{'duration': '5${it}'}            | 000         | {'duration': 5000}",
        "{'duration': ' ${it} '}           | 5e3         | {'duration': 5000}",
        "{'duration': '5000'}              | ``          | {'duration': 5000}",
        "{'Duration': '${it}'}             | 5000        | {'Duration': 5000}",
        "{'duration': '${it}'}             | 3000000000  | {'duration': 3000000000}",
        "{'duration': '${it}'}             | ``          | {'duration': ''}",
        "{'duration': '${it}'}             | soon        | {'duration': 'soon'}",
        "{'duration': '${it} ms'}          | 5           | {'duration': '5 ms'}",
        "{'duration': '${it}'}             | 0.5         | {'duration': '0.5'}",
        "{'duration': '${it}'}             | 1e999999999 | {'duration': '1e999999999'}",
        "{'duration': ['${it}']}           | 5           | {'duration': ['5']}",
        "{'other': '${it}', 'duration': 1} | 5           | {'other': '5', 'duration': 1}",
      })
  void leavesAloneWhatIsAsAWholeNoNumber(String options, String value, String result) {
    assertThat(handedOver("sleep", options, value)).isEqualTo(Json.options(result));
  }

  @Test
  void leavesAFlagAloneThatIsNone() {
    assertThat(handedOver("talk", "{'text': 'a', 'async': '${it}'}", "yes"))
        .isEqualTo(Json.options("{'text': 'a', 'async': 'yes'}"));
  }

  @Test
  void reachesWhatIsWithinListsAndObjects() {
    List<OptionDescription> described =
        List.of(
            option("days", Kind.INTEGERS, "a"),
            option("ways", Kind.IDS_BY_TEXT, "b"),
            option("files", Kind.ATTACHMENTS, "c"),
            option("who", Kind.ADDRESSES, "d"),
            option("ratio", Kind.NUMBER, "e"));
    var filledIn =
        Json.options(
            "{'days': ['1', 2, 'x'], 'ways': {'1': '{%1$s}'}, 'ratio': '0.25',".formatted(ID)
                + " 'files': [{'Reference_Id': 'urn:uuid:%1$s', 'reference_type': '1'}, 5],"
                    .formatted(ID)
                + " 'who': [{'target': '1'}]}");

    Handover handover = Handover.of(described, filledIn);

    assertThat(handover.options())
        .isEqualTo(
            Json.options(
                "{'days': [1, 2, 'x'], 'ways': {'1': '%1$s'}, 'ratio': 0.25,".formatted(ID)
                    + " 'files': [{'Reference_Id': '%1$s', 'reference_type': '1'}, 5],"
                        .formatted(ID)
                    + " 'who': [{'target': '1'}]}"));
    assertThat(handover.remark()).contains("days[0] “1” as the number 1").contains("ratio");
  }

  @Test
  void isForWhoeverPerformsItOnlyAndForNoTypeThatNobodyKnows() {
    var told =
        rehearse(
                carrying(
                    "it",
                    "5",
                    onCall(
                        action(action(1), "nobody_knows", Json.options("{'duration': '${it}'}")),
                        action(
                            action(2),
                            "goto",
                            Json.options("{'loop_count': '0', 'other': '${it}'}")),
                        talk(action(3)))))
            .handsOver("talk")
            .activeflow()
            .progress()
            .executed();

    assertThat(told)
        .extracting(step -> step.action().options())
        .contains(
            Json.options("{'duration': '5'}"), Json.options("{'loop_count': '0', 'other': '5'}"));
  }

  @Test
  void changesNothingOfAnActionThatIsPassedOver() {
    var step =
        rehearse(onConversation(action("sleep", "{'duration': '5'}"), block(action(2))))
            .waits()
            .activeflow()
            .progress()
            .executed()
            .getLast();

    assertThat(step.action().options()).isEqualTo(Json.options("{'duration': '5'}"));
  }
}
