package io.flowmanager.application.port;

import static io.flowmanager.application.port.CachedExamples.flow;
import static io.flowmanager.application.port.CachedExamples.renamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.domain.flow.Flow;
import org.junit.jupiter.api.Test;

/** The contract of every cache of flows. */
public interface FlowCacheContract {
  FlowCache flows();

  @Test
  default void findsNothingThatWasNotKept() {
    Flow stranger = flow("stranger");

    assertThat(flows().find(stranger.id())).isEmpty();
  }

  @Test
  default void findsWhatWasKept() {
    Flow main = flow("main");

    flows().keep(main);

    await().untilAsserted(() -> assertThat(flows().find(main.id())).contains(main));
  }

  @Test
  default void findsAFlowByItsOwnIdOnly() {
    Flow main = flow("main");
    Flow other = flow("other");

    flows().keep(main);
    flows().keep(other);

    await().untilAsserted(() -> assertThat(flows().find(other.id())).contains(other));
    assertThat(flows().find(main.id())).contains(main);
  }

  @Test
  default void servesNothingThatWasDropped() {
    Flow main = flow("main");
    flows().keep(main);
    await().until(() -> flows().find(main.id()).isPresent());

    flows().drop(main.id());

    assertThat(flows().find(main.id())).isEmpty();
  }

  @Test
  default void dropsAlsoWhatIsStillOnItsWayIn() {
    Flow main = flow("main");

    flows().keep(main);
    flows().drop(main.id());

    assertThat(flows().find(main.id())).isEmpty();
  }

  @Test
  default void doesNotServeAgainWhatWasReadBeforeTheDropAndKeptAfterIt() {
    Flow before = flow("before");
    Flow witness = flow("witness");

    flows().drop(before.id());
    flows().keep(before);
    flows().keep(witness);

    await().until(() -> flows().find(witness.id()).isPresent());
    assertThat(flows().find(before.id())).isEmpty();
  }

  @Test
  default void goesOnServingTheCopyItHas() {
    Flow current = flow("current");
    Flow late = renamed(current, "read long ago");
    Flow witness = flow("witness");
    flows().keep(current);
    await().until(() -> flows().find(current.id()).isPresent());

    flows().keep(late);
    flows().keep(witness);

    await().until(() -> flows().find(witness.id()).isPresent());
    assertThat(flows().find(current.id())).contains(current);
  }
}
