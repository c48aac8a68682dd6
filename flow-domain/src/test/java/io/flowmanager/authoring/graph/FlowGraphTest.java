package io.flowmanager.authoring.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flowmanager.authoring.graph.FlowGraph.Landing;
import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.type.Exit.Cause;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowGraphTest {
  private static final List<Action> ACTIONS =
      List.of(
          action(
              1,
              "branch",
              "{'default_target_id': '%s', 'target_ids': {'1': '%s', '2': '%s', '3': '%s'}}"
                  .formatted(
                      Examples.action(2),
                      Examples.action(3),
                      Examples.action(2),
                      Examples.action(9))),
          Examples.goTo(Examples.action(2), Examples.action(1), 1),
          action(3, "goto", "{'target_id': '${where}', 'loop_count': 3}"),
          action(4, "hangup", "{}"),
          action(5, "stop", "{}"),
          action(6, "amd", "{'machine_handle': 'hangup'}"));

  private static Action action(int number, String type, String options) {
    return Examples.action(type, options).with(Examples.action(number));
  }

  private static FlowGraph graph(Action... actions) {
    return FlowGraph.of(ActionCatalog.standard(), List.of(actions));
  }

  private static FlowGraph graph() {
    return FlowGraph.of(ActionCatalog.standard(), ACTIONS);
  }

  @Test
  void hasAnEdgeForEachExit() {
    assertThat(graph().from(0))
        .extracting(edge -> edge.exit().name(), FlowGraph.Edge::landing)
        .containsExactly(
            tuple("1", new Landing.At(2)),
            tuple("2", new Landing.At(1)),
            tuple(
                "3",
                new Landing.Outside("an action that is not here: " + Examples.action(9), false)),
            tuple("other", new Landing.At(1)));
    assertThat(graph().from(1))
        .extracting(
            edge -> edge.exit().name(), edge -> edge.exit().cause(), FlowGraph.Edge::landing)
        .containsExactly(
            tuple("once", Cause.JUMPED, new Landing.At(0)),
            tuple("then", Cause.ROUNDS_USED_UP, new Landing.At(2)));
    assertThat(graph().from(3))
        .extracting(FlowGraph.Edge::landing)
        .containsExactly(Landing.End.CALL);
    assertThat(graph().from(4))
        .extracting(FlowGraph.Edge::landing)
        .containsExactly(Landing.End.FLOW);
    assertThat(graph().from(5))
        .extracting(FlowGraph.Edge::landing)
        .containsExactly(Landing.End.FLOW, Landing.End.CALL);
  }

  @Test
  void isOpenWhereATargetIsAPlaceholder() {
    assertThat(graph().isOpen()).isTrue();
    assertThat(graph().isOpen(2)).isTrue();
    assertThat(graph().isOpen(0)).isFalse();
    assertThat(graph().ahead(2).cardinality()).isEqualTo(ACTIONS.size());
  }

  @Test
  void leavesByAHangupAStopAndAnActionOfOthers() {
    assertThat(graph().leaves(0)).isTrue();
    assertThat(graph().leaves(1)).isFalse();
    assertThat(graph().leaves(3)).isTrue();
    assertThat(graph().leaves(4)).isTrue();
  }

  @Test
  void passesOverWhatDoesNotFit() {
    var onRequest = FlowGraph.of(ActionCatalog.standard(), ACTIONS, Optional.of(ReferenceType.API));

    assertThat(onRequest.isPassedOver(3)).isTrue();
    assertThat(onRequest.after(3)).containsExactly(4);
    assertThat(graph(action(1, "dance", "{}")).isPassedOver(0)).isTrue();
  }

  @Test
  void findsWhatIsAheadAndWhatLeadsOut() {
    FlowGraph graph =
        graph(
            Examples.talk(Examples.action(1)),
            action(2, "goto", "{'target_id': '%s', 'loop': false}".formatted(Examples.action(1))),
            Examples.talk(Examples.action(3)));

    assertThat(graph.reached(place -> true).stream()).containsExactly(0, 1);
    assertThat(graph.ahead(0).stream()).containsExactly(0, 1);
    assertThat(graph.leadingOut().stream()).containsExactly(2, 3);
  }

  @Test
  void endsBelowTheLastAction() {
    FlowGraph graph = graph(Examples.talk(Examples.action(1)));

    assertThat(graph.after(0)).containsExactly(graph.end());
    assertThat(graph().place(Examples.action(4))).contains(3);
    assertThat(graph().place(Examples.action(99))).isEmpty();
  }
}
