package io.flowmanager.authoring.check;

import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.OptionDescription.Role;
import io.flowmanager.domain.variable.Placeholders;
import io.flowmanager.domain.variable.PlatformVariables;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for variables that are read and that nothing sets. Placeholders within a call's actions are
 * the call's own: they are filled in when it is its turn.
 */
final class VariableCheck {
  private final Findings findings;

  VariableCheck(Findings findings) {
    this.findings = findings;
  }

  /**
   * @param nested whether the actions are those of a call's callees
   */
  void check(List<Draft> drafts, boolean nested) {
    Set<String> set = new HashSet<>(PlatformVariables.NAMES);
    for (Draft draft : drafts) {
      List<String> names = names(draft, Role.VARIABLE_SET).toList();
      if (names.stream().anyMatch(name -> !Placeholders.names(name).isEmpty())) {
        return; // any variable may be the one
      }
      set.addAll(names);
    }
    for (Draft draft : drafts) {
      var said = new HashSet<>(set);
      names(draft, Role.VARIABLE_READ)
          .filter(name -> Placeholders.names(name).isEmpty())
          .forEach(name -> require(draft, name, draft.option("variable"), said));
      if (!nested) {
        require(draft, draft.given().options().members(), draft.option(), said);
      }
    }
  }

  /** The names that the options of this role have. */
  private static Stream<String> names(Draft draft, Role role) {
    return draft.type().stream()
        .flatMap(type -> options(type, role))
        .map(name -> draft.options().value(name))
        .filter(Text.class::isInstance)
        .map(text -> ((Text) text).value())
        .filter(name -> !name.isEmpty());
  }

  private static Stream<String> options(ActionType<?> type, Role role) {
    return type.options().stream()
        .filter(option -> option.role() == role)
        .map(option -> option.name());
  }

  /**
   * @param said those that are set, and those that were found here already
   */
  private void require(Draft draft, Value value, Pointer at, Set<String> said) {
    switch (value) {
      case Text text ->
          Placeholders.names(text.value()).forEach(name -> require(draft, name, at, said));
      case Items items -> {
        for (int index = 0; index < items.values().size(); index++) {
          require(draft, items.values().get(index), at.to(index), said);
        }
      }
      case Members members ->
          members.values().forEach((name, member) -> require(draft, member, at.to(name), said));
      case Numeral number -> {}
      case Flag flag -> {}
      case Nothing nothing -> {}
    }
  }

  private void require(Draft draft, String name, Pointer at, Set<String> said) {
    if (!said.add(name)) {
      return;
    }
    if (name.contains("${")) {
      findings.add(
          Code.NESTED_PLACEHOLDER,
          draft,
          at,
          "Expected a placeholder to have a name, but \"%s\" has a placeholder in it"
              .formatted(name));
    } else {
      findings.add(
          Code.VARIABLE_NEVER_SET,
          draft,
          at,
          "Expected something to set the variable \"%s\", but nothing does".formatted(name));
    }
  }
}
