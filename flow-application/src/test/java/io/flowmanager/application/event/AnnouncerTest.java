package io.flowmanager.application.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.Moments;
import io.flowmanager.application.port.ActiveflowStore;
import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.EventPublisher;
import io.flowmanager.application.port.InMemoryActiveflowStore;
import io.flowmanager.application.port.InMemoryOutbox;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.application.port.PortExamples;
import io.flowmanager.application.port.SettableClock;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
  private final SettableClock clock = new SettableClock(PortExamples.NOON);
  private final InMemoryOutbox outbox = new InMemoryOutbox(clock);
  private final ActiveflowStore store = new InMemoryActiveflowStore(outbox);
  private final Broker broker = new Broker();
  private final Announcer announcer =
      new Announcer(broker, outbox, new Moments(clock, UUID::randomUUID));

  /** A broker that can be away. */
  private static final class Broker implements EventPublisher {
    private final List<Announcement> published = new ArrayList<>();
    private boolean away;

    @Override
    public CompletionStage<Void> publish(List<Announcement> announcements) {
      if (away) {
        return CompletableFuture.failedStage(
            new FlowException(
                Reason.SERVICE_UNAVAILABLE, "Expected the broker to confirm, but it is away"));
      }
      published.addAll(announcements);
      return CompletableFuture.completedFuture(null);
    }
  }

  @Test
  void publishesWhatWasCommittedAndForgetsIt() {
    List<Outbox.Entry> committed = commit(3);

    announcer.publish(committed);
    announcer.tidy();

    assertThat(broker.published).hasSize(3);
    assertThat(outbox.size()).isZero();
  }

  @Test
  void publishesLaterWhatCouldNotBePublished() {
    broker.away = true;
    announcer.publish(commit(2));
    announcer.tidy();
    assertThat(outbox.size()).isEqualTo(2);

    broker.away = false;
    announcer.tidy();

    assertThat(broker.published).hasSize(2);
    assertThat(outbox.size()).isZero();
  }

  @Test
  void letsNothingOvertakeWhatCouldNotBePublished() {
    List<Outbox.Entry> entries = commit(4);
    broker.away = true;
    announcer.publish(entries.subList(0, 2));
    broker.away = false;

    announcer.publish(entries.subList(2, 4));
    announcer.tidy();

    assertThat(broker.published)
        .isEqualTo(entries.stream().map(Outbox.Entry::announcement).toList());
  }

  @Test
  void publishesDirectlyAgainOnceNothingIsLeft() {
    broker.away = true;
    announcer.publish(commit(1));
    broker.away = false;
    announcer.tidy();

    announcer.publish(commit(1));

    assertThat(broker.published).hasSize(2);
  }

  @Test
  void publishesWhatAProcessLeftBehindThatDied() {
    commit(2);
    announcer.tidy();
    assertThat(broker.published).isEmpty();

    clock.set(PortExamples.NOON.plus(Announcer.LEFT_BEHIND_AFTER).plusSeconds(1));
    announcer.tidy();

    assertThat(broker.published).hasSize(2);
    assertThat(outbox.size()).isZero();
  }

  /** As many commits of one activeflow. */
  private List<Outbox.Entry> commit(int count) {
    Activeflow activeflow = PortExamples.activeflow(PortExamples.NOON);
    store.create(new Change.Birth(activeflow, List.of()));
    var entries = new ArrayList<Outbox.Entry>();
    var before = new Versioned<>(activeflow, 1);
    for (int commit = 0; commit < count; commit++) {
      Change change =
          PortExamples.change(
              before, before.value().with(before.value().variables().with("n", "" + commit)));
      assertThat(store.commit(change)).isTrue();
      before = change.result();
      entries.add(
          new Outbox.Entry(
              new Outbox.Key(activeflow.id().value(), before.version(), 0),
              change.announcements().getFirst()));
    }
    return entries;
  }
}
