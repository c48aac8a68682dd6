package io.flowmanager.domain.activeflow;

import static io.flowmanager.authoring.rehearse.Examples.NOON;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.StackId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static Action speaking(int number, int length) {
    return talk(action(number)).with(Options.NONE.with("text", "x".repeat(length)));
  }

  private static Progress after(List<Action> actions) {
    Progress progress = Progress.NONE;
    for (Action action : actions) {
      progress =
          progress.leaving(new Cursor(StackId.MAIN, action, Optional.empty(), Note.NONE), NOON);
    }
    return progress;
  }

  @Property(tries = 200)
  @Tag("difference-33")
  void countsAllStepsAndKeepsTheLatestHoweverLongTheyAre(
      @ForAll @Size(max = 60) List<@IntRange(max = 100_000) Integer> lengths) {
    var actions = new ArrayList<Action>();
    lengths.forEach(length -> actions.add(speaking(actions.size(), length)));

    Progress progress = after(actions);

    assertThat(progress.count()).isEqualTo(actions.size());
    assertThat(progress.executed())
        .extracting(Executed::action)
        .isEqualTo(actions.subList(progress.forgotten(), actions.size()));
    assertThat(length(progress)).isLessThanOrEqualTo(Progress.LENGTH_MAX);
    if (progress.forgotten() > 0) {
      assertThat(length(progress)).isGreaterThan(Progress.LENGTH_MAX / 2 - 101_000);
    }
  }

  private static long length(Progress progress) {
    return progress.executed().stream().mapToLong(step -> step.action().length()).sum();
  }

  @Test
  void keepsEachStepOfAnOrdinaryWay() {
    Progress progress = after(Collections.nCopies(2000, talk(action(1))));

    assertThat(progress.forgotten()).isZero();
    assertThat(progress.executed()).hasSize(2000);
  }

  @Test
  void keepsTheLastStepThoughItIsLongerThanAllMayBe() {
    int longer = (int) Progress.LENGTH_MAX + 1;

    Progress progress = after(List.of(speaking(1, 1), speaking(2, longer), speaking(3, longer)));

    assertThat(progress.forgotten()).isEqualTo(2);
    assertThat(progress.executed())
        .extracting(step -> step.action().id())
        .containsExactly(action(3));
  }

  @Test
  void cannotHaveForgottenLessThanNothing() {
    assertThatThrownBy(() -> new Progress(-1, List.of(), LastRequest.NONE, ServedRequests.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected 0 or more forgotten steps, but there are -1");
  }
}
