package io.flowmanager.domain.step;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Takes in what somebody outside wants an activeflow to perform. */
@FunctionalInterface
public interface Acceptance {
  /**
   * The actions as they are performed: each of a known type, each with an id.
   *
   * @param around on top of which they are to run
   * @param ids a new one each time
   * @throws FlowException if there is something wrong with one
   */
  List<Action> accept(List<Action> wanted, Activeflow around, Supplier<UUID> ids);
}
