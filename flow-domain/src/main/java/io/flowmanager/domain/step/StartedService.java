package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.id.ServiceId;
import java.util.List;

/**
 * The answer of a service that was started for an activeflow.
 *
 * @param id by which the service stops itself later; none: it does not
 * @param type "aicall", "ai_summary", "conferencecall", "queuecall"
 * @param actions what the activeflow is to do now; empty: to go on
 */
public record StartedService(ServiceId id, String type, List<Action> actions) {
  public StartedService {
    requireNonNull(id, "id");
    requireNonNull(type, "type");
    actions = List.copyOf(actions);
  }
}
