package io.flowmanager.application.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActionsJsonCacheTest {
  private static final List<Action> MENU = talks(ActionsJsonCache.LONG, "menu");

  @Test
  void writesAsWithoutIt() {
    var cache = new ActionsJsonCache(1_000_000);

    assertThat(written(cache, MENU)).isEqualTo(ActionJson.writeAll(MENU));
    assertThat(written(cache, MENU)).isEqualTo(ActionJson.writeAll(MENU));
  }

  @Test
  void keepsWhatItWroteOnce() {
    var cache = new ActionsJsonCache(1_000_000);
    written(cache, MENU);
    written(cache, MENU);

    assertThat(cache.bytes()).isEqualTo(ActionJson.writeAll(MENU).length());
  }

  @Test
  void doesNotKeepShortLists() {
    var cache = new ActionsJsonCache(1_000_000);

    assertThat(written(cache, MENU.subList(1, MENU.size())))
        .isEqualTo(ActionJson.writeAll(MENU.subList(1, MENU.size())));
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void tellsListsApart() {
    var cache = new ActionsJsonCache(1_000_000);
    List<Action> other = talks(ActionsJsonCache.LONG, "other");
    written(cache, MENU);

    assertThat(written(cache, other)).isEqualTo(ActionJson.writeAll(other));
    assertThat(written(cache, MENU)).isEqualTo(ActionJson.writeAll(MENU));
  }

  @Test
  void keepsNoMoreThanItMay() {
    int one = ActionJson.writeAll(MENU).length();
    var cache = new ActionsJsonCache(2L * one);
    List<List<Action>> lists =
        IntStream.range(0, 10).mapToObj(number -> talks(ActionsJsonCache.LONG, "menu")).toList();

    lists.forEach(list -> assertThat(written(cache, list)).isEqualTo(ActionJson.writeAll(MENU)));

    assertThat(cache.bytes()).isPositive().isLessThanOrEqualTo(2L * one);
  }

  @Test
  void doesNotKeepAListThatIsTooLongByItself() {
    var cache = new ActionsJsonCache(10);

    assertThat(written(cache, MENU)).isEqualTo(ActionJson.writeAll(MENU));
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void forgetsListsThatNobodyHasAnyMore() {
    var cache = new ActionsJsonCache(1_000_000);
    written(cache, talks(ActionsJsonCache.LONG, "gone"));

    await()
        .untilAsserted(() -> {
          System.gc();
          written(cache, talks(ActionsJsonCache.LONG, "new"));
          assertThat(cache.bytes()).isLessThan(2L * ActionJson.writeAll(MENU).length());
        });
  }

  private static Json written(ActionsJsonCache cache, List<Action> actions) {
    var json = new JsonWriter();
    cache.write(json, actions);
    return json.done();
  }

  private static List<Action> talks(int count, String text) {
    return IntStream.range(0, count)
        .mapToObj(number ->
            Action.of(
                new ActionId(new UUID(0, 16 + number)), "talk", Options.NONE.with("text", text)))
        .toList();
  }
}
