package io.flowmanager.domain.activeflow;

import static io.flowmanager.authoring.rehearse.Examples.NOON;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TrailTest {

  private static Executed left(int number) {
    return new Executed(talk(action(number)), Optional.of(NOON), Note.NONE);
  }

  /** Each number says which of the trails so far is gone on with. */
  @Property
  void isALastingListWhateverOthersAddToIt(
      @ForAll @Size(max = 3 * Trail.PIECE) List<@IntRange(max = 1000) Integer> choices) {
    List<Trail> trails = new ArrayList<>(List.of(Trail.NONE));
    List<List<Executed>> expected = new ArrayList<>(List.of(List.of()));

    for (int choice : choices) {
      // Rather a late one, or none would ever be long.
      int from = trails.size() - 1 - choice % Math.min(3, trails.size());
      Executed step = left(trails.size());
      List<Executed> longer = new ArrayList<>(expected.get(from));
      longer.add(step);
      trails.add(trails.get(from).then(step));
      expected.add(longer);
    }

    assertThat(trails).isEqualTo(expected);
  }

  @Property
  void goesOnFromAnyList(@ForAll @IntRange(max = 3 * Trail.PIECE) int actions) {
    List<Executed> before = IntStream.range(0, actions).mapToObj(TrailTest::left).toList();
    List<Executed> after = new ArrayList<>(before);
    after.add(left(-1));

    assertThat(Trail.of(before)).isEqualTo(before);
    assertThat(Trail.of(before).then(left(-1))).isEqualTo(after);
  }

  @Test
  void takesNoNoticeOfChangesToTheListItWasMadeFrom() {
    List<Executed> list = new ArrayList<>(List.of(left(1)));
    Trail trail = Trail.of(list);

    list.set(0, left(2));

    assertThat(trail).containsExactly(left(1));
  }

  @Test
  void cannotBeChanged() {
    Trail trail = Trail.NONE.then(left(1));

    assertThatThrownBy(() -> trail.add(left(2))).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> trail.removeLast()).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> trail.set(0, left(2)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void hasNothingBehindItsEndThoughALongerOneShares() {
    Trail shorter = Trail.NONE.then(left(1));
    Trail longer = shorter.then(left(2));

    assertThat(longer).hasSize(2);
    assertThatThrownBy(() -> shorter.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
