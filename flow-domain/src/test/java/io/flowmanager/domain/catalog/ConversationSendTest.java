package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.CONVERSATION;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.block;
import static io.flowmanager.authoring.rehearse.Examples.noAnswer;
import static io.flowmanager.authoring.rehearse.Examples.onConversation;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.step.ConversationRequest.SendToConversation;
import io.flowmanager.domain.step.Done;
import org.junit.jupiter.api.Test;

class ConversationSendTest {

  private static Action sending(boolean sync) {
    return action(
        "conversation_send",
        "{'conversation_id': '%s', 'text': 'hi', 'sync': %s}".formatted(CONVERSATION, sync));
  }

  @Test
  void waitsUntilItHasBeenAcceptedIfAskedTo() {
    perform(onConversation(sending(true)))
        .asks(new SendToConversation(CONVERSATION, "hi"), Done.DONE)
        .carriesOn();
  }

  @Test
  void goesOnAtOnceIfNot() {
    perform(onConversation(sending(false)))
        .tells(new SendToConversation(CONVERSATION, "hi"))
        .carriesOn();
  }

  @Test
  void isNothingToEndAConversationFor() {
    rehearse(onConversation(sending(true), block(action(2))))
        .asksInVain(new SendToConversation(CONVERSATION, "hi"), noAnswer())
        .waits();
  }
}
