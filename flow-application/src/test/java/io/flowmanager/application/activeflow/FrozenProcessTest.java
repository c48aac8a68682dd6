package io.flowmanager.application.activeflow;

import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.application.World;
import io.flowmanager.application.World.Base;
import io.flowmanager.application.World.Played;
import io.flowmanager.application.port.QueueManager;
import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.QueueRequest.MarkQueuecallWaiting;
import io.flowmanager.domain.step.QueueRequest.StartQueuecall;
import io.flowmanager.domain.step.StartedService;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A process that stands still in the midst of a request, and goes on as if nothing had been. */
class FrozenProcessTest {
  private static final Action JOINING =
      Action.of(action(1), "queue_join", Options.NONE.with("queue_id", Examples.QUEUE.toString()));
  private static final ServiceId QUEUECALL = new ServiceId(new UUID(7, 7));

  private final Base base = new Base();
  private final List<String> asked = new ArrayList<>();
  private final World other =
      new World(base, Played.NOTHING.with(new Queues("other", () -> {}, () -> {})));
  private Runnable duringStart = () -> {};
  private Runnable duringMark = () -> {};
  private final World frozen =
      new World(
          base,
          Played.NOTHING.with(
              new Queues("frozen", () -> duringStart.run(), () -> duringMark.run())));
  private final Activeflow activeflow = frozen.onCall(frozen.flow(JOINING, talk(action(2))));

  /** A queue-manager that keeps who asked it. */
  private final class Queues implements QueueManager {
    private final String by;
    private final Runnable onStart;
    private final Runnable onMark;

    Queues(String by, Runnable onStart, Runnable onMark) {
      this.by = by;
      this.onStart = onStart;
      this.onMark = onMark;
    }

    @Override
    public StartedService start(StartQueuecall request) {
      asked.add(by + " start");
      onStart.run();
      return new StartedService(QUEUECALL, "queuecall", List.of(talk(action(9))));
    }

    @Override
    public Done markWaiting(MarkQueuecallWaiting request) {
      asked.add(by + " mark");
      onMark.run();
      return Done.DONE;
    }
  }

  private Action next(World world) {
    return world.nextFrom(activeflow.id(), ActionId.START).action();
  }

  @Test
  void asksNobodyWhileOthersMayTakeItForGone() {
    frozen.freeze();

    assertThatThrownBy(() -> next(frozen))
        .asInstanceOf(type(FlowException.class))
        .matches(failure -> failure.isFor(Reason.LEASE_NOT_RENEWED));
    assertThat(asked).isEmpty();
    assertThat(frozen.stored(activeflow)).isEqualTo(activeflow);

    frozen.thaw();
    assertThat(next(frozen).id()).isEqualTo(action(9));
    assertThat(asked).containsExactly("frozen start", "frozen mark");
  }

  @Test
  void stepsOnWithoutALeaseWhereNobodyIsAsked() {
    Activeflow talking = frozen.onCall(frozen.flow(talk(action(2))));
    frozen.freeze();

    assertThat(frozen.nextFrom(talking.id(), ActionId.START).action().id()).isEqualTo(action(2));
  }

  @Test
  void asksNothingMoreOnceSomeoneElseTookTheRequestUp() {
    duringStart =
        () -> {
          frozen.freeze();
          frozen.isTakenForGone();
          assertThat(next(other).id()).isEqualTo(action(9));
          frozen.thaw();
        };

    assertThat(next(frozen).id()).isEqualTo(action(9));

    assertThat(asked).containsExactly("frozen start", "other start", "other mark");
    assertThat(next(other).id()).isEqualTo(action(9));
  }

  @Test
  void asksNothingMoreWhileItDoesNotKnowYetThatItIsGone() {
    duringStart =
        () -> {
          frozen.freeze();
          frozen.isTakenForGone();
          next(other);
        };

    assertThat(next(frozen).id()).isEqualTo(action(9));

    assertThat(asked).containsExactly("frozen start", "other start", "other mark");
  }

  @Test
  void claimsTheRequestAgainAndGoesOnWhereNobodyElseTookItUp() {
    duringStart =
        () -> {
          frozen.freeze();
          frozen.isTakenForGone();
          frozen.thaw();
        };

    assertThat(next(frozen).id()).isEqualTo(action(9));

    assertThat(asked).containsExactly("frozen start", "frozen mark");
    assertThat(base.activeflows.abandoned()).isEmpty();
  }

  @Test
  void doesNotGoOnFromAQuestionThatSomeoneElseWentOnFrom() {
    duringMark =
        () -> {
          frozen.freeze();
          frozen.isTakenForGone();
          next(other);
          frozen.thaw();
        };

    assertThatThrownBy(() -> next(frozen))
        .asInstanceOf(type(FlowException.class))
        .matches(failure -> failure.isFor(Reason.LEASE_NOT_RENEWED));

    assertThat(asked).containsExactly("frozen start", "frozen mark", "other mark");
    assertThat(next(frozen).id()).isEqualTo(action(9));
    assertThat(asked).hasSize(3);
  }

  @Test
  void waitsForItselfAfterItWasTakenForGoneInsteadOfAskingTwice() {
    duringStart =
        () -> {
          frozen.freeze();
          frozen.isTakenForGone();
          frozen.thaw();
          assertThatThrownBy(() -> next(frozen))
              .asInstanceOf(type(FlowException.class))
              .matches(failure -> failure.isFor(Reason.REQUEST_IN_PROGRESS));
        };

    assertThat(next(frozen).id()).isEqualTo(action(9));
    assertThat(asked).containsExactly("frozen start", "frozen mark");
  }
}
