package io.flowmanager.authoring.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowmanager.authoring.draw.Layout.Box;
import io.flowmanager.authoring.draw.Layout.Route;
import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.authoring.rehearse.FrontDesk;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.catalog.ActionCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private static Layout of(List<Action> actions) {
    return new Layout(Picture.of(ActionCatalog.standard(), actions, Optional.empty()));
  }

  /** Actions that each lead below and to another one, by its number. */
  private static List<Action> leading(List<Integer> targets) {
    var actions = new ArrayList<Action>();
    for (int index = 0; index < targets.size(); index++) {
      actions.add(
          Action.of(
              Examples.action(index + 1),
              targets.get(index) % 3 == 0 ? "talk" : "goto",
              Options.NONE
                  .with("text", "x")
                  .with("target_id", Examples.action(targets.get(index)).toString())
                  .with("loop_count", 2)));
    }
    return actions;
  }

  @Property(tries = 300)
  void nothingLiesOnAnythingElse(
      @ForAll @Size(max = 25) List<@IntRange(min = 1, max = 26) Integer> targets) {
    Layout layout = of(leading(targets));
    List<Box> boxes = layout.picture().nodes().stream().map(layout::box).toList();

    for (Box one : boxes) {
      assertThat(one.left()).isGreaterThanOrEqualTo(Layout.MARGIN - 0.1);
      assertThat(one.right()).isLessThanOrEqualTo(layout.width() - Layout.MARGIN + 0.1);
      for (Box other : boxes) {
        boolean apart =
            one == other
                || one.right() < other.left()
                || other.right() < one.left()
                || one.y + one.height < other.y
                || other.y + other.height < one.y;
        assertThat(apart).as("%s and %s", one.node, other.node).isTrue();
      }
    }
  }

  @Property(tries = 300)
  void everyEdgeLeadsDownOrGoesRound(
      @ForAll @Size(max = 25) List<@IntRange(min = 1, max = 26) Integer> targets) {
    Layout layout = of(leading(targets));

    assertThat(layout.routes()).hasSameSizeAs(layout.picture().edges());
    for (Route route : layout.routes()) {
      Box from = route.boxes().getFirst();
      Box to = route.boxes().getLast();
      if (route.back()) {
        assertThat(to.layer).isLessThanOrEqualTo(from.layer);
        assertThat(route.labelled().x).isGreaterThan(Math.max(from.right(), to.right()));
      } else {
        assertThat(to.layer - from.layer).isEqualTo(route.boxes().size() - 1);
        assertThat(to.y).isGreaterThan(from.y + from.height);
      }
    }
  }

  @Test
  void aRowOfActionsIsARowOfNodes() {
    Layout layout = of(FrontDesk.actions().subList(0, 2));

    assertThat(layout.picture().nodes())
        .allSatisfy(node ->
            assertThat(layout.box(node).x)
                .isCloseTo(layout.box(layout.picture().nodes().getFirst()).x, within(0.5)));
  }
}
