package io.flowmanager.application.json;

import static io.flowmanager.application.json.Golden.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.ActiveflowStatus;
import io.flowmanager.domain.activeflow.Cursor;
import io.flowmanager.domain.activeflow.Executed;
import io.flowmanager.domain.activeflow.LastRequest;
import io.flowmanager.domain.activeflow.Note;
import io.flowmanager.domain.activeflow.Origin;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.activeflow.Progress;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.ServedRequests;
import io.flowmanager.domain.activeflow.Stack;
import io.flowmanager.domain.activeflow.Stack.Return;
import io.flowmanager.domain.activeflow.Stacks;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.variable.Variables;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

@PropertyDefaults(tries = 100, edgeCases = EdgeCasesMode.NONE)
class ActiveflowJsonTest {
  private static final Instant NOON = Instant.parse("2026-08-22T12:00:00.12Z");
  private static final FlowId MENU = new FlowId(new UUID(0, 0xf1));
  private static final List<Action> NO_ACTIONS = List.of();
  private static final Action ANSWER =
      Action.of(new ActionId(new UUID(0, 0xa1)), "answer", Options.NONE);
  private static final Action TALK =
      Action.of(
          new ActionId(new UUID(0, 0xa2)),
          "talk",
          Options.NONE.with("text", "\"}],{[ \\ ${name} ä"));

  @Test
  void writesOneThatIsNew() {
    Activeflow fresh = activeflow(origin(ReferenceType.CALL, false), Stacks.of(List.of(ANSWER)));

    assertThat(ActiveflowJson.write(fresh))
        .isEqualTo(
            json(
                """
                {"id":"00000000-0000-0000-0000-0000000000af",
                "customer_id":"00000000-0000-0000-0000-0000000000c0",
                "flow_id":"00000000-0000-0000-0000-0000000000f1",
                "status":"running",
                "reference_type":"call",
                "reference_id":"00000000-0000-0000-0000-0000000000ca",
                "reference_activeflow_id":"00000000-0000-0000-0000-000000000000",
                "on_complete_flow_id":"00000000-0000-0000-0000-0000000000f2",
                "call_id":"00000000-0000-0000-0000-0000000000ca",
                "stack_map":{"00000000-0000-0000-0000-000000000001":{
                "id":"00000000-0000-0000-0000-000000000001",
                "actions":[{"id":"00000000-0000-0000-0000-0000000000a1",
                "next_id":"00000000-0000-0000-0000-000000000000",
                "type":"answer","tm_execute":null}],
                "return_stack_id":"00000000-0000-0000-0000-000000000000",
                "return_action_id":"00000000-0000-0000-0000-000000000000"}},
                "current_stack_id":"00000000-0000-0000-0000-000000000001",
                "current_action":{"id":"00000000-0000-0000-0000-000000000001",
                "next_id":"00000000-0000-0000-0000-000000000000","tm_execute":null},
                "forward_stack_id":"00000000-0000-0000-0000-000000000000",
                "forward_action_id":"00000000-0000-0000-0000-000000000000",
                "execute_count":0,
                "actions":[{"id":"00000000-0000-0000-0000-0000000000a1",
                "next_id":"00000000-0000-0000-0000-000000000000",
                "type":"answer","tm_execute":null}],
                "tm_create":"2026-08-22T12:00:00.12Z","tm_update":null,"tm_delete":null}
                """));
  }

  @Test
  void writesWhereItStandsAndWhatItHasLeft() {
    var service = new StackId(new UUID(0, 0x5e));
    var place = new Place(StackId.MAIN, ANSWER.id());
    var stacks =
        Stacks.of(
            List.of(
                new Stack(StackId.MAIN, List.of(ANSWER), Optional.empty()),
                new Stack(service, List.of(), Optional.of(new Return(place, true)))));
    var activeflow =
        new Activeflow(
            new ActiveflowId(new UUID(0, 0xaf)),
            origin(ReferenceType.CONVERSATION, false),
            ActiveflowStatus.ENDED,
            stacks,
            new Cursor(service, ANSWER, Optional.of(place), Note.NONE),
            new Progress(
                List.of(new Executed(Action.START, Optional.of(NOON), Note.NONE)),
                LastRequest.NONE,
                ServedRequests.NONE),
            Variables.NONE,
            new Activeflow.Times(NOON, Optional.of(NOON), Optional.of(NOON)));

    assertThat(ActiveflowJson.writeForEvents(activeflow).toString())
        .contains(
            "\"status\":\"ended\",\"reference_type\":\"conversation\"",
            "\"current_stack_id\":\"00000000-0000-0000-0000-00000000005e\"",
            "\"current_action\":{\"id\":\"00000000-0000-0000-0000-0000000000a1\"",
            "\"forward_stack_id\":\"00000000-0000-0000-0000-000000000001\"",
            "\"forward_action_id\":\"00000000-0000-0000-0000-0000000000a1\"",
            "\"return_action_id\":\"00000000-0000-0000-0000-0000000000a1\",\"return_at\":true}",
            "\"execute_count\":1,\"executed_actions\":[{\"id\":\"00000000-0000-0000-0000-000000000001\"",
            "\"tm_update\":\"2026-08-22T12:00:00.12Z\",\"tm_delete\":\"2026-08-22T12:00:00.12Z\"}")
        .doesNotContain("call_id", "user_id", "webhook");
  }

  @Test
  void writesNullForActionsThatItNeverHad() {
    var without =
        new Origin(
            new CustomerId(new UUID(0, 0xc0)),
            new FlowId(new UUID(0, 0)),
            Reference.NONE,
            ActiveflowId.NONE,
            MENU,
            new Webhook("http://example.com", "POST"),
            7,
            false);

    Json written = ActiveflowJson.write(activeflow(without, Stacks.of(NO_ACTIONS)));

    assertThat(written.toString())
        .contains(
            "\"webhook_uri\":\"http://example.com\",\"webhook_method\":\"POST\",\"user_id\":7",
            "{\"id\":\"00000000-0000-0000-0000-000000000001\",\"actions\":null,",
            "\"execute_count\":0,\"actions\":[],")
        .doesNotContain("\"reference_type\"");
  }

  @Test
  void sparesEventsTheSecondCopyOfTheActions() {
    Activeflow modern = activeflow(origin(ReferenceType.CALL, false), Stacks.of(List.of(ANSWER)));
    Activeflow legacy = activeflow(origin(ReferenceType.CALL, true), Stacks.of(List.of(ANSWER)));

    assertThat(members(ActiveflowJson.writeForEvents(modern)))
        .doesNotContainKey("actions")
        .containsKey("execute_count");
    assertThat(ActiveflowJson.writeForEvents(legacy)).isEqualTo(ActiveflowJson.write(legacy));
  }

  @Test
  void tellsCustomersWhatIsTheirBusinessAndNothingElse() {
    Activeflow moved =
        activeflow(origin(ReferenceType.CALL, true), Stacks.of(List.of(ANSWER, TALK)))
            .movedTo(Optional.of(new Place(StackId.MAIN, TALK.id())), TALK, NOON);

    assertThat(ActiveflowJson.writeForCustomer(moved))
        .isEqualTo(
            json(
                """
                {"id":"00000000-0000-0000-0000-0000000000af",
                "customer_id":"00000000-0000-0000-0000-0000000000c0",
                "flow_id":"00000000-0000-0000-0000-0000000000f1",
                "status":"running",
                "reference_type":"call",
                "reference_id":"00000000-0000-0000-0000-0000000000ca",
                "reference_activeflow_id":"00000000-0000-0000-0000-000000000000",
                "on_complete_flow_id":"00000000-0000-0000-0000-0000000000f2",
                "current_action":{"id":"00000000-0000-0000-0000-0000000000a2",
                "next_id":"00000000-0000-0000-0000-000000000000",
                "type":"talk","option":{"text":"\\"}],{[ \\\\ ${name} ä"},"tm_execute":null},
                "forward_action_id":"00000000-0000-0000-0000-000000000000",
                "executed_actions":[{"id":"00000000-0000-0000-0000-000000000001",
                "next_id":"00000000-0000-0000-0000-000000000000","tm_execute":null}],
                "tm_create":"2026-08-22T12:00:00.12Z",
                "tm_update":"2026-08-22T12:00:00.12Z","tm_delete":null}
                """));
  }

  @Property
  @Domain(Any.class)
  void tellsCustomersTheSameAsEveryoneOfWhatItTellsThem(@ForAll Activeflow activeflow) {
    Json resource = ActiveflowJson.write(activeflow);

    Map<String, Value> told = members(ActiveflowJson.writeForCustomer(activeflow));

    var expected = new LinkedHashMap<>(members(resource));
    expected
        .keySet()
        .removeAll(
            Set.of(
                "stack_map",
                "current_stack_id",
                "forward_stack_id",
                "execute_count",
                "call_id",
                "user_id",
                "actions"));
    assertThat(told).isEqualTo(expected);
  }

  @Property
  @Domain(Any.class)
  void remembersHowItWasOnceItHasMovedOn(@ForAll Activeflow activeflow) {
    Activeflow later =
        activeflow.movedTo(Optional.empty(), Action.FINISH, NOON).ended(NOON).deleted(NOON);

    Activeflow read = SnapshotJson.read(SnapshotJson.write(activeflow), later);

    assertThat(members(ActiveflowJson.writeForCustomer(read)))
        .isEqualTo(members(ActiveflowJson.writeForCustomer(activeflow)));
  }

  @Test
  void tellsNoMoreOfItsStepsThanAreKeptByThen() {
    Action longOne = ANSWER.with(Options.NONE.with("text", "x".repeat(300_000)));
    Activeflow one = activeflow(origin(ReferenceType.CALL, false), Stacks.of(NO_ACTIONS));
    Activeflow two = one.movedTo(Optional.empty(), longOne, NOON);
    Activeflow three = two.movedTo(Optional.empty(), longOne, NOON);
    Activeflow four = three.movedTo(Optional.empty(), longOne, NOON);

    Activeflow read = SnapshotJson.read(SnapshotJson.write(two), four);

    assertThat(read.progress()).isEqualTo(two.progress().withLatest(List.of()));
    assertThat(SnapshotJson.read(SnapshotJson.write(four), four).progress())
        .isEqualTo(four.progress());
  }

  @Test
  void answersTheNextAction() {
    Activeflow legacy = activeflow(origin(ReferenceType.CALL, true), Stacks.of(List.of(TALK)));

    assertThat(members(ActiveflowJson.writeNext(TALK, legacy)))
        .containsAllEntriesOf(members(ActionJson.write(TALK)))
        .containsEntry("step", new Numeral(BigDecimal.ZERO));
  }

  @Test
  void tellsOnlyThoseToHangUpWhoDoNotKnowTheEnd() {
    Activeflow modern = activeflow(origin(ReferenceType.CALL, false), Stacks.of(NO_ACTIONS));
    Activeflow legacy = activeflow(origin(ReferenceType.CALL, true), Stacks.of(NO_ACTIONS));

    assertThat(members(ActiveflowJson.writeNext(Action.FINISH, modern)))
        .containsAllEntriesOf(members(ActionJson.write(Action.FINISH)))
        .doesNotContainKey("type");
    assertThat(ActiveflowJson.writeNext(Action.FINISH, legacy).toString())
        .startsWith("{\"id\":\"00000000-0000-0000-0000-000000000002\"")
        .contains("\"type\":\"hangup\"");
  }

  private static Activeflow activeflow(Origin origin, Stacks stacks) {
    return new Activeflow(
        new ActiveflowId(new UUID(0, 0xaf)),
        origin,
        ActiveflowStatus.RUNNING,
        stacks,
        Cursor.START,
        Progress.NONE,
        new Variables(Map.of("secret", "1234")),
        new Activeflow.Times(NOON, Optional.empty(), Optional.empty()));
  }

  private static Origin origin(ReferenceType type, boolean legacy) {
    return new Origin(
        new CustomerId(new UUID(0, 0xc0)),
        MENU,
        new Reference(type, new ReferenceId(new UUID(0, 0xca))),
        ActiveflowId.NONE,
        new FlowId(new UUID(0, 0xf2)),
        Webhook.NONE,
        0,
        legacy);
  }

  private static Map<String, Value> members(Json json) {
    return ((Members) JsonReader.OWN.read(json.utf8())).values();
  }
}
