package io.flowmanager.application.port;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.step.HttpRequest.FetchActions;
import java.util.List;

/**
 * Fetches actions from servers of the authors' choice.
 *
 * <p>Every method may be called from any thread, waits for a bounded time, and fails with
 * SERVICE_UNAVAILABLE where no answer came, or with what the service says.
 */
public interface ActionSource {
  List<Action> fetch(FetchActions request);
}
