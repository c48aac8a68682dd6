package io.flowmanager.application.port;

import io.flowmanager.domain.id.ConfbridgeId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.CallRequest.CallDetails;
import io.flowmanager.domain.step.CallRequest.CreateCalls;
import io.flowmanager.domain.step.CallRequest.CreateConfbridge;
import io.flowmanager.domain.step.CallRequest.CreatedCalls;
import io.flowmanager.domain.step.CallRequest.GetCall;
import io.flowmanager.domain.step.CallRequest.GetDigits;

/**
 * Makes calls and knows them.
 *
 * <p>Every method may be called from any thread, waits for a bounded time, and fails with
 * SERVICE_UNAVAILABLE where no answer came, or with what the service says.
 */
public interface CallManager {
  CallDetails call(GetCall request);

  /** Dialled so far, oldest first. */
  String digits(GetDigits request);

  ConfbridgeId createConfbridge(CreateConfbridge request);

  CreatedCalls createCalls(CreateCalls request);

  /** Lets a call ask for its next action now, whatever it is doing. */
  void askForNextAction(ReferenceId call);

  /** The call's public representation, as JSON text. */
  String describe(ReferenceId call);
}
