package io.flowmanager.application.port;

import static io.flowmanager.application.port.CachedExamples.activeflow;
import static io.flowmanager.application.port.CachedExamples.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.domain.activeflow.Activeflow;
import org.junit.jupiter.api.Test;

/** The contract of every cache of activeflows. */
public interface ActiveflowCacheContract {
  ActiveflowCache activeflows();

  @Test
  default void findsNothingThatWasNotKept() {
    Activeflow stranger = activeflow().value();

    assertThat(activeflows().find(stranger.id())).isEmpty();
  }

  @Test
  default void findsWhatWasKeptWithItsVersion() {
    Versioned<Activeflow> first = activeflow();

    activeflows().keep(first);

    await().untilAsserted(() -> assertThat(activeflows().find(first.value().id())).contains(first));
  }

  @Test
  default void findsTheNewerVersionOfTwo() {
    Versioned<Activeflow> first = activeflow();
    Versioned<Activeflow> second = next(first);

    activeflows().keep(first);
    activeflows().keep(second);

    await()
        .untilAsserted(() -> assertThat(activeflows().find(first.value().id())).contains(second));
  }

  @Test
  default void keepsTheNewerVersionWhereAnOlderOneComesLate() {
    Versioned<Activeflow> first = activeflow();
    Versioned<Activeflow> second = next(first);
    Versioned<Activeflow> witness = activeflow();
    activeflows().keep(second);
    await().until(() -> activeflows().find(second.value().id()).isPresent());

    activeflows().keep(first);
    activeflows().keep(witness);

    await().until(() -> activeflows().find(witness.value().id()).isPresent());
    assertThat(activeflows().find(first.value().id())).contains(second);
  }

  @Test
  default void servesNothingThatWasDropped() {
    Versioned<Activeflow> first = activeflow();
    activeflows().keep(first);
    await().until(() -> activeflows().find(first.value().id()).isPresent());

    activeflows().drop(first.value().id());

    assertThat(activeflows().find(first.value().id())).isEmpty();
  }

  @Test
  default void dropsNoOther() {
    Versioned<Activeflow> dropped = activeflow();
    Versioned<Activeflow> other = activeflow();
    activeflows().keep(dropped);
    activeflows().keep(other);
    await().until(() -> activeflows().find(other.value().id()).isPresent());

    activeflows().drop(dropped.value().id());

    assertThat(activeflows().find(other.value().id())).contains(other);
  }
}
