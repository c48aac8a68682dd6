package io.flowmanager.application.activeflow;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.Moments;
import io.flowmanager.application.port.CallManager;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says from outside where an activeflow goes next. */
public final class ForwardActiveflow {
  private static final Logger log = LoggerFactory.getLogger(ForwardActiveflow.class);

  private final Activeflows activeflows;
  private final CallManager calls;
  private final Moments moments;
  private final Executor background;

  @Inject
  public ForwardActiveflow(
      Activeflows activeflows, CallManager calls, Moments moments, Executor background) {
    this.activeflows = activeflows;
    this.calls = calls;
    this.moments = moments;
    this.background = background;
  }

  /**
   * The next action is to be this one, in the current stack or one it returns to. The last such
   * wish counts, and each once, however often it is delivered.
   *
   * @param now whether the call is told to ask for it at once, whatever it is doing; nobody waits
   *     for that
   * @throws FlowException ACTIVEFLOW_NOT_FOUND, ACTIVEFLOW_ALREADY_STOPPED, TARGET_NOT_FOUND
   */
  public void forward(ActiveflowId id, ActionId target, boolean now, Arrival arrival) {
    Instant when = moments.now();
    Activeflow forwarded =
        activeflows.change(
            id,
            arrival,
            activeflow -> {
              activeflow.requireRunning();
              return activeflow.forwardedTo(target).updatedAt(when);
            });
    // Where a delivery before this one was served, it may have gone there meanwhile.
    if (now && forwarded.cursor().forward().map(Place::action).filter(target::equals).isPresent()) {
      background.execute(() -> askForNextAction(forwarded));
    }
  }

  private void askForNextAction(Activeflow forwarded) {
    Reference reference = forwarded.origin().reference();
    if (reference.type() != ReferenceType.CALL) {
      log.info(
          "activeflow {} goes on when it is asked to: its reference is of type \"{}\"",
          forwarded.id(),
          reference.type().wireName());
      return;
    }
    try {
      calls.askForNextAction(reference.id());
    } catch (FlowException failure) {
      log.warn(
          "call {} of activeflow {} could not be told to go on: {}",
          reference.id(),
          forwarded.id(),
          failure.getMessage());
    }
  }
}
