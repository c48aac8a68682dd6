package io.flowmanager.application.flow;

import io.flowmanager.application.json.FindingJson;
import io.flowmanager.authoring.check.Finding;
import io.flowmanager.authoring.check.FlowCheck;
import io.flowmanager.authoring.check.Purpose;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.step.Acceptance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Takes authors' actions in, as closely looked at as the operator wants. */
public final class AcceptActions implements Acceptance {
  private final ActionCatalog catalog;
  private final FlowCheck check;
  private final Scrutiny scrutiny;

  @Inject
  public AcceptActions(ActionCatalog catalog, Scrutiny scrutiny) {
    this.catalog = catalog;
    this.scrutiny = scrutiny;
    check = new FlowCheck(catalog);
  }

  /**
   * The actions as they are stored.
   *
   * @throws FlowException INVALID_FLOW where scrutiny is strict, what {@link ActionCatalog#accept}
   *     throws
   */
  public List<Action> accept(List<Action> wanted, Purpose purpose, Supplier<UUID> ids) {
    requireFine(wanted, purpose);
    return catalog.accept(wanted, ids);
  }

  /** Those that are to run on top of what an activeflow does next. */
  @Override
  public List<Action> accept(List<Action> wanted, Activeflow around, Supplier<UUID> ids) {
    return accept(wanted, Purpose.onTopOf(around), ids);
  }

  /**
   * Refuses actions with an error, where scrutiny is strict. The failure's details are all
   * findings, warnings too.
   *
   * @throws FlowException INVALID_FLOW
   */
  private void requireFine(List<Action> wanted, Purpose purpose) {
    if (scrutiny == Scrutiny.COMPATIBLE) {
      return;
    }
    List<Finding> findings = check.check(wanted, purpose);
    List<Finding> errors = findings.stream().filter(Finding::isError).toList();
    if (!errors.isEmpty()) {
      throw new FlowException(
          Reason.INVALID_FLOW,
          "Expected actions without errors, but there are %d, the first at %s: %s"
              .formatted(errors.size(), errors.getFirst().pointer(), errors.getFirst().message()),
          findings.stream().limit(CheckFlow.FINDINGS_MAX).map(FindingJson::members).toList());
    }
  }
}
