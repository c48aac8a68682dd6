package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.ConferenceId;

/** A request to the conference-manager. */
public sealed interface ConferenceRequest<R> extends Request<R> {

  /** Lets a call into a conference. */
  record StartConferencecall(ConferenceId conference, ActiveflowId activeflow, CallId call)
      implements ConferenceRequest<StartedService> {
    public StartConferencecall {
      requireNonNull(conference, "conference");
      requireNonNull(activeflow, "activeflow");
      requireNonNull(call, "call");
    }

    @Override
    public StartedService usualAnswer(Outside outside) {
      return outside.started("conferencecall", "confbridge_join");
    }
  }
}
