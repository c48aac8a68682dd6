package io.flowmanager.application.flow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.Moments;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.port.Measurements;
import io.flowmanager.application.port.Measurements.FlowOperation;
import io.flowmanager.authoring.check.Purpose;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.engine.Moment;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.flow.Flow.Label;
import io.flowmanager.domain.flow.Flow.Legacy;
import io.flowmanager.domain.id.FlowId;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Gives a flow other contents. Activeflows that run keep what they have. */
public final class UpdateFlow {
  private final Flows flows;
  private final AcceptActions acceptance;
  private final Moments moments;
  private final Measurements measurements;

  @Inject
  public UpdateFlow(
      Flows flows, AcceptActions acceptance, Moments moments, Measurements measurements) {
    this.flows = flows;
    this.acceptance = acceptance;
    this.moments = moments;
    this.measurements = measurements;
  }

  /**
   * All that is replaced.
   *
   * @param webhookUri empty to leave it as it is
   */
  public record Contents(
      Label label, List<Action> actions, FlowId onComplete, Optional<String> webhookUri) {
    public Contents {
      requireNonNull(label, "label");
      actions = List.copyOf(actions);
      requireNonNull(onComplete, "onComplete");
      requireNonNull(webhookUri, "webhookUri");
    }
  }

  /**
   * The flow with these contents.
   *
   * @throws FlowException what {@link AcceptActions#accept} throws, FLOW_NOT_FOUND, CONTENDED
   */
  public Flow update(FlowId id, Contents contents) {
    Moment moment = moments.moment();
    List<Action> actions = acceptance.accept(contents.actions(), Purpose.ANY, moment.ids());
    Flow updated =
        flows.change(
            id,
            flow ->
                flow.replaced(
                    contents.label(),
                    actions,
                    contents.onComplete(),
                    contents
                        .webhookUri()
                        .map(uri -> new Legacy(flow.legacy().userId(), uri))
                        .orElse(flow.legacy()),
                    moment.now()),
            Optional.of(EventType.FLOW_UPDATED));
    measurements.flowChanged(FlowOperation.UPDATE);
    return updated;
  }

  /**
   * The flow with these actions, and all else as it was.
   *
   * @throws FlowException what {@link AcceptActions#accept} throws, FLOW_NOT_FOUND, CONTENDED
   */
  public Flow updateActions(FlowId id, List<Action> wanted) {
    Moment moment = moments.moment();
    List<Action> actions = acceptance.accept(wanted, Purpose.ANY, moment.ids());
    return flows.change(
        id, flow -> flow.with(actions, moment.now()), Optional.of(EventType.FLOW_UPDATED));
  }
}
