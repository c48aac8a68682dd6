package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Move;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.variable.Variables;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * All that performing an action may look at.
 *
 * @param activeflow standing on the action
 * @param now the request's time, in UTC
 * @param ids a new one each time
 * @param acceptance by which actions get in that come from outside
 */
public record Execution(
    Activeflow activeflow, Instant now, Supplier<UUID> ids, Acceptance acceptance) {
  public Execution {
    requireNonNull(activeflow, "activeflow");
    requireNonNull(now, "now");
    requireNonNull(ids, "ids");
    requireNonNull(acceptance, "acceptance");
  }

  /** The action performed, its placeholders filled in. */
  public Action action() {
    return activeflow.cursor().action();
  }

  /** The action's options as they stand in its stack, placeholders and all. */
  public Options storedOptions() {
    return activeflow
        .stacks()
        .action(activeflow.cursor().place())
        .map(Action::options)
        .orElseThrow(() ->
            new FlowException(
                Reason.TARGET_NOT_FOUND,
                "Expected action %s in stack %s of activeflow %s, but it is gone"
                    .formatted(action().id(), activeflow.cursor().stack(), activeflow.id())));
  }

  public Variables variables() {
    return activeflow.variables();
  }

  public CustomerId customer() {
    return activeflow.origin().customer();
  }

  /** The thing that the activeflow runs for. */
  public Reference reference() {
    return activeflow.origin().reference();
  }

  /**
   * The call that the activeflow runs for.
   *
   * @throws FlowException UNSUPPORTED_REFERENCE
   */
  public CallId call() {
    if (reference().type() != ReferenceType.CALL) {
      throw new FlowException(
          Reason.UNSUPPORTED_REFERENCE,
          "Expected activeflow %s to run for a call, but it runs for \"%s\""
              .formatted(activeflow.id(), reference().type().wireName()));
    }
    return new CallId(reference().id().value());
  }

  /**
   * Runs what somebody outside wants done, then comes back.
   *
   * @throws FlowException what {@link Acceptance#accept} throws
   */
  public Step run(List<Action> wanted) {
    List<Action> accepted = acceptance.accept(wanted, activeflow, ids);
    return Step.run(newStackId(), accepted);
  }

  /** Runs what a started service wants done, in a stack by which the service can stop itself. */
  public Move.Push push(StartedService service) {
    StackId stack = service.id().isNone() ? newStackId() : new StackId(service.id().value());
    return new Move.Push(stack, withIds(service.actions()));
  }

  /** Runs what a started service wants done, then comes back. */
  public Step run(StartedService service) {
    return Step.change(push(service), Step.carryOn());
  }

  /** These, with ids for those that have none. Without an id none is found again. */
  private List<Action> withIds(List<Action> actions) {
    return actions.stream()
        .map(action -> action.id().isNone() ? action.with(newActionId()) : action)
        .toList();
  }

  public ActionId newActionId() {
    return new ActionId(ids.get());
  }

  public StackId newStackId() {
    return new StackId(ids.get());
  }
}
