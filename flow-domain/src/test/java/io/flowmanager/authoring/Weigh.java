package io.flowmanager.authoring;

import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;
import io.flowmanager.domain.type.Decision;
import io.flowmanager.domain.type.Distinction;
import io.flowmanager.domain.type.Evidence;
import io.flowmanager.domain.type.Exit;
import io.flowmanager.domain.type.OptionDescription.Kind;
import io.flowmanager.domain.type.OptionDescription.Role;
import java.util.List;
import java.util.Optional;

/**
 * A type as an embedding service would bring it along: weighs something, which is a variable with
 * one digit, and goes on below unless it is light or heavy.
 */
record Weigh(String of, ActionId light, ActionId heavy) {
  static final ActionType<Weigh> TYPE =
      ActionType.performed("weigh", Medium.ANY, Weigh::read, Weigh::begin)
          .outlined(outline ->
              outline
                  .of(Category.DECIDES)
                  .leading(Weigh::exits)
                  .deciding(Weigh::decision)
                  .telling(options -> options.text("of"))
                  .distinguishing(
                      weigh -> List.of(new Distinction.Values(weigh.of(), List.of("1", "5", "9")))))
          .described(
              "Weighs something and goes on as it turns out.",
              option("of", Kind.TEXT, "The variable with the weight.")
                  .as(Role.VARIABLE_READ)
                  .mandatory(),
              option("light", Kind.ID, "The action to go to below 3.").as(Role.TARGET).mandatory(),
              option("heavy", Kind.ID, "The action to go to above 7.").as(Role.TARGET).mandatory());

  private static Weigh read(Options options) {
    return new Weigh(
        options.text("of"), options.id("light", ActionId::new), options.id("heavy", ActionId::new));
  }

  private static List<Exit> exits(Options options) {
    return List.of(
        new Exit("light", Exit.named(options, "light"), Exit.Cause.OUTCOME),
        new Exit("middling", Exit.Place.BELOW, Exit.Cause.OUTCOME),
        new Exit("heavy", Exit.named(options, "heavy"), Exit.Cause.OUTCOME));
  }

  private Optional<Decision> decision(Evidence evidence) {
    return evidence
        .found()
        .map(weight ->
            new Decision(
                new Exit("", target(weight), Exit.Cause.OUTCOME),
                "%s weighs %s".formatted(of, weight),
                true));
  }

  private Exit.Target target(String weight) {
    return weight.isEmpty() || (weight.compareTo("3") >= 0 && weight.compareTo("7") <= 0)
        ? Exit.Place.BELOW
        : new Exit.To(weight.compareTo("3") < 0 ? light : heavy);
  }

  private Step begin(Execution execution) {
    String weight = execution.variables().valueOf(of);
    Step on =
        target(weight) instanceof Exit.To to
            ? Step.jumpTo(to.action(), "light or heavy")
            : Step.carryOn();
    return Step.found(weight, on);
  }
}
