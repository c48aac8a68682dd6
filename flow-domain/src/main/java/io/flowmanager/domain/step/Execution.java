package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.variable.Variables;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * All that performing an action may look at.
 *
 * @param activeflow standing on the action
 * @param now the request's time, in UTC
 * @param ids a new one each time
 */
public record Execution(Activeflow activeflow, Instant now, Supplier<UUID> ids) {
  public Execution {
    requireNonNull(activeflow, "activeflow");
    requireNonNull(now, "now");
    requireNonNull(ids, "ids");
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

  public ActionId newActionId() {
    return new ActionId(ids.get());
  }

  public StackId newStackId() {
    return new StackId(ids.get());
  }
}
