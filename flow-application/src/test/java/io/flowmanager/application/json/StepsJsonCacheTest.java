package io.flowmanager.application.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Executed;
import io.flowmanager.domain.activeflow.Note;
import io.flowmanager.domain.id.ActionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StepsJsonCacheTest {
  private final StepsJsonCache cache = new StepsJsonCache(1_000_000);

  private static Executed step(String text) {
    Action talk = Action.of(new ActionId(new UUID(0, 16)), "talk", Options.NONE.with("text", text));
    return new Executed(talk, Optional.empty(), Note.NONE);
  }

  private static List<Executed> with(List<Executed> steps, String text) {
    var more = new ArrayList<>(steps);
    more.add(step(text));
    return more;
  }

  private void writesAsWithoutIt(List<Executed> steps) {
    assertThat(written(steps))
        .isEqualTo(ActionJson.writeAll(steps.stream().map(Executed::action).toList()));
  }

  private Json written(List<Executed> steps) {
    var json = new JsonWriter();
    cache.write(json, steps);
    return json.done();
  }

  @Test
  void writesEachStepOfAWayAsWithoutIt() {
    List<Executed> steps = List.of(step("start"));
    for (int more = 0; more < 40; more++) {
      writesAsWithoutIt(steps);
      writesAsWithoutIt(steps);
      steps = with(steps, "step " + more);
    }
  }

  @Test
  void tellsWaysApartThatBeganTheSame() {
    List<Executed> beginning = with(List.of(step("start")), "menu");
    List<Executed> one = with(beginning, "sales");
    List<Executed> other = with(beginning, "support");

    writesAsWithoutIt(one);
    writesAsWithoutIt(other);
    writesAsWithoutIt(with(one, "end"));
    writesAsWithoutIt(beginning);
  }

  @Test
  void keepsOneListForAWay() {
    List<Executed> steps = with(with(List.of(step("start")), "one"), "two");
    written(steps.subList(0, 1));
    written(steps);

    assertThat(cache.bytes()).isEqualTo(written(steps).length() - "[]".length());
  }

  @Test
  void keepsNoMoreThanItMay() {
    var small = new StepsJsonCache(10);
    var json = new JsonWriter();
    small.write(json, List.of(step("start")));

    assertThat(json.done()).isEqualTo(ActionJson.writeAll(List.of(step("start").action())));
    assertThat(small.bytes()).isZero();
  }

  @Test
  void forgetsWaysThatNobodyHasAnyMore() {
    written(List.of(step("gone")));
    int one = written(List.of(step("gone"))).length();

    await()
        .untilAsserted(() -> {
          System.gc();
          written(List.of(step("new")));
          assertThat(cache.bytes()).isLessThan(2L * one);
        });
  }
}
