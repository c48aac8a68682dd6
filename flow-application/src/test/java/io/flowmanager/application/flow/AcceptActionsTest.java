package io.flowmanager.application.flow;

import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.goTo;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.World;
import io.flowmanager.application.World.Base;
import io.flowmanager.application.World.Played;
import io.flowmanager.application.activeflow.Interpreter.NextAction;
import io.flowmanager.application.flow.UpdateFlow.Contents;
import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.FlowId;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AcceptActionsTest {
  private static final Action TALK = talk(action(1));

  /** An error, and a warning. */
  private static final Action SLEEP =
      Action.of(action(2), "sleep", Json.options("{'duration': 'long', 'nobody': 1}"));

  private static final Action FETCH =
      Action.of(action(10), "fetch", Json.options("{'event_url': 'https://example.com'}"));

  private final Base base = new Base();
  private final World compatible = new World(base, Played.NOTHING);
  private final World strict = new World(base, Played.NOTHING.with(Scrutiny.STRICT));

  private static Contents contents(Action... actions) {
    return new Contents(Flow.Label.NONE, List.of(actions), FlowId.NONE, Optional.empty());
  }

  private static void isRefused(ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo("INVALID_FLOW");
              assertThat(failure.details())
                  .extracting(detail -> detail.get("code"))
                  .contains("WRONG_KIND", "UNKNOWN_OPTION");
            });
  }

  @Test
  void takesInWhatTheOriginalTakesInUnlessItIsToldToBeStrict() {
    Flow flow = compatible.flow(TALK, SLEEP);

    assertThat(flow.actions()).containsExactly(TALK, SLEEP);
    isRefused(() -> strict.flow(TALK, SLEEP));
  }

  @Test
  void saysAllThatWasFoundWhereItIs() {
    assertThatThrownBy(() -> strict.flow(TALK, SLEEP))
        .hasMessage(
            "Expected actions without errors, but there are 1, the first at"
                + " /actions/1/option/duration: Expected option duration to be a number, but it is"
                + " the text \"long\"")
        .isInstanceOfSatisfying(
            FlowException.class,
            failure ->
                assertThat(failure.details().getFirst())
                    .containsEntry("code", "HEARD_BEFORE_ANSWER")
                    .containsEntry("severity", "WARNING")
                    .containsEntry("pointer", "/actions/0")
                    .containsEntry("action_id", action(1).toString())
                    .containsKeys("message", "hint"));
  }

  @Test
  void refusesNoFlowForAWarning() {
    assertThatCode(() -> strict.flow(TALK)).doesNotThrowAnyException();
  }

  @Test
  void isAskedWhereverAFlowsActionsChange() {
    Flow flow = strict.flow(TALK);

    isRefused(() -> strict.updateFlow.update(flow.id(), contents(SLEEP)));
    isRefused(() -> strict.updateFlow.updateActions(flow.id(), List.of(SLEEP)));
    assertThat(strict.getFlow.get(flow.id()).actions()).containsExactly(TALK);
  }

  @Test
  void isAskedWhereverActionsComeBetweenThoseOfAnActiveflow() {
    Activeflow activeflow = strict.onCall(strict.flow(TALK));

    isRefused(() -> strict.push.push(activeflow.id(), List.of(SLEEP), Arrival.ONCE));
    isRefused(() -> strict.add.add(activeflow.id(), List.of(SLEEP), Arrival.ONCE));
    assertThat(strict.stored(activeflow)).isEqualTo(activeflow);
  }

  @Test
  void letsActionsThatComeBetweenLeadToThoseAroundThemAndToNoOthers() {
    Activeflow activeflow = strict.onCall(strict.flow(TALK));

    strict.push.push(activeflow.id(), List.of(goTo(action(3), TALK.id(), 1)), Arrival.ONCE);

    assertThatThrownBy(() ->
            strict.push.push(activeflow.id(), List.of(goTo(action(4), action(9), 1)), Arrival.ONCE))
        .hasMessageContaining("/actions/0/option/target_id");
  }

  @Test
  void saysAllThatIsWrongWithAddedActionsAtOnce() {
    Activeflow activeflow = strict.onCall(strict.flow(TALK));
    strict.push.push(activeflow.id(), List.of(talk(action(3))), Arrival.ONCE);
    strict.nextFrom(activeflow.id(), ActionId.START);

    assertThatThrownBy(() ->
            strict.add.add(
                activeflow.id(), List.of(SLEEP, goTo(action(4), action(9), 1)), Arrival.ONCE))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure ->
                assertThat(failure.details())
                    .extracting(detail -> detail.get("code"))
                    .contains("WRONG_KIND", "TARGET_NOT_FOUND"));
  }

  @Test
  void letsAddedActionsLeadToThoseAboveThemAndToThoseBelowTheirStack() {
    Activeflow activeflow = strict.onCall(strict.flow(TALK));
    strict.push.push(activeflow.id(), List.of(talk(action(3))), Arrival.ONCE);
    strict.nextFrom(activeflow.id(), ActionId.START);

    strict.add.add(
        activeflow.id(),
        List.of(goTo(action(4), action(3), 1), goTo(action(5), TALK.id(), 1)),
        Arrival.ONCE);

    assertThat(strict.stored(activeflow).upcoming().orElseThrow().action()).isEqualTo(action(4));
  }

  @Test
  void refusesToAddAnActionWithAnIdThatIsThereAlready() {
    Activeflow activeflow = strict.onCall(strict.flow(TALK));
    strict.push.push(activeflow.id(), List.of(talk(action(3))), Arrival.ONCE);
    strict.nextFrom(activeflow.id(), ActionId.START);

    assertThatThrownBy(
            () -> strict.add.add(activeflow.id(), List.of(talk(action(3))), Arrival.ONCE))
        .hasMessageContaining("/actions/0/id");
  }

  private World fetching(Action... fetched) {
    return new World(base, Played.NOTHING.with(request -> List.of(fetched)).with(Scrutiny.STRICT));
  }

  @Test
  void isAskedForWhatAServerWantsPerformed() {
    World fetching = fetching(SLEEP);
    Activeflow activeflow = fetching.onCall(fetching.flow(FETCH));

    isRefused(() -> fetching.nextFrom(activeflow.id(), ActionId.START));
    assertThat(fetching.stored(activeflow).isEnded()).isTrue();
  }

  @Test
  void letsAServerLeadToTheActionsAroundThem() {
    World fetching = fetching(goTo(action(4), TALK.id(), 1));
    Activeflow activeflow = fetching.onCall(fetching.flow(FETCH, TALK));

    NextAction next = fetching.nextFrom(activeflow.id(), ActionId.START);

    assertThat(next.action()).isEqualTo(TALK);
  }

  @Test
  void letsAServerLeadToNoOthers() {
    World fetching = fetching(goTo(action(4), action(9), 1));
    Activeflow activeflow = fetching.onCall(fetching.flow(FETCH, TALK));

    assertThatThrownBy(() -> fetching.nextFrom(activeflow.id(), ActionId.START))
        .hasMessageContaining("/actions/0/option/target_id")
        .isInstanceOfSatisfying(
            FlowException.class, failure -> assertThat(failure.reason()).isEqualTo("INVALID_FLOW"));
    assertThat(fetching.stored(activeflow).isEnded()).isTrue();
  }
}
