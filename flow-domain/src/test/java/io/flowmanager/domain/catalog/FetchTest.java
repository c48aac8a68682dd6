package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.ACTIVEFLOW;
import static io.flowmanager.authoring.rehearse.Examples.CALL;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.newId;
import static io.flowmanager.authoring.rehearse.Examples.newIds;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.HttpRequest.FetchActions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FetchTest {
  private static final FetchActions REQUEST =
      new FetchActions(
          "https://example.com/a",
          "POST",
          ACTIVEFLOW,
          new Reference(ReferenceType.CALL, new ReferenceId(CALL.value())));

  private static final Activeflow FETCHING =
      onCall(
          action("fetch", "{'event_url': 'https://example.com/a', 'event_method': 'POST'}"),
          talk(action(2)));

  @Test
  void runsWhatTheServerWantsAndComesBack() {
    rehearse(FETCHING)
        .asks(REQUEST, List.of(talk(action(7))))
        .handsOver(action(7))
        .handsOver(action(2))
        .finishes();
  }

  @Test
  void asksByGetUnlessToldOtherwise() {
    assertThat(Fetch.TYPE.read(Json.options("{'event_url': 'u'}")).method()).isEqualTo("GET");
  }

  @Test
  @Tag("difference-16")
  void givesIdsToActionsThatComeWithout() {
    rehearse(FETCHING)
        .asks(REQUEST, List.of(talk(ActionId.NONE), talk(ActionId.NONE)))
        .handsOver(new ActionId(newId(1)))
        .handsOver(new ActionId(newId(2)))
        .handsOver(action(2));
  }

  @Test
  @Tag("difference-16")
  void endsTheFlowWhereTheServerWantsWhatThereIsNot() {
    rehearse(FETCHING)
        .asks(REQUEST, List.of(action(action(7), "dance", Options.NONE)))
        .ends(Reason.INVALID_ACTION_TYPE);
  }

  @Test
  void goesOnWhereTheServerWantsNothing() {
    rehearse(FETCHING).asks(REQUEST, List.of()).handsOver(action(2));
  }

  @Test
  void wasOncePatch() {
    var patch = Action.of(action(1), "patch", Json.options("{'event_url': 'u'}"));

    assertThat(ActionCatalog.standard().accept(List.of(patch), newIds()))
        .containsExactly(patch.withType("fetch"));
  }
}
