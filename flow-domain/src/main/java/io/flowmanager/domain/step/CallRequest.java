package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.ConfbridgeId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.RecordingId;
import java.util.List;

/** A request to the call-manager. */
public sealed interface CallRequest<R> extends Request<R> {

  /** Asks for a call: its status, and whose it is. */
  record GetCall(CallId call) implements CallRequest<CallDetails> {
    public GetCall {
      requireNonNull(call, "call");
    }

    @Override
    public CallDetails usualAnswer(Outside outside) {
      return outside.call();
    }

    @Override
    public boolean onlyLooks() {
      return true;
    }
  }

  /**
   * A call, as far as actions look at it.
   *
   * @param status "dialing", "ringing", "progressing", "terminating", "canceling" or "hangup"
   * @param direction "incoming", "outgoing" or ""
   * @param recordings oldest first
   */
  record CallDetails(
      String status,
      String direction,
      Address source,
      Address destination,
      List<RecordingId> recordings) {
    public CallDetails {
      requireNonNull(status, "status");
      requireNonNull(direction, "direction");
      requireNonNull(source, "source");
      requireNonNull(destination, "destination");
      recordings = List.copyOf(recordings);
    }
  }

  /** The digits that were dialled in a call, oldest first. */
  record GetDigits(CallId call) implements CallRequest<String> {
    public GetDigits {
      requireNonNull(call, "call");
    }

    @Override
    public String usualAnswer(Outside outside) {
      return outside.digitsDialled();
    }

    @Override
    public boolean onlyLooks() {
      return true;
    }
  }

  /** Makes a bridge for a call to meet others on. */
  record CreateConfbridge(CustomerId customer, ActiveflowId activeflow, CallId call)
      implements CallRequest<ConfbridgeId> {
    public CreateConfbridge {
      requireNonNull(customer, "customer");
      requireNonNull(activeflow, "activeflow");
      requireNonNull(call, "call");
    }

    @Override
    public ConfbridgeId usualAnswer(Outside outside) {
      return new ConfbridgeId(outside.newId());
    }
  }

  /**
   * Dials.
   *
   * @param flow what those run who answer
   * @param master the call that these are made for, and end with; none: they stand for themselves
   * @param source empty: nobody in particular
   * @param earlyExecution whether the flow begins before somebody answers
   * @param connect whether the caller is to hear the other end ring
   * @param anonymous whether the source is withheld: "yes", "no", "auto", or "" for no wish
   */
  record CreateCalls(
      CustomerId customer,
      FlowId flow,
      CallId master,
      Address source,
      List<Address> destinations,
      boolean earlyExecution,
      boolean connect,
      String anonymous)
      implements CallRequest<CreatedCalls> {
    public CreateCalls {
      requireNonNull(customer, "customer");
      requireNonNull(flow, "flow");
      requireNonNull(master, "master");
      requireNonNull(source, "source");
      destinations = List.copyOf(destinations);
      requireNonNull(anonymous, "anonymous");
    }

    @Override
    public CreatedCalls usualAnswer(Outside outside) {
      return new CreatedCalls(
          destinations.stream().map(to -> new CallId(outside.newId())).toList(), 0);
    }
  }

  /**
   * The calls that dialling came to.
   *
   * @param groupcalls how many destinations are dialled as several calls at once
   */
  record CreatedCalls(List<CallId> calls, int groupcalls) {
    public CreatedCalls {
      calls = List.copyOf(calls);
    }

    public boolean none() {
      return calls.isEmpty() && groupcalls == 0;
    }
  }
}
