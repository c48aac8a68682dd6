package io.flowmanager.application.json;

import static io.flowmanager.application.json.Golden.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.flow.Flow.Direct;
import io.flowmanager.domain.flow.Flow.Label;
import io.flowmanager.domain.flow.Flow.Legacy;
import io.flowmanager.domain.flow.Flow.Times;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.DirectId;
import io.flowmanager.domain.id.FlowId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class FlowJsonTest {
  private static final Instant NOON = Instant.parse("2026-08-22T12:00:00.123456Z");
  private static final FlowId MENU =
      new FlowId(UUID.fromString("ff8e4528-a743-4913-948c-81abaf563f80"));
  private static final CustomerId CUSTOMER =
      new CustomerId(UUID.fromString("5e4a0680-804e-11ec-8477-2fea5968d85b"));
  private static final Action ANSWER = Action.of(id(0xa), "answer", Options.NONE);
  private static final Action TALK = Action.of(id(0xb), "talk", Options.NONE.with("text", "hi"));

  @Property
  @Domain(Any.class)
  void anyFlowSurvives(@ForAll Flow flow) {
    assertThat(FlowJson.read(FlowJson.write(flow))).isEqualTo(flow);
  }

  @Test
  void writesAFlow() {
    var flow =
        new Flow(
            MENU,
            CUSTOMER,
            Flow.TYPE_FLOW,
            new Label("menu", "after hours"),
            true,
            List.of(ANSWER),
            new Direct(new DirectId(new UUID(0, 0xd)), "direct.a1b2"),
            new FlowId(new UUID(0, 0xf)),
            new Legacy(7, "http://example.com"),
            Times.createdAt(NOON).updatedAt(NOON.plusSeconds(60)));

    assertThat(FlowJson.write(flow))
        .isEqualTo(
            json(
                """
                {"id":"ff8e4528-a743-4913-948c-81abaf563f80",
                "customer_id":"5e4a0680-804e-11ec-8477-2fea5968d85b",
                "type":"flow","name":"menu","detail":"after hours","persist":true,
                "actions":[{"id":"00000000-0000-0000-0000-00000000000a",
                "next_id":"00000000-0000-0000-0000-000000000000",
                "type":"answer","tm_execute":null}],
                "direct_id":"00000000-0000-0000-0000-00000000000d","direct_hash":"direct.a1b2",
                "on_complete_flow_id":"00000000-0000-0000-0000-00000000000f",
                "user_id":7,"webhook_uri":"http://example.com",
                "tm_create":"2026-08-22T12:00:00.123456Z",
                "tm_update":"2026-08-22T12:01:00.123456Z","tm_delete":null}
                """));
  }

  @Test
  void writesWhatTheFirstVersionsCallersCountOnEvenWhereItIsEmpty() {
    assertThat(FlowJson.write(flow(List.of())))
        .isEqualTo(
            json(
                """
                {"id":"ff8e4528-a743-4913-948c-81abaf563f80",
                "customer_id":"5e4a0680-804e-11ec-8477-2fea5968d85b",
                "name":"","detail":"","persist":false,"actions":[],
                "direct_id":"00000000-0000-0000-0000-000000000000",
                "on_complete_flow_id":"00000000-0000-0000-0000-000000000000",
                "tm_create":"2026-08-22T12:00:00.123456Z","tm_update":null,"tm_delete":null}
                """));
  }

  @Test
  void writesAnActionUnderBothVersionsNames() {
    assertThat(FlowJson.writeAction(flow(List.of(TALK, ANSWER)), TALK))
        .isEqualTo(
            json(
                """
                {"id":"00000000-0000-0000-0000-00000000000b",
                "next_id":"00000000-0000-0000-0000-000000000000",
                "type":"talk","option":{"text":"hi"},"tm_execute":null,
                "action":"talk","next_action":"00000000-0000-0000-0000-00000000000a",
                "flow_id":"ff8e4528-a743-4913-948c-81abaf563f80","data":{"text":"hi"}}
                """));
  }

  @Test
  void letsTheEndFollowTheLastAction() {
    assertThat(FlowJson.writeAction(flow(List.of(TALK, ANSWER)), ANSWER).toString())
        .contains("\"next_action\":\"00000000-0000-0000-0000-000000000002\"", "\"data\":{}");
  }

  @Test
  void letsTheActionFollowThatAnActionNamesItself() {
    var jumping = new Action(id(0xc), id(0xa), "talk", Options.NONE, ANSWER.executedAt());

    assertThat(FlowJson.writeAction(flow(List.of(ANSWER, jumping, TALK)), jumping).toString())
        .contains("\"next_action\":\"00000000-0000-0000-0000-00000000000a\"");
  }

  private static Flow flow(List<Action> actions) {
    return new Flow(
        MENU,
        CUSTOMER,
        "",
        Label.NONE,
        false,
        actions,
        Direct.NONE,
        new FlowId(new UUID(0, 0)),
        Legacy.NONE,
        Times.createdAt(NOON));
  }

  private static ActionId id(long number) {
    return new ActionId(new UUID(0, number));
  }
}
