package io.flowmanager.application.flow;

import io.flowmanager.authoring.check.Finding;
import io.flowmanager.authoring.check.FlowCheck;
import io.flowmanager.authoring.check.Purpose;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.catalog.ActionCatalog;
import jakarta.inject.Inject;
import java.util.List;

/** Says what is wrong with a flow that nobody stores. */
public final class CheckFlow {
  /** Number of findings that are told. Who has read so many knows enough to begin. */
  public static final int FINDINGS_MAX = 1_000;

  private final FlowCheck check;

  @Inject
  public CheckFlow(ActionCatalog catalog) {
    check = new FlowCheck(catalog);
  }

  /**
   * The findings.
   *
   * @param valid whether none of all findings is an error
   * @param findings the first of them, in the order of the actions
   */
  public record Verdict(boolean valid, List<Finding> findings) {
    public Verdict {
      findings = List.copyOf(findings);
    }

    private static Verdict of(List<Finding> all) {
      return new Verdict(
          all.stream().noneMatch(Finding::isError), all.stream().limit(FINDINGS_MAX).toList());
    }
  }

  public Verdict check(List<Action> actions, Purpose purpose) {
    return Verdict.of(check.check(actions, purpose));
  }

  /** The same for actions as they came, which may not even have the shape of some. */
  public Verdict check(Items actions, Purpose purpose) {
    return Verdict.of(check.check(actions, purpose));
  }
}
