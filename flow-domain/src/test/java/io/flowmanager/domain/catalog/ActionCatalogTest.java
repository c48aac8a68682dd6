package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.Examples.NOON;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.newId;
import static io.flowmanager.authoring.rehearse.Examples.newIds;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.OnFailure;
import io.flowmanager.domain.type.OptionDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionCatalogTest {
  private static final ActionCatalog CATALOG = ActionCatalog.standard();

  /** Nothing that any option may be. */
  private static final Value NONSENSE = new Value.Items(List.of(new Value.Items(List.of())));

  private static void isRefused(Reason reason, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            FlowException.class, failure -> assertThat(failure.reason()).isEqualTo(reason.name()));
  }

  private static Action one(String type, String options) {
    return Action.of(type, Json.options(options));
  }

  private static Options accepted(String type, String options) {
    return CATALOG.accept(List.of(one(type, options)), newIds()).getFirst().options();
  }

  static List<ActionType<?>> types() {
    return CATALOG.types();
  }

  static Stream<ActionType<?>> typesWithFormerNames() {
    return types().stream().filter(type -> !type.formerNames().isEmpty());
  }

  @Nested
  class EveryType {

    @ParameterizedTest
    @CsvSource(
        delimiterString = "|",
        value = {
          "ai_summary            | NON_REALTIME | here  | END      | ai-manager",
          "ai_talk               | ANY          | here  | END      | ai-manager",
          "ai_task               | NON_REALTIME | here  | END      | ai-manager",
          "amd                   | REALTIME     | there | END      | call-manager",
          "answer                | REALTIME     | there | END      | call-manager",
          "beep                  | REALTIME     | there | END      | call-manager",
          "block                 | NON_REALTIME | here  | END      | ''",
          "branch                | ANY          | here  | END      | ''",
          "call                  | ANY          | here  | END      | ''",
          "case_create           | ANY          | here  | CARRY_ON | ''",
          "condition_call_digits | REALTIME     | here  | END      | ''",
          "condition_call_status | REALTIME     | here  | END      | ''",
          "condition_datetime    | ANY          | here  | END      | ''",
          "condition_variable    | ANY          | here  | END      | ''",
          "confbridge_join       | REALTIME     | there | END      | call-manager",
          "conference_join       | REALTIME     | here  | END      | conference-manager",
          "connect               | REALTIME     | here  | END      | call-manager",
          "conversation_send     | ANY          | here  | CARRY_ON | conversation-manager",
          "digits_receive        | REALTIME     | there | END      | call-manager",
          "digits_send           | REALTIME     | there | END      | call-manager",
          "echo                  | REALTIME     | there | END      | call-manager",
          "email_send            | ANY          | here  | CARRY_ON | email-manager",
          "empty                 | ANY          | here  | END      | ''",
          "external_media_start  | REALTIME     | there | END      | call-manager",
          "external_media_stop   | REALTIME     | there | END      | call-manager",
          "fetch                 | ANY          | here  | END      | ''",
          "fetch_flow            | ANY          | here  | END      | ''",
          "goto                  | ANY          | here  | END      | ''",
          "hangup                | REALTIME     | there | END      | call-manager",
          "message_send          | ANY          | here  | END      | message-manager",
          "mute                  | REALTIME     | there | END      | call-manager",
          "play                  | REALTIME     | there | END      | call-manager",
          "queue_join            | REALTIME     | here  | END      | queue-manager",
          "recording_start       | REALTIME     | there | END      | call-manager",
          "recording_stop        | REALTIME     | there | END      | call-manager",
          "sleep                 | REALTIME     | there | END      | call-manager",
          "stop                  | ANY          | here  | END      | ''",
          "stream_echo           | REALTIME     | there | END      | call-manager",
          "talk                  | REALTIME     | there | END      | call-manager",
          "transcribe_recording  | ANY          | here  | CARRY_ON | transcribe-manager",
          "transcribe_start      | REALTIME     | here  | CARRY_ON | transcribe-manager",
          "transcribe_stop       | REALTIME     | there | END      | call-manager",
          "variable_set          | ANY          | here  | CARRY_ON | ''",
          "webhook_send          | ANY          | here  | CARRY_ON | webhook-manager",
        })
    void isPerformedAsTheOriginalDoes(
        String name, Medium medium, String where, OnFailure onFailure, String service) {
      ActionType<?> type = CATALOG.type(name).orElseThrow();

      assertThat(type.medium()).isEqualTo(medium);
      assertThat(type.isHandedOver()).isEqualTo(where.equals("there"));
      assertThat(type.onFailure()).isEqualTo(onFailure);
      assertThat(type.dispatchedTo()).isEqualTo(service);
    }

    @Test
    void isOneOfFortyFour() {
      assertThat(types()).hasSize(44);
    }

    @Test
    void isForAuthorsButOne() {
      assertThat(types())
          .filteredOn(type -> !type.isForAuthors())
          .extracting(ActionType::name)
          .containsExactly("empty");
    }

    @ParameterizedTest
    @MethodSource("io.flowmanager.domain.catalog.ActionCatalogTest#types")
    void saysWhatItDoesInSentences(ActionType<?> type) {
      assertThat(type.summary()).matches("[A-Z].*\\.");
      assertThat(type.options())
          .allSatisfy(option -> assertThat(option.meaning()).matches("[A-Z0-9-].*\\."));
      assertThat(type.options()).extracting(OptionDescription::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("io.flowmanager.domain.catalog.ActionCatalogTest#types")
    void hasAnExampleWithAllThatIsMandatoryAndNothingThatIsUnknown(ActionType<?> type) {
      Action example = Examples.ofType(type.name());

      assertThat(example.type()).isEqualTo(type.name());
      assertThat(example.options().members().values().keySet())
          .containsAll(
              type.options().stream()
                  .filter(OptionDescription::required)
                  .map(OptionDescription::name)
                  .toList())
          .isSubsetOf(
              type.options().stream()
                  .filter(option -> !option.former())
                  .map(OptionDescription::name)
                  .toList());
    }

    @ParameterizedTest
    @MethodSource("io.flowmanager.domain.catalog.ActionCatalogTest#types")
    void hasAnExampleThatItReads(ActionType<?> type) {
      Options example =
          Examples.ofType(type.name())
              .options()
              .withTexts(text -> text.equals("${age}") ? "18" : text);

      assertThat(type.read(example)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("io.flowmanager.domain.catalog.ActionCatalogTest#types")
    void readsEveryOptionThatItDescribes(ActionType<?> type) {
      Options example = Examples.ofType(type.name()).options();

      assertThat(type.options())
          .filteredOn(option -> !option.former())
          .allSatisfy(option ->
              assertThatThrownBy(() -> type.read(example.with(option.name(), NONSENSE)))
                  .hasMessageStartingWith("Expected option " + option.name() + " "));
    }

    @ParameterizedTest
    @MethodSource("io.flowmanager.domain.catalog.ActionCatalogTest#types")
    void readsNoOptionThatItDoesNotDescribe(ActionType<?> type) {
      Options example = Examples.ofType(type.name()).options();
      Set<String> own =
          type.options().stream().map(OptionDescription::name).collect(Collectors.toSet());

      assertThat(
              types().stream().flatMap(any -> any.options().stream()).map(OptionDescription::name))
          .filteredOn(name -> !own.contains(name))
          .allSatisfy(name -> assertThat(type.read(example.with(name, NONSENSE))).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("io.flowmanager.domain.catalog.ActionCatalogTest#types")
    void isAcceptedWithItsExampleAsItStands(ActionType<?> type) {
      Action example = Examples.ofType(type.name());

      if (type.isForAuthors()) {
        assertThat(CATALOG.accept(List.of(example), newIds())).containsExactly(example);
      }
    }

    @ParameterizedTest
    @MethodSource("io.flowmanager.domain.catalog.ActionCatalogTest#types")
    void allowsAsStandardOnlyWhatItAllows(ActionType<?> type) {
      assertThat(type.options())
          .filteredOn(option -> !option.allowed().isEmpty() && !option.standard().isEmpty())
          .allSatisfy(option -> assertThat(option.allowed()).contains(option.standard()));
    }
  }

  @Nested
  class Accepting {

    @Test
    void givesIdsToThoseThatHaveNone() {
      var actions =
          CATALOG.accept(
              List.of(talk(ActionId.NONE), talk(action(1)), talk(ActionId.NONE)), newIds());

      assertThat(actions)
          .extracting(Action::id)
          .containsExactly(new ActionId(newId(1)), action(1), new ActionId(newId(2)));
    }

    @Test
    void keepsEverythingElse() {
      var kept =
          new Action(
              action(1),
              action(2),
              "talk",
              Json.options("{'text': 'a', 'unknown': [1, null, {'x': 1.50}]}"),
              Optional.of(NOON));

      assertThat(CATALOG.accept(List.of(kept), newIds())).containsExactly(kept);
    }

    @Test
    void refusesUnknownTypesInTheWordsOfTheOriginal() {
      assertThatThrownBy(() -> CATALOG.accept(List.of(one("dance", "{}")), newIds()))
          .hasMessage("not supported action type: dance");
      isRefused(Reason.INVALID_ACTION_TYPE, () -> CATALOG.accept(List.of(one("", "{}")), newIds()));
      isRefused(
          Reason.INVALID_ACTION_TYPE, () -> CATALOG.accept(List.of(one("empty", "{}")), newIds()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"call", "connect"})
    void refusesAnonymityThatIsNoneInTheWordsOfTheOriginal(String type) {
      assertThatThrownBy(
              () -> CATALOG.accept(List.of(one(type, "{'anonymous': 'maybe'}")), newIds()))
          .hasMessage("invalid anonymous value for " + type + " action: maybe")
          .isInstanceOfSatisfying(
              FlowException.class,
              failure -> assertThat(failure.reason()).isEqualTo("INVALID_ANONYMOUS_VALUE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "no", "auto"})
    void takesAnonymityThatIsOne(String wish) {
      assertThat(accepted("call", "{'anonymous': '%s'}".formatted(wish)).text("anonymous"))
          .isEqualTo(wish);
    }

    @Test
    void leavesOptionsThatCanNotBeReadYetForTheirTurn() {
      accepted("call", "{'flow_id': '${flow}', 'anonymous': 'maybe'}");
      accepted("queue_join", "{'queue_id': 'x'}");
      accepted("connect", "{'destinations': 5, 'anonymous': 'maybe'}");
    }

    @Test
    @Tag("difference-29")
    void refusesTheSameIdTwice() {
      isRefused(
          Reason.DUPLICATE_ACTION_ID,
          () -> CATALOG.accept(List.of(talk(action(1)), talk(action(1))), newIds()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("difference-29")
    void refusesIdsWithAMeaningOfTheirOwn(long reserved) {
      var id = new ActionId(new UUID(0, reserved));

      isRefused(Reason.RESERVED_ACTION_ID, () -> CATALOG.accept(List.of(talk(id)), newIds()));
    }

    @Test
    void refusesMoreThanTheLimit() {
      var most =
          Stream.generate(() -> talk(ActionId.NONE)).limit(ActionCatalog.ACTIONS_MAX).toList();
      var more =
          Stream.generate(() -> talk(ActionId.NONE)).limit(ActionCatalog.ACTIONS_MAX + 1L).toList();

      assertThat(CATALOG.accept(most, newIds())).hasSize(ActionCatalog.ACTIONS_MAX);
      isRefused(Reason.TOO_MANY_ACTIONS, () -> CATALOG.accept(more, newIds()));
    }

    @Test
    void namesTheFirstActionThatIsWrongWhateverIsWrongWithIt() {
      var dance = one("dance", "{}");
      var maybe = one("call", "{'anonymous': 'maybe'}");

      isRefused(Reason.INVALID_ACTION_TYPE, () -> CATALOG.accept(List.of(dance, maybe), newIds()));
      isRefused(
          Reason.INVALID_ANONYMOUS_VALUE, () -> CATALOG.accept(List.of(maybe, dance), newIds()));
    }

    @Test
    void looksAtIdsOnlyWhenAllTypesAreRight() {
      isRefused(
          Reason.INVALID_ACTION_TYPE,
          () ->
              CATALOG.accept(
                  List.of(talk(action(1)), talk(action(1)), one("dance", "{}")), newIds()));
    }

    @Test
    void looksAtWhatActionsSayOfEachOtherLast() {
      var astray = one("goto", "{'target_index': 9}");

      isRefused(
          Reason.DUPLICATE_ACTION_ID,
          () -> CATALOG.accept(List.of(astray, talk(action(1)), talk(action(1))), newIds()));
      isRefused(
          Reason.INVALID_OPTION, () -> CATALOG.accept(List.of(astray, talk(action(1))), newIds()));
    }
  }

  @Nested
  class TheFirstVersion {

    @Test
    void hadSevenNamesThatAreOthersToday() {
      var names =
          typesWithFormerNames()
              .flatMap(type ->
                  type.formerNames().stream().map(former -> former.name() + " → " + type.name()));

      assertThat(names)
          .containsExactlyInAnyOrder(
              "agent_call → connect",
              "chatbot_talk → ai_talk",
              "dtmf_receive → digits_receive",
              "dtmf_send → digits_send",
              "hangup_relay → hangup",
              "patch → fetch",
              "patch_flow → fetch_flow");
    }

    @ParameterizedTest
    @CsvSource(
        delimiterString = "|",
        quoteCharacter = '"',
        value = {
          "dtmf_receive | {'duration': 5, 'finish_on_key': '#', 'max_number_key': 3} | 'key': '#',"
              + " 'length': 3",
          "dtmf_receive | {'finish_on_key': '#', 'key': '*'} | 'key': '*'",
          "dtmf_send | {'dtmfs': '12', 'duration': 100} | 'digits': '12'",
          "patch | {'event_url': 'u'} |",
          "patch_flow | {'flow_id': 'f'} |",
          "agent_call | {'agent_id': 'a'} | 'destinations': [{'type': 'agent', 'target': 'a'}]",
          "chatbot_talk | {'chatbot_id': 'a'} | 'ai_id': 'a'",
          "hangup_relay | {'reference_id': 'r'} |",
          "external_media_start | {'direction': 'both'} | 'direction_listen': 'both'",
          "external_media_start | {'direction': 'in'} | 'direction_listen': 'in'",
          "external_media_start | {'direction': 'out'} | 'direction_speak': 'out'",
          "external_media_start | {'direction': 'both', 'direction_listen': 'in'} |",
          "external_media_start | {'direction': 5} |",
          "amd | {'machine_handle': 'delay'} |",
          "connect | {'unchained': true} |",
          "talk | {'text': 't', 'gender': 'female'} |",
          "transcribe_start | {'webhook_uri': 'u', 'webhook_method': 'POST'} |"
        })
    void isUnderstoodAndStaysBesideTodaysWords(String type, String options, String added) {
      var before = Json.members(options);

      var after = new LinkedHashMap<>(before.values());
      after.putAll(Json.members("{%s}".formatted(added == null ? "" : added)).values());
      assertThat(accepted(type, options).members().values()).isEqualTo(after);
    }

    @Test
    void hadGotosThatNameAnActionByItsPlace() {
      var actions =
          CATALOG.accept(
              List.of(talk(ActionId.NONE), one("goto", "{'target_index': 0, 'loop': false}")),
              newIds());

      assertThat(actions.getLast().options().text("target_id")).isEqualTo(newId(1).toString());
    }

    @Test
    void hasItsGotosGoWhereTodaysWordSaysIfThereIsOne() {
      var byBoth = one("goto", "{'target_id': '%s', 'target_index': 9}".formatted(action(1)));

      assertThat(CATALOG.accept(List.of(byBoth), newIds()).getFirst().options())
          .isEqualTo(byBoth.options());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'target_index': 1}",
          "{'target_index': -1}",
          "{'target_index': 1, 'target_id': '00000000-0000-0000-0000-000000000000'}",
          "{'target_index': 'x'}"
        })
    void hasItsGotosRefusedThatLeadNowhere(String options) {
      isRefused(Reason.INVALID_OPTION, () -> accepted("goto", options));
    }
  }
}
