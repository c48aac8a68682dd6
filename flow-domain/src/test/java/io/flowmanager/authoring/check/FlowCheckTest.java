package io.flowmanager.authoring.check;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.goTo;
import static io.flowmanager.authoring.rehearse.Examples.newIds;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.setting;
import static io.flowmanager.authoring.rehearse.Examples.stack;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.type.OptionDescription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowCheckTest {
  private static final FlowCheck CHECK = new FlowCheck(ActionCatalog.standard());
  private static final Purpose CALL = Purpose.ANY.on(ReferenceType.CALL);

  private static Action answer() {
    return action(action(100), "answer", Options.NONE);
  }

  private static Action hangup() {
    return action(action(109), "hangup", Options.NONE);
  }

  private static Action of(int number, String type, String options) {
    return action(action(number), type, Json.options(options));
  }

  private static Action next(Action action, int next) {
    return new Action(
        action.id(), action(next), action.type(), action.options(), action.executedAt());
  }

  /** Each finding as {@code CODE at pointer}. */
  private static List<String> found(Purpose purpose, Action... actions) {
    return said(CHECK.check(List.of(actions), purpose));
  }

  private static List<String> foundIn(String actions) {
    return said(CHECK.check((Items) Json.value(actions), CALL));
  }

  private static List<String> said(List<Finding> findings) {
    return findings.stream().map(finding -> finding.code() + " at " + finding.pointer()).toList();
  }

  static Stream<GoodFlow> goodFlows() {
    return GoodFlow.all();
  }

  static Stream<Damage> damages() {
    return GoodFlow.all().flatMap(Damage::to);
  }

  @Nested
  class AllFlows {

    @ParameterizedTest
    @MethodSource("io.flowmanager.authoring.check.FlowCheckTest#goodFlows")
    void haveNothingFoundWhereNothingIsWrong(GoodFlow flow) {
      assertThat(CHECK.check(flow.actions(), flow.purpose())).isEmpty();
      assertThat(CHECK.check(flow.written(), flow.purpose())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.flowmanager.authoring.check.FlowCheckTest#damages")
    void haveEachDamageFoundWhereItIs(Damage damage) {
      assertThat(said(CHECK.check(damage.actions(), damage.purpose())))
          .contains(damage.code() + " at " + damage.pointer());
    }

    @Test
    void areDamagedInEveryWayThatCanBeFoundInThemButByTheirOwnTests() {
      var found = damages().map(Damage::code).collect(Collectors.toSet());

      assertThat(Set.of(Code.values()))
          .filteredOn(not(found::contains))
          .containsExactlyInAnyOrder(
              Code.TOO_MANY_ACTIONS,
              Code.GOTO_WITHOUT_COUNT,
              Code.BLOCK_WITHOUT_CONTINUATION,
              Code.BRANCH_WITHOUT_DEFAULT,
              Code.NESTED_PLACEHOLDER,
              Code.COMPARES_A_LITERAL);
    }

    @ParameterizedTest
    @MethodSource("io.flowmanager.authoring.check.FlowCheckTest#goodFlows")
    void mayHavePlaceholdersInAnyTextNumberFlagAndId(GoodFlow flow) {
      for (OptionDescription option : flow.type().options()) {
        if (isScalar(option)) {
          assertThat(
                  CHECK
                      .check(flow.with(option.name(), new Text("${name}")), flow.purpose())
                      .stream()
                      .filter(Finding::isError))
              .as(option.name())
              .isEmpty();
        }
      }
    }

    private static boolean isScalar(OptionDescription option) {
      return switch (option.kind()) {
        case TEXT, INTEGER, NUMBER, FLAG, ID -> true;
        case TEXTS, INTEGERS, IDS_BY_TEXT, ADDRESS, ADDRESSES, ACTIONS, ATTACHMENTS -> false;
      };
    }

    @ParameterizedTest
    @MethodSource("io.flowmanager.authoring.check.FlowCheckTest#goodFlows")
    void thatHaveNoErrorAreAccepted(GoodFlow flow) {
      assertThatCode(() -> ActionCatalog.standard().accept(flow.actions(), newIds()))
          .doesNotThrowAnyException();
    }

    @Test
    void haveAllFoundAtOnceInTheOrderOfTheActions() {
      assertThat(
              foundIn(
                  """
                  [{'type': 'answer'},
                   {'type': 'tlak', 'option': {'text': 'Hello'}},
                   {'type': 'sleep', 'option': {'duration': -5, 'length': 1}},
                   {'type': 'goto', 'option': {'loop_count': 0}},
                   7]
                  """))
          .containsExactly(
              "UNKNOWN_TYPE at /actions/1/type",
              "OUT_OF_RANGE at /actions/2/option/duration",
              "UNKNOWN_OPTION at /actions/2/option/length",
              "MISSING_OPTION at /actions/3/option",
              "GOTO_WITHOUT_COUNT at /actions/3/option/loop_count",
              "WRONG_KIND at /actions/4",
              "UNKNOWN_TYPE at /actions/4",
              "MISSING_HANGUP at /actions/4");
    }

    @Test
    void haveFindingsThatSayWhatWasExpectedAndWhatToDo() {
      var findings =
          CHECK.check(List.of(answer(), of(1, "talk", "{'txet': 'Hello'}"), hangup()), CALL);

      assertThat(findings)
          .containsExactly(
              new Finding(
                  Code.MISSING_OPTION,
                  "/actions/1/option",
                  action(1),
                  "Expected option text of talk, but there is none",
                  Code.MISSING_OPTION.hint()),
              new Finding(
                  Code.UNKNOWN_OPTION,
                  "/actions/1/option/txet",
                  action(1),
                  "Expected an option that talk reads, but it does not read txet",
                  "Perhaps text is meant."));
    }

    @ParameterizedTest
    @MethodSource("io.flowmanager.authoring.check.FlowCheckTest#damages")
    void haveFindingsInTheHousesVoice(Damage damage) {
      assertThat(CHECK.check(damage.actions(), damage.purpose()))
          .allSatisfy(finding -> {
            assertThat(finding.message()).matches("Expected .+, but .+[^.]");
            assertThat(finding.hint()).endsWith(".");
            assertThat(finding.pointer()).startsWith("/actions");
          });
    }
  }

  @Nested
  class AnError {

    @Test
    void areMoreActionsThanThereMayBe() {
      List<Action> more =
          IntStream.rangeClosed(0, ActionCatalog.ACTIONS_MAX)
              .mapToObj(number -> talk(ActionId.NONE))
              .toList();

      assertThat(said(CHECK.check(more, CALL))).containsExactly("TOO_MANY_ACTIONS at /actions");
      assertThat(said(CHECK.check(more.subList(1, more.size()), CALL)))
          .doesNotContain("TOO_MANY_ACTIONS at /actions");
    }

    @Test
    void isATypeThatOnlyServicesHave() {
      assertThat(foundIn("[{'type': 'empty'}]")).contains("UNKNOWN_TYPE at /actions/0/type");
    }

    @ParameterizedTest
    @CsvSource(
        delimiterString = "|",
        quoteCharacter = '"',
        value = {
          "{'target_id': 'ID'} | /actions/1/option",
          "{'target_id': 'ID', 'loop_count': 0} | /actions/1/option/loop_count",
          "{'target_id': 'ID', 'loop_count': -1} | /actions/1/option/loop_count",
          "{'target_id': 'ID', 'loop_count': 0, 'loop': true} | /actions/1/option/loop_count",
        })
    void isAGotoThatNeverGoesThere(String options, String pointer) {
      assertThat(found(CALL, answer(), of(1, "goto", withId(options)), hangup()))
          .containsExactly("GOTO_WITHOUT_COUNT at " + pointer);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'target_id': 'ID', 'loop_count': 1}",
          "{'target_id': 'ID', 'loop_count': '2'}",
          "{'target_id': 'ID', 'loop_count': '${voipbin.call.digits}'}",
          "{'target_index': 2, 'loop_count': 1}"
        })
    void isNoGotoThatDoes(String options) {
      assertThat(found(CALL, answer(), of(1, "goto", withId(options)), hangup())).isEmpty();
    }

    private static String withId(String options) {
      return options.replace("ID", action(109).toString());
    }

    @Test
    void isAPlaceInTheListThatIsNotThere() {
      assertThat(
              found(
                  CALL, answer(), of(1, "goto", "{'target_index': 9, 'loop_count': 1}"), hangup()))
          .containsExactly("TARGET_NOT_FOUND at /actions/1/option/target_index");
    }

    @Test
    void isNoActionOfOthersAround() {
      Action astray = goTo(action(1), action(50), 1);

      var around = onCall(talk(action(50)));

      assertThat(found(Purpose.onTopOf(around), astray)).isEmpty();
      assertThat(found(Purpose.onTopOf(onCall(talk(action(51)))), astray))
          .containsExactly("TARGET_NOT_FOUND at /actions/0/option/target_id");
    }

    @Test
    void isAnActionOfAStackThatNoWayLeadsBackTo() {
      Activeflow within =
          rehearse(onCall(talk(action(50)), talk(action(51))))
              .meanwhile(activeflow -> activeflow.pushing(stack(1), List.of(talk(action(60)))))
              .handsOver(action(60))
              .activeflow();
      Activeflow leaving = within.forwardedTo(action(51));

      Action back = goTo(action(1), action(60), 1);

      assertThat(found(Purpose.onTopOf(within), back)).isEmpty();
      assertThat(found(Purpose.onTopOf(leaving), back))
          .containsExactly("TARGET_NOT_FOUND at /actions/0/option/target_id");
    }

    @Test
    void isAnActionOfAStackAboveTheOneThatOthersAreAddedTo() {
      Activeflow within =
          rehearse(onCall(talk(action(50))))
              .meanwhile(activeflow -> activeflow.pushing(stack(1), List.of(talk(action(60)))))
              .handsOver(action(60))
              .activeflow()
              .pushing(stack(2), List.of(talk(action(70))));

      assertThat(found(Purpose.below(within), goTo(action(1), action(60), 1))).isEmpty();
      assertThat(found(Purpose.below(within), goTo(action(1), action(50), 1))).isEmpty();
      assertThat(found(Purpose.below(within), goTo(action(1), action(70), 1)))
          .containsExactly("TARGET_NOT_FOUND at /actions/0/option/target_id");
      assertThat(found(Purpose.onTopOf(within), goTo(action(1), action(70), 1))).isEmpty();
    }

    @Test
    void isAnIdOfTheListThatOthersAreAddedTo() {
      Activeflow around = onCall(talk(action(50)));

      assertThat(found(Purpose.below(around), talk(action(50))))
          .containsExactly("DUPLICATE_ID at /actions/0/id");
      assertThat(found(Purpose.onTopOf(around), talk(action(50)))).isEmpty();
    }

    @Test
    void isAnIdWithAMeaningOfItsOwnAsATarget() {
      assertThat(found(CALL, answer(), goTo(action(1), ActionId.FINISH, 1), hangup()))
          .containsExactly("TARGET_NOT_FOUND at /actions/1/option/target_id");
    }

    @Test
    void isABlockThatNobodyKnowsOf() {
      Purpose conversation = Purpose.ANY.on(ReferenceType.CONVERSATION);
      Action block = of(2, "block", "{}");
      Action telling =
          of(
              1,
              "webhook_send",
              "{'uri': 'https://example.com', 'method': 'POST', 'data':"
                  + " '${voipbin.activeflow.id}'}");

      assertThat(found(conversation, setting(action(1), "a", "b"), block))
          .containsExactly("BLOCK_WITHOUT_CONTINUATION at /actions/1");
      assertThat(found(conversation, telling, block)).isEmpty();
      assertThat(found(Purpose.ANY.on(ReferenceType.API), block)).isEmpty();
      assertThat(found(Purpose.ANY, block)).isEmpty();
    }

    @Test
    void isFoundInTheActionsOfACallsCalleesAsWell() {
      assertThat(
              foundIn(
                  """
                  [{'type': 'call', 'option': {
                     'destinations': [{'type': 'tel', 'target': '+15550001'}],
                     'actions': [{'type': 'talk', 'option': {'text': 'Hello'}},
                                 {'type': 'sleep', 'option': {'duration': 'x'}},
                                 {'type': 'block'},
                                 {'type': 'hangup'}]}},
                   {'type': 'hangup'}]
                  """))
          .containsExactly(
              "WRONG_KIND at /actions/0/option/actions/1/option/duration",
              "SKIPPED at /actions/0/option/actions/2");
    }

    @Test
    void isFoundInOtherCapitalsAsWellAndTheyAreNoneThemselves() {
      assertThat(
              foundIn(
                  """
                  [{'Type': 'answer', 'ID': '', 'Next_ID': ''},
                   {'TYPE': 'talk', 'Option': {'Text': 'Hello', 'LANGUAGE': 'en-US'}},
                   {'Type': 'sleep', 'OPTION': {'Duration': 'x', 'Durations': 1}},
                   {'Type': 'connect',
                     'Option': {'Destinations': [{'Type': 5, 'target': '+1'}]}},
                   {'Type': 'hangup'}]
                  """))
          .containsExactly(
              "WRONG_KIND at /actions/2/option/Duration",
              "UNKNOWN_OPTION at /actions/2/option/Durations",
              "WRONG_KIND at /actions/3/option/Destinations/0/Type");
    }

    @Test
    void isNoIdThatNeedNotBeThereAndIsLeftEmpty() {
      Action branch =
          of(
              1,
              "branch",
              "{'default_target_id': '', 'target_ids': {'1': '%s'}}".formatted(action(109)));

      assertThat(found(CALL, answer(), branch, hangup()))
          .containsExactly("BRANCH_WITHOUT_DEFAULT at /actions/1/option/default_target_id");
      assertThat(
              found(CALL, answer(), of(1, "goto", "{'target_id': '', 'loop_count': 1}"), hangup()))
          .containsExactly("MISSING_OPTION at /actions/1/option/target_id");
      assertThat(
              found(CALL, answer(), of(1, "recording_start", "{'on_end_flow_id': ''}"), hangup()))
          .contains("WRONG_KIND at /actions/1/option/on_end_flow_id");
    }

    @Test
    void isNoOptionOfAFormerName() {
      assertThat(
              found(
                  CALL,
                  answer(),
                  of(1, "dtmf_receive", "{'finish_on_key': '#', 'max_number_key': 3}"),
                  of(2, "agent_call", "{'agent_id': 'a'}"),
                  hangup()))
          .isEmpty();
    }

    @Test
    void isFoundUnderAFormerNameAsWell() {
      assertThat(
              found(
                  CALL,
                  answer(),
                  of(1, "dtmf_receive", "{'max_number_key': -3}"),
                  of(2, "dtmf_send", "{'dtmfs': 'x', 'duration': 100}"),
                  hangup()))
          .containsExactly("OUT_OF_RANGE at /actions/1/option", "NOT_ALLOWED at /actions/2/option");
    }

    @Test
    void isFoundWithItsPointerEscaped() {
      Action branch =
          of(
              1,
              "branch",
              "{'default_target_id': '%s', 'target_ids': {'a/b~c': '%s'}}"
                  .formatted(action(109), action(9)));

      assertThat(found(CALL, answer(), branch, hangup()))
          .containsExactly("TARGET_NOT_FOUND at /actions/1/option/target_ids/a~1b~0c");
    }
  }

  @Nested
  class AWarning {

    @Test
    void isABranchThatLeadsOnWithSomeValuesOnly() {
      Action branch = of(1, "branch", "{'target_ids': {'1': '%s'}}".formatted(action(109)));

      assertThat(found(CALL, answer(), branch, hangup()))
          .containsExactly("BRANCH_WITHOUT_DEFAULT at /actions/1/option");
    }

    @Test
    void isAnActionThatNoWayLeadsTo() {
      assertThat(found(CALL, next(answer(), 109), talk(action(1)), hangup()))
          .containsExactly("UNREACHABLE at /actions/1");
    }

    @Test
    void isNoActionThatAPlaceholderMayLeadTo() {
      Action anywhere = of(1, "branch", "{'default_target_id': '${voipbin.call.digits}'}");

      assertThat(found(CALL, answer(), anywhere, talk(action(2)), hangup())).isEmpty();
    }

    @Test
    void isALoopWithoutAWayOutOnceHoweverManyActionsItHas() {
      assertThat(found(CALL, answer(), talk(action(1)), talk(action(2)), next(talk(action(3)), 1)))
          .containsExactly("LOOP_WITHOUT_EXIT at /actions/1");
    }

    @Test
    void isALoopThatAGotoMakesWithoutCounting() {
      Action endless = of(2, "goto", "{'target_id': '%s', 'loop': false}".formatted(action(1)));

      assertThat(found(CALL, answer(), talk(action(1)), endless))
          .containsExactly("LOOP_WITHOUT_EXIT at /actions/1");
    }

    @Test
    void isNoLoopThatIsLeft() {
      assertThat(found(CALL, answer(), talk(action(1)), goTo(action(2), action(1), 3), hangup()))
          .isEmpty();
    }

    @Test
    void isNoLoopThatLeadsToActionsOfOthersAround() {
      Action branch =
          of(
              2,
              "branch",
              "{'default_target_id': '%s', 'target_ids': {'1': '%s'}}"
                  .formatted(action(1), action(50)));

      assertThat(found(Purpose.onTopOf(onCall(talk(action(50)))), talk(action(1)), branch))
          .isEmpty();
    }

    @Test
    void isTheFirstThatIsHeardOnAWayAlone() {
      assertThat(found(CALL, talk(action(1)), talk(action(2)), answer(), hangup()))
          .containsExactly("HEARD_BEFORE_ANSWER at /actions/0");
    }

    @Test
    void isTheEndOfACallWithoutAHangup() {
      assertThat(found(CALL, answer(), talk(action(1))))
          .containsExactly("MISSING_HANGUP at /actions/1");
      assertThat(found(Purpose.ANY, answer(), talk(action(1))))
          .containsExactly("MISSING_HANGUP at /actions/1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"conference", "queue"})
    void isNoEndOfAFlowThatComesBetweenOthers(String flowType) {
      assertThat(found(Purpose.ofFlow(flowType), talk(action(1)))).isEmpty();
    }

    @Test
    void isNoEndThatAStopMakesOrThatFetchedActionsMayMake() {
      assertThat(found(CALL, answer(), of(1, "stop", "{}"))).isEmpty();
      assertThat(
              found(CALL, answer(), of(1, "fetch_flow", "{'flow_id': '%s'}".formatted(action(7)))))
          .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"talk", "play"})
    void isWhatIsHeardBeforeTheCallIsTaken(String type) {
      Action heard = Examples.ofType(type).with(action(1));

      assertThat(
              found(
                  CALL,
                  setting(action(2), "name", "Ada"),
                  heard,
                  answer(),
                  heard.with(action(3)),
                  hangup()))
          .containsExactly("HEARD_BEFORE_ANSWER at /actions/1");
      assertThat(
              found(Purpose.ofFlow("campaign"), setting(action(2), "name", "Ada"), heard, hangup()))
          .isEmpty();
    }

    @Test
    void isWhatIsHeardOnAWayPastTheAnswer() {
      Action branch =
          of(
              1,
              "branch",
              "{'default_target_id': '%s', 'target_ids': {'1': '%s'}}"
                  .formatted(action(100), action(2)));

      assertThat(found(CALL, branch, answer(), talk(action(2)), hangup()))
          .containsExactly("HEARD_BEFORE_ANSWER at /actions/2");
    }

    @ParameterizedTest
    @EnumSource(
        value = ReferenceType.class,
        names = {"CALL"},
        mode = EnumSource.Mode.EXCLUDE)
    void isAnActionThatTheReferenceSkips(ReferenceType reference) {
      assertThat(found(Purpose.ANY.on(reference), talk(action(1))))
          .containsExactly("SKIPPED at /actions/0");
    }

    @Test
    void isAVariableThatIsReadAndThatNothingSets() {
      Action branch =
          of(
              1,
              "branch",
              "{'variable': 'colour', 'default_target_id': '%s'}".formatted(action(109)));
      Action talk = of(2, "talk", "{'text': '${colour} ${colour} ${voipbin.call.source.target}'}");

      assertThat(found(CALL, answer(), talk, branch, hangup()))
          .containsExactly(
              "VARIABLE_NEVER_SET at /actions/1/option/text",
              "VARIABLE_NEVER_SET at /actions/2/option/variable");
      assertThat(found(CALL, answer(), setting(action(3), "colour", "red"), talk, branch, hangup()))
          .isEmpty();
      assertThat(
              found(
                  CALL,
                  answer(),
                  setting(action(3), "${voipbin.call.digits}", "red"),
                  talk,
                  branch,
                  hangup()))
          .isEmpty();
    }

    @Test
    void isAPlaceholderThatIsNothingButAPlaceholderOfAPlaceholder() {
      assertThat(
              found(CALL, answer(), setting(action(1), "a", "${${voipbin.call.digits}}"), hangup()))
          .containsExactly("NESTED_PLACEHOLDER at /actions/1/option/value");
      assertThat(found(CALL, answer(), setting(action(1), "a", "${voipbin.call.digits}"), hangup()))
          .isEmpty();
    }

    @Test
    void isAVariableThatOnlyACallsCalleesSetForItsCallersPlaceholdersAreFilledInBefore() {
      assertThat(
              foundIn(
                  """
                  [{'type': 'call', 'option': {
                     'destinations': [{'type': 'tel', 'target': '+15550001'}],
                     'actions': [{'type': 'variable_set', 'option': {'key': 'a', 'value': 'b'}},
                                 {'type': 'talk', 'option': {'text': '${a}'}},
                                 {'type': 'hangup'}]}},
                   {'type': 'hangup'}]
                  """))
          .containsExactly("VARIABLE_NEVER_SET at /actions/0/option/actions/1/option/text");
    }

    @Test
    void isAConditionThatComparesAVariablesNameInsteadOfItsValue() {
      Action condition =
          of(
              1,
              "condition_variable",
              ("{'condition': '==', 'variable': 'voipbin.call.digits', 'value_type': 'string',"
                      + " 'false_target_id': '%s'}")
                  .formatted(action(109)));

      assertThat(found(CALL, answer(), condition, hangup()))
          .containsExactly("COMPARES_A_LITERAL at /actions/1/option/variable");
    }
  }

  @Test
  void saysNothingOfActionsThatAreNotThere() {
    assertThat(CHECK.check(List.of(), CALL)).isEmpty();
  }

  @Test
  void looksAtTheLongestFlowThereMayBeInOnePass() {
    List<Action> chain =
        IntStream.range(0, ActionCatalog.ACTIONS_MAX)
            .mapToObj(number ->
                new Action(
                    new ActionId(new UUID(7, number)),
                    new ActionId(new UUID(7, (number + 1) % ActionCatalog.ACTIONS_MAX)),
                    "answer",
                    Options.NONE,
                    Optional.empty()))
            .toList();

    assertThat(said(CHECK.check(chain, CALL))).contains("LOOP_WITHOUT_EXIT at /actions/0");
  }
}
