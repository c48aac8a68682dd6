package io.flowmanager.domain.activeflow;

import static io.flowmanager.domain.rehearsal.Examples.action;
import static io.flowmanager.domain.rehearsal.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.domain.action.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TrailTest {

  /** Each number says which of the trails so far is gone on with. */
  @Property
  void isALastingListWhateverOthersAddToIt(
      @ForAll @Size(max = 3 * Trail.PIECE) List<@IntRange(max = 1000) Integer> choices) {
    List<Trail> trails = new ArrayList<>(List.of(Trail.NONE));
    List<List<Action>> expected = new ArrayList<>(List.of(List.of()));

    for (int choice : choices) {
      // Rather a late one, or none would ever be long.
      int from = trails.size() - 1 - choice % Math.min(3, trails.size());
      Action action = talk(action(trails.size()));
      List<Action> longer = new ArrayList<>(expected.get(from));
      longer.add(action);
      trails.add(trails.get(from).then(action));
      expected.add(longer);
    }

    assertThat(trails).isEqualTo(expected);
  }

  @Property
  void goesOnFromAnyList(@ForAll @IntRange(max = 3 * Trail.PIECE) int actions) {
    List<Action> before =
        IntStream.range(0, actions).mapToObj(number -> talk(action(number))).toList();
    List<Action> after = new ArrayList<>(before);
    after.add(talk(action(-1)));

    assertThat(Trail.of(before)).isEqualTo(before);
    assertThat(Trail.of(before).then(talk(action(-1)))).isEqualTo(after);
  }

  @Test
  void takesNoNoticeOfChangesToTheListItWasMadeFrom() {
    List<Action> list = new ArrayList<>(List.of(talk(action(1))));
    Trail trail = Trail.of(list);

    list.set(0, talk(action(2)));

    assertThat(trail).containsExactly(talk(action(1)));
  }

  @Test
  void cannotBeChanged() {
    Trail trail = Trail.NONE.then(talk(action(1)));

    assertThatThrownBy(() -> trail.add(talk(action(2))))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> trail.removeLast()).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> trail.set(0, talk(action(2))))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void hasNothingBehindItsEndThoughALongerOneShares() {
    Trail shorter = Trail.NONE.then(talk(action(1)));
    Trail longer = shorter.then(talk(action(2)));

    assertThat(longer).hasSize(2);
    assertThatThrownBy(() -> shorter.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
