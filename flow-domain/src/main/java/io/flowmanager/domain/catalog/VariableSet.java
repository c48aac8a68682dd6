package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.Role.VARIABLE_SET;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.text.Wording;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;

/**
 * Sets a variable of the activeflow.
 *
 * @param value filled in, once: what looks like a placeholder in it came out of a variable, and is
 *     none
 */
record VariableSet(String key, String value) {

  public static final ActionType<VariableSet> TYPE =
      ActionType.performed("variable_set", Medium.ANY, VariableSet::read, VariableSet::begin)
          .carryingOnWhenItFails()
          .outlined(outline ->
              outline
                  .of(Category.WORKS)
                  .telling(options ->
                      options.text("key")
                          + " = "
                          + Wording.quoted(Wording.readable(options.text("value")))))
          .described(
              "Sets a variable of the activeflow.",
              option("key", TEXT, "The variable's name.").as(VARIABLE_SET).mandatory(),
              option("value", TEXT, "What it is from now on."));

  private static VariableSet read(Options options) {
    return new VariableSet(options.text("key"), options.text("value"));
  }

  private Step begin(Execution execution) {
    return Step.set(key, value, Step.carryOn());
  }
}
