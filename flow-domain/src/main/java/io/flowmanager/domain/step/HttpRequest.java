package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.id.ActiveflowId;
import java.util.List;

/** A request to a server of the author's choice. */
public sealed interface HttpRequest<R> extends Request<R> {

  /**
   * The actions that a server wants performed next, as it sent them: unchecked, some perhaps
   * without an id.
   *
   * @param method as the author wrote it; it is case-sensitive
   * @param reference told to the server; a call's id also by the name that the first version gave
   *     it
   */
  record FetchActions(String uri, String method, ActiveflowId activeflow, Reference reference)
      implements HttpRequest<List<Action>> {
    public FetchActions {
      requireNonNull(uri, "uri");
      requireNonNull(method, "method");
      requireNonNull(activeflow, "activeflow");
      requireNonNull(reference, "reference");
    }

    @Override
    public List<Action> usualAnswer(Outside outside) {
      return List.of();
    }
  }
}
