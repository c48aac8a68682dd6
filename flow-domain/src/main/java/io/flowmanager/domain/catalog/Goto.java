package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.FLAG;
import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.Kind.INTEGER;
import static io.flowmanager.domain.type.OptionDescription.Role.TARGET;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.activeflow.Move.Rewrite;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;
import io.flowmanager.domain.type.Decision;
import io.flowmanager.domain.type.Doubt;
import io.flowmanager.domain.type.Exit;
import java.util.List;
import java.util.Optional;

/**
 * Goes back, or on, to another action, so many times and no more.
 *
 * <p>What is left of the count is kept in the activeflow's own copy of this action, so two gotos in
 * one flow count separately, and so do two activeflows of it.
 *
 * @param loopCount how many times more; 0 or less falls through to the action below
 * @param endless whether the count does not count; only the limits of the activeflow end such a
 *     loop
 */
record Goto(ActionId target, int loopCount, boolean endless) {

  public static final ActionType<Goto> TYPE =
      ActionType.performed("goto", Medium.ANY, Goto::read, Goto::begin)
          .settling(Goto::byId)
          .outlined(outline ->
              outline
                  .of(Category.WORKS)
                  .leading(Goto::exits)
                  .deciding((jump, evidence) -> Optional.of(jump.decision()))
                  .telling(options -> "") // its exits say it all
                  .doubting(Goto::doubts))
          .described(
              "Goes on at another action, so many times; then at the action below.",
              option("target_id", ID, "The action to go to, in this stack or one it returns to.")
                  .as(TARGET)
                  .mandatory(),
              option("loop_count", INTEGER, "How many times it goes there.").otherwise("0"),
              option(
                      "target_index",
                      INTEGER,
                      "The action to go to by its place in the list, 0 for the first, where there"
                          + " is no target_id.")
                  .from(0)
                  .inPlaceOf("target_id")
                  .ofTheFirstVersion(),
              option(
                      "loop",
                      FLAG,
                      "Whether loop_count counts; if this is there and false, it goes there each"
                          + " time.")
                  .ofTheFirstVersion());

  private static Goto read(Options options) {
    return new Goto(
        options.id("target_id", ActionId::new), options.integer("loop_count"), isEndless(options));
  }

  private static boolean isEndless(Options options) {
    return options.has("loop") && !options.flag("loop");
  }

  private static Options byId(Options options, List<Action> all) {
    if (hasTarget(options) || !options.has("target_index")) {
      return options;
    }
    int index = options.integer("target_index");
    if (index < 0 || index >= all.size()) {
      throw new FlowException(
          Reason.INVALID_OPTION,
          "Expected option target_index to be 0 to %d, but it is %d"
              .formatted(all.size() - 1, index));
    }
    return options.with("target_id", all.get(index).id().toString());
  }

  /** A placeholder is one, too, though nobody knows yet where it leads. */
  private static boolean hasTarget(Options options) {
    String target = options.text("target_id");
    return !target.isEmpty() && !target.equals(ActionId.NONE.toString());
  }

  /** True if it goes there at least once more. */
  public boolean goesThere() {
    return endless || loopCount > 0;
  }

  private static List<Exit> exits(Options options) {
    Exit.Target target = Exit.named(options, "target_id");
    try {
      if (isEndless(options)) {
        return List.of(new Exit("", target, Exit.Cause.JUMPED));
      }
      int times = options.integer("loop_count");
      return times > 0
          ? List.of(
              new Exit(times == 1 ? "once" : times + " times", target, Exit.Cause.JUMPED),
              usedUp("then"))
          : List.of(usedUp(""));
    } catch (FlowException notReadable) {
      return List.of(new Exit("so many times", target, Exit.Cause.JUMPED), usedUp("then"));
    }
  }

  private static Exit usedUp(String name) {
    return new Exit(name, Exit.Place.BELOW, Exit.Cause.ROUNDS_USED_UP);
  }

  private Decision decision() {
    if (!goesThere()) {
      return new Decision(usedUp(""), "its rounds are used up", false);
    }
    Exit there = new Exit("", new Exit.To(target), Exit.Cause.JUMPED);
    return new Decision(there, rounds(), false);
  }

  private String rounds() {
    if (endless) {
      return "it does so each time";
    }
    int left = loopCount - 1;
    return left == 0
        ? "this is its last round"
        : left + (left == 1 ? " round is left" : " rounds are left") + " after this one";
  }

  private static List<Doubt> doubts(Options options) {
    try {
      int count = options.integer("loop_count");
      return count > 0 || isEndless(options) || options.value("loop_count") instanceof Text
          ? List.of()
          : List.of(
              new Doubt(
                  Doubt.Kind.NEVER_GOES_THERE,
                  "loop_count",
                  "Expected option loop_count to be 1 or more, but it is " + count));
    } catch (FlowException notReadable) {
      return List.of();
    }
  }

  private Step begin(Execution execution) {
    if (endless) {
      return Step.jumpTo(target, "target_id");
    }
    if (loopCount <= 0) {
      return Step.carryOn();
    }
    // The stored options, not the filled-in ones: a placeholder is still one next time round.
    Options counted = execution.storedOptions().with("loop_count", loopCount - 1L);
    return Step.jumpTo(
        target,
        "target_id",
        Step.change(new Rewrite(execution.action().id(), counted), Step.carryOn()));
  }
}
