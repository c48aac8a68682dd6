package io.flowmanager.authoring.check;

import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Doubt;
import io.flowmanager.domain.type.OptionDescription;
import io.flowmanager.domain.type.OptionDescription.Range;
import io.flowmanager.domain.type.OptionDescription.Role;
import io.flowmanager.domain.variable.Placeholders;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds each option against its description. */
final class OptionCheck {
  private final FlowCheck whole;
  private final ActionCatalog catalog;
  private final Purpose purpose;
  private final Findings findings;
  private final Set<ActionId> targets;

  /**
   * @param whole looks at the actions within actions
   */
  OptionCheck(
      FlowCheck whole,
      ActionCatalog catalog,
      List<Draft> drafts,
      Purpose purpose,
      Findings findings) {
    this.whole = whole;
    this.catalog = catalog;
    this.purpose = purpose;
    this.findings = findings;
    targets = drafts.stream().map(Draft::id).collect(Collectors.toCollection(HashSet::new));
  }

  void check(Draft draft) {
    draft.type().ifPresent(type -> check(draft, type));
    requireTarget(draft, draft.given().next(), draft.at().to("next_id"), "next_id");
  }

  private void check(Draft draft, ActionType<?> type) {
    for (OptionDescription option : type.options()) {
      Value value = draft.options().value(option.name());
      if (isAbsent(option, value) || isLeftEmpty(type, option, value)) {
        if (option.required() && !isReplaced(draft, type, option)) {
          findings.add(
              Code.MISSING_OPTION,
              draft,
              draft.option(option.name()),
              "Expected option %s of %s, but there is none".formatted(option.name(), type));
        }
      } else {
        checkValue(draft, option, option.name(), value, draft.option(option.name()));
      }
    }
    unread(draft, type);
    for (Doubt doubt : type.outline().doubts(draft.options())) {
      findings.add(codeOf(doubt.kind()), draft, draft.option(doubt.option()), doubt.message());
    }
  }

  private static Code codeOf(Doubt.Kind kind) {
    return switch (kind) {
      case LEADS_NOWHERE -> Code.BRANCH_WITHOUT_DEFAULT;
      case NEVER_GOES_THERE -> Code.GOTO_WITHOUT_COUNT;
    };
  }

  /** True of a value that reads the same as none, where there has to be one. */
  private static boolean isAbsent(OptionDescription option, Value value) {
    return switch (value) {
      case Nothing nothing -> true;
      case Text text -> option.required() && (text.value().isEmpty() || isNoId(option, text));
      case Items items -> option.required() && items.values().isEmpty();
      case Members members -> option.required() && members.values().isEmpty();
      case Value.Numeral number -> false;
      case Value.Flag flag -> false;
    };
  }

  /** Whoever performs what is handed over reads no empty text as an id. */
  private static boolean isLeftEmpty(ActionType<?> type, OptionDescription option, Value value) {
    return option.kind() == OptionDescription.Kind.ID
        && !type.isHandedOver()
        && value.equals(new Text(""));
  }

  private static boolean isNoId(OptionDescription option, Text text) {
    return option.kind() == OptionDescription.Kind.ID
        && text.value().equals(ActionId.NONE.toString());
  }

  private static boolean isReplaced(Draft draft, ActionType<?> type, OptionDescription wanted) {
    return type.options().stream()
        .filter(option -> option.inPlaceOf().equals(wanted.name()))
        .anyMatch(option -> draft.options().has(option.name()));
  }

  private void checkValue(
      Draft draft, OptionDescription option, String name, Value value, Pointer at) {
    switch (option.kind()) {
      case TEXT -> checkText(draft, option, name, value, at);
      case INTEGER -> checkInteger(draft, option, name, value, at);
      case NUMBER -> read(draft, name, value, at, options -> options.number(name));
      case FLAG -> read(draft, name, value, at, options -> options.flag(name));
      case ID -> checkId(draft, option, name, value, at);
      case TEXTS ->
          forEach(
              draft,
              name,
              value,
              at,
              (item, one, place) -> checkText(draft, option, item, one, place));
      case INTEGERS ->
          forEach(
              draft,
              name,
              value,
              at,
              (item, one, place) -> checkInteger(draft, option, item, one, place));
      case IDS_BY_TEXT ->
          read(draft, name, value, at, options -> options.object(name))
              .ifPresent(ids ->
                  ids.members()
                      .values()
                      .forEach(
                          (key, id) -> checkId(draft, option, name + '.' + key, id, at.to(key))));
      case ADDRESS -> checkMembers(draft, option, name, value, at);
      case ADDRESSES, ATTACHMENTS ->
          forEach(
              draft,
              name,
              value,
              at,
              (item, one, place) -> checkMembers(draft, option, item, one, place));
      case ACTIONS ->
          read(draft, name, value, at, options -> new Items(options.items(name)))
              .ifPresent(
                  actions -> findings.addAll(draft, whole.check(actions, at, purpose.ofCallees())));
    }
  }

  /** Looks at an item of a list. */
  private interface ItemCheck {
    void check(String name, Value value, Pointer at);
  }

  private void forEach(Draft draft, String name, Value value, Pointer at, ItemCheck each) {
    List<Value> items =
        read(draft, name, value, at, options -> options.items(name)).orElse(List.of());
    for (int index = 0; index < items.size(); index++) {
      each.check("%s[%d]".formatted(name, index), items.get(index), at.to(index));
    }
  }

  private void checkMembers(
      Draft draft, OptionDescription option, String name, Value value, Pointer at) {
    Optional<Options> object = read(draft, name, value, at, options -> options.object(name));
    if (object.isEmpty()) {
      return;
    }
    for (OptionDescription member : option.kind().members()) {
      Value own = object.get().value(member.name());
      if (!isAbsent(member, own)) {
        Pointer place = at.to(object.get().nameOf(member.name()));
        checkValue(draft, member, name + '.' + member.name(), own, place);
      }
    }
  }

  private void checkText(
      Draft draft, OptionDescription option, String name, Value value, Pointer at) {
    String text = read(draft, name, value, at, options -> options.text(name)).orElse("");
    if (text.isEmpty()) {
      return;
    }
    List<String> allowed = option.allowed();
    if (!allowed.isEmpty() && !allowed.contains(text)) {
      findings.add(
          option.role() == Role.COMPARISON ? Code.UNKNOWN_COMPARISON : Code.NOT_ALLOWED,
          draft,
          at,
          "Expected option %s to be one of %s, but it is \"%s\""
              .formatted(
                  name,
                  allowed.stream().filter(one -> !one.isEmpty()).collect(Collectors.joining(", ")),
                  text));
    }
    if (option.bounds().form().filter(form -> !form.matcher(text).matches()).isPresent()) {
      findings.add(
          Code.NOT_ALLOWED,
          draft,
          at,
          "Expected option %s to be %s, but it is \"%s\""
              .formatted(name, option.meaning().replaceAll("\\.$", ""), text));
    }
    if (option.role() == Role.COMPARED) {
      findings.add(
          Code.COMPARES_A_LITERAL,
          draft,
          at,
          "Expected option %s to have a placeholder, but it is always \"%s\""
              .formatted(name, text));
    }
  }

  private void checkInteger(
      Draft draft, OptionDescription option, String name, Value value, Pointer at) {
    Optional<Integer> number = read(draft, name, value, at, options -> options.integer(name));
    Optional<Range> range = option.bounds().range();
    if (number.isPresent() && range.filter(within -> !within.has(number.get())).isPresent()) {
      findings.add(
          Code.OUT_OF_RANGE,
          draft,
          at,
          "Expected option %s to be %s, but it is %d".formatted(name, range.get(), number.get()));
    }
  }

  private void checkId(
      Draft draft, OptionDescription option, String name, Value value, Pointer at) {
    Optional<ActionId> id =
        read(draft, name, value, at, options -> options.id(name, ActionId::new));
    if (option.role() != Role.TARGET || id.isEmpty()) {
      return;
    }
    // Under a value of a branch nothing is a place to go to, and not there.
    boolean nowhere = option.kind() == OptionDescription.Kind.IDS_BY_TEXT && id.get().isNone();
    if (nowhere) {
      findings.add(
          Code.TARGET_NOT_FOUND,
          draft,
          at,
          "Expected option %s to name an action, but it names none".formatted(name));
    } else {
      requireTarget(draft, id.get(), at, name);
    }
  }

  private void requireTarget(Draft draft, ActionId target, Pointer at, String name) {
    if (!target.isNone() && !targets.contains(target) && !purpose.elsewhere().test(target)) {
      findings.add(
          Code.TARGET_NOT_FOUND,
          draft,
          at,
          "Expected %s to name an action of this flow, but there is no %s".formatted(name, target));
    }
  }

  /**
   * The value, read; empty for a placeholder, which nobody can read yet, and for the wrong kind.
   */
  private <T> Optional<T> read(
      Draft draft, String name, Value value, Pointer at, Function<Options, T> reader) {
    if (value instanceof Text text && !Placeholders.names(text.value()).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(new Options(Members.EMPTY.with(name, value))));
    } catch (FlowException wrongKind) {
      findings.add(Code.WRONG_KIND, draft, at, messageOf(wrongKind));
      return Optional.empty();
    }
  }

  static String messageOf(FlowException failure) {
    return Optional.ofNullable(failure.getMessage()).orElse("");
  }

  /** Looks for options that their author wrote and nobody reads. */
  private void unread(Draft draft, ActionType<?> type) {
    Set<String> known =
        type.options().stream().map(OptionDescription::name).collect(Collectors.toSet());
    Set<String> read =
        known.stream().map(draft.given().options()::nameOf).collect(Collectors.toSet());
    for (String name : draft.given().options().members().values().keySet()) {
      if (!read.contains(name) && !isTranslated(draft, name)) {
        findings.add(
            Code.UNKNOWN_OPTION,
            draft,
            draft.option(name),
            "Expected an option that %s reads, but it does not read %s".formatted(type, name),
            Similar.to(name, known.stream())
                .map("Perhaps %s is meant."::formatted)
                .orElse(Code.UNKNOWN_OPTION.hint()));
      }
    }
  }

  /** True if today's options would be others without it: an option of a former name. */
  private boolean isTranslated(Draft draft, String name) {
    Options without = draft.given().options().without(name);
    Options translated =
        catalog
            .inTodaysWords(draft.given().with(without))
            .map(action -> action.options())
            .orElse(without);
    return !translated.equals(
        catalog
            .inTodaysWords(draft.given())
            .map(action -> action.options().without(name))
            .orElse(translated));
  }
}
