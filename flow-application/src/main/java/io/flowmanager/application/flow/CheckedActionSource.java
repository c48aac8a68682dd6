package io.flowmanager.application.flow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.port.ActionSource;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.check.Purpose;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.step.HttpRequest.FetchActions;
import java.util.List;

/**
 * A source whose actions are looked at like those that are stored. They may lead to any action that
 * the activeflow is in: which those are the source does not know.
 */
public final class CheckedActionSource implements ActionSource {
  private final ActionSource source;
  private final AcceptActions acceptance;

  public CheckedActionSource(ActionSource source, AcceptActions acceptance) {
    this.source = requireNonNull(source, "source");
    this.acceptance = requireNonNull(acceptance, "acceptance");
  }

  /**
   * What the source wants performed.
   *
   * @throws FlowException INVALID_FLOW where scrutiny is strict, what the source fails with
   */
  @Override
  public List<Action> fetch(FetchActions request) {
    List<Action> fetched = source.fetch(request);
    acceptance.requireFine(fetched, Purpose.between(request.reference().type()));
    return fetched;
  }
}
