package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.ACTIVEFLOW;
import static io.flowmanager.authoring.rehearse.Examples.AI;
import static io.flowmanager.authoring.rehearse.Examples.CALL;
import static io.flowmanager.authoring.rehearse.Examples.CONVERSATION;
import static io.flowmanager.authoring.rehearse.Examples.REFERENCE;
import static io.flowmanager.authoring.rehearse.Examples.SERVICE;
import static io.flowmanager.authoring.rehearse.Examples.TEAM;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.block;
import static io.flowmanager.authoring.rehearse.Examples.newId;
import static io.flowmanager.authoring.rehearse.Examples.noAnswer;
import static io.flowmanager.authoring.rehearse.Examples.onApi;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.onConversation;
import static io.flowmanager.authoring.rehearse.Examples.service;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Move.Push;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.step.AiRequest.Assistance;
import io.flowmanager.domain.step.AiRequest.StartAicall;
import java.util.List;
import org.junit.jupiter.api.Test;

class AiTalkTest {
  private static final Action JOIN = talk(action(9));

  @Test
  void letsAnAiTalkInTheCallAndRunsWhatItWants() {
    var activeflow =
        onCall(action("ai_talk", "{'assistance_type': 'ai', 'assistance_id': '%s'}".formatted(AI)));

    perform(activeflow)
        .asks(
            new StartAicall(
                new Assistance("ai", AI),
                ACTIVEFLOW,
                new Reference(ReferenceType.CALL, new ReferenceId(CALL.value()))),
            service(JOIN))
        .changes(new Push(new StackId(SERVICE.value()), List.of(JOIN)))
        .carriesOn();
  }

  @Test
  void talksInAConversationAsInAConversation() {
    var activeflow =
        onConversation(
            action(
                "ai_talk", "{'assistance_type': 'team', 'assistance_id': '%s'}".formatted(TEAM)));

    perform(activeflow)
        .asks(
            new StartAicall(
                new Assistance("team", TEAM),
                ACTIVEFLOW,
                new Reference(ReferenceType.CONVERSATION, new ReferenceId(CONVERSATION.value()))),
            service(block(action(9))))
        .changes(new Push(new StackId(SERVICE.value()), List.of(block(action(9)))))
        .carriesOn();
  }

  @Test
  void talksToAnythingElseAsToACall() {
    perform(onApi(action("ai_talk", "{'ai_id': '%s'}".formatted(AI))))
        .asks(
            new StartAicall(
                new Assistance("ai", AI), ACTIVEFLOW, new Reference(ReferenceType.CALL, REFERENCE)),
            service())
        .changes(new Push(new StackId(SERVICE.value()), List.of()))
        .carriesOn();
  }

  @Test
  void takesTheAssistanceBeforeTheOutdatedAi() {
    var both =
        "{'assistance_type': 'team', 'assistance_id': '%s', 'ai_id': '%s'}".formatted(TEAM, AI);

    assertThat(AiTalk.TYPE.read(Json.options(both)).assistance())
        .isEqualTo(new Assistance("team", TEAM));
  }

  @Test
  void givesIdsToActionsThatComeWithout() {
    var nameless = talk(ActionId.NONE);

    perform(onApi(action("ai_talk", "{'ai_id': '%s'}".formatted(AI))))
        .asks(
            new StartAicall(
                new Assistance("ai", AI), ACTIVEFLOW, new Reference(ReferenceType.CALL, REFERENCE)),
            service(nameless))
        .changes(new Push(new StackId(SERVICE.value()), List.of(talk(new ActionId(newId(1))))))
        .carriesOn();
  }

  @Test
  void endsTheFlowWhenNoAiCanTalk() {
    rehearse(onApi(action("ai_talk", "{'ai_id': '%s'}".formatted(AI)), talk(action(2))))
        .asksInVain(
            new StartAicall(
                new Assistance("ai", AI), ACTIVEFLOW, new Reference(ReferenceType.CALL, REFERENCE)),
            noAnswer())
        .ends(Reason.SERVICE_UNAVAILABLE);
  }
}
