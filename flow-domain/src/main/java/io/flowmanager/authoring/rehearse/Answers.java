package io.flowmanager.authoring.rehearse;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.step.CallRequest.CallDetails;
import io.flowmanager.domain.step.ConversationRequest.ConversationDetails;
import io.flowmanager.domain.step.Outside;
import io.flowmanager.domain.step.Request;
import io.flowmanager.domain.step.StartedService;
import io.flowmanager.domain.variable.ReservedVariables;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The other services' answers: those of the script, else those of a day without trouble: they
 * accept what is asked, start what is to be started, and bring no actions along.
 *
 * @param scripted for each kind of request what becomes of the first, the second, …; the last of
 *     them counts for all that follow
 * @param flows those that are stored
 */
record Answers(
    Map<Class<?>, List<Function<Request<?>, Object>>> scripted, Map<FlowId, Flow> flows) {
  static final Address CALLER = Address.of("tel", "+15550001");
  static final Address CALLED = Address.of("tel", "+15550002");

  Answers {
    requireNonNull(scripted, "scripted");
    requireNonNull(flows, "flows");
  }

  /**
   * @param times how many requests of this kind there were before
   * @throws FlowException what the service fails with
   */
  Object answer(Request<?> request, int times, Activeflow activeflow, Supplier<UUID> ids) {
    List<Function<Request<?>, Object>> script =
        scripted.getOrDefault(request.getClass(), List.of());
    return script.isEmpty()
        ? request.usualAnswer(new Usual(activeflow, ids))
        : script.get(Math.min(times, script.size() - 1)).apply(request);
  }

  /** The services as this rehearsal has them: they do as they are asked. */
  private final class Usual implements Outside {
    private final Activeflow activeflow;
    private final Supplier<UUID> ids;

    Usual(Activeflow activeflow, Supplier<UUID> ids) {
      this.activeflow = activeflow;
      this.ids = ids;
    }

    @Override
    public UUID newId() {
      return ids.get();
    }

    @Override
    public CallDetails call() {
      return new CallDetails("progressing", "incoming", CALLER, CALLED, List.of());
    }

    @Override
    public ConversationDetails conversation() {
      return new ConversationDetails(CALLED, CALLER);
    }

    @Override
    public String digitsDialled() {
      return activeflow.variables().valueOf(ReservedVariables.CALL_DIGITS);
    }

    @Override
    public Flow flow(FlowId id) {
      return stored(id);
    }

    /** Brings no actions along: what a service does with a caller is the scenario's to say. */
    @Override
    public StartedService started(String type, String performing) {
      return new StartedService(new ServiceId(ids.get()), type, List.of());
    }
  }

  private Flow stored(FlowId id) {
    Flow flow = flows.get(id);
    if (flow == null) {
      throw new FlowException(
          Reason.FLOW_NOT_FOUND, "Expected flow %s, but there is none".formatted(id));
    }
    return flow;
  }
}
