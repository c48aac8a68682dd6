package io.flowmanager.domain.activeflow;

import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.stack;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StackTest {
  private static final int LONG = 5000;

  private static Stack of(List<Action> actions) {
    return new Stack(StackId.MAIN, actions, Optional.empty());
  }

  private static Stack ofTalks(int actions) {
    return of(IntStream.rangeClosed(1, actions).mapToObj(id -> talk(action(id))).toList());
  }

  /** Few ids, so that many come twice; more than {@link ActionOrder#SHORT} and fewer. */
  @Property
  void findsTheFirstActionWithAnId(
      @ForAll @Size(max = 40) List<@IntRange(max = 30) Integer> ids,
      @ForAll @IntRange(max = 30) int wanted) {
    Stack stack = of(ids.stream().map(id -> talk(action(id))).toList());

    assertThat(stack.indexOf(action(wanted))).isEqualTo(ids.indexOf(wanted));
    assertThat(stack.has(action(wanted))).isEqualTo(ids.contains(wanted));
  }

  @Test
  void tellsTheFirstOfTwoWithTheSameIdAmongMany() {
    var actions = new ArrayList<>(ofTalks(LONG).actions());
    Action twin = actions.get(7).with(Options.NONE.with("text", "second"));
    actions.add(twin);

    assertThat(of(actions).find(twin.id())).contains(talk(action(8)));
  }

  /** An author may choose ids so, that hashes tell nothing. */
  @Test
  void findsEachAmongManyWhoseIdsHaveTheSameHash() {
    List<Action> actions =
        LongStream.rangeClosed(1, LONG)
            .mapToObj(number -> talk(new ActionId(new UUID(number, number))))
            .toList();
    assertThat(actions).extracting(action -> action.id().value().hashCode()).containsOnly(0);
    Stack stack = of(actions);

    for (int index = 0; index < LONG; index++) {
      assertThat(stack.indexOf(actions.get(index).id())).isEqualTo(index);
    }
    assertThat(stack.has(new ActionId(new UUID(LONG + 1, LONG + 1)))).isFalse();
    assertThat(stack.has(new ActionId(new UUID(0, 1)))).isFalse();
  }

  /** Hashes are negative, too. */
  @Property
  void findsEachAmongMany(@ForAll @Size(min = 17, max = 100) List<Long> bits) {
    List<ActionId> ids = bits.stream().map(bit -> new ActionId(new UUID(~bit, bit * 31))).toList();
    Stack stack = of(ids.stream().map(Examples::talk).toList());

    for (ActionId id : ids) {
      assertThat(stack.indexOf(id)).isEqualTo(ids.indexOf(id));
    }
  }

  @Test
  void findsNoActionThatIsNotAmongMany() {
    assertThat(ofTalks(LONG).find(action(LONG + 1))).isEmpty();
    assertThat(ofTalks(LONG).find(ActionId.NONE)).isEmpty();
  }

  @Test
  void changesTheOptionsOfOneActionAndLeavesTheOthers() {
    Stack before = ofTalks(LONG);
    Options changed = Options.NONE.with("text", "changed");

    Stack after = before.with(action(3), changed);

    assertThat(after.find(action(3)).orElseThrow().options()).isEqualTo(changed);
    assertThat(after.actions()).hasSize(LONG).startsWith(talk(action(1)), talk(action(2)));
    assertThat(after.find(action(LONG))).contains(talk(action(LONG)));
    assertThat(before).isEqualTo(ofTalks(LONG));
  }

  @Test
  void isAsLongAsItsActionsWhetherItWasCountedBeforeTheyChangedOrNot() {
    Options longer = Options.NONE.with("text", "x".repeat(1000));
    Stack counted = ofTalks(LONG);
    long before = counted.length();

    long after = counted.with(action(3), longer).length();

    assertThat(after).isGreaterThan(before + 900);
    assertThat(ofTalks(LONG).with(action(3), longer).length()).isEqualTo(after);
    assertThat(counted.with(action(3), longer).with(action(3), talk(action(3)).options()).length())
        .isEqualTo(before);
  }

  @Test
  void findsWhatWasAddedAndWhatWasMovedDown() {
    Stack after = ofTalks(LONG).adding(action(1), List.of(talk(action(LONG + 1))));

    assertThat(after.indexOf(action(LONG + 1))).isEqualTo(1);
    assertThat(after.indexOf(action(LONG))).isEqualTo(LONG);
  }

  @Test
  void cannotBeChangedThroughItsActions() {
    Stack changed = ofTalks(20).with(action(3), Options.NONE);

    assertThatThrownBy(() -> changed.actions().set(0, talk(action(9))))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void isTheSameAsAnotherWithTheSameIdActionsAndWayBack() {
    var back = Optional.of(Stack.Return.at(new Place(StackId.MAIN, action(1))));
    var actions = List.of(talk(action(2)));
    var one = new Stack(stack(1), actions, back);

    assertThat(one)
        .isEqualTo(new Stack(stack(1), List.of(talk(action(2))), back))
        .hasSameHashCodeAs(new Stack(stack(1), List.of(talk(action(2))), back))
        .isNotEqualTo(new Stack(stack(2), actions, back))
        .isNotEqualTo(new Stack(stack(1), List.of(), back))
        .isNotEqualTo(new Stack(stack(1), actions, Optional.empty()));
  }
}
