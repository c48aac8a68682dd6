package io.flowmanager.authoring.reference;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.ActionType.FormerName;
import io.flowmanager.domain.type.OnFailure;
import io.flowmanager.domain.type.OptionDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All types of action with all their options, as a Markdown page or as text for a terminal. */
public final class ActionReference {
  private static final int TERMINAL_WIDTH = 100;

  private final ActionCatalog catalog;
  private final Function<String, Optional<String>> examples;

  /**
   * @param examples an action as its author writes it, in JSON, by its type's name; empty for none
   */
  public ActionReference(ActionCatalog catalog, Function<String, Optional<String>> examples) {
    this.catalog = requireNonNull(catalog, "catalog");
    this.examples = requireNonNull(examples, "examples");
  }

  /** A reference without examples. */
  public ActionReference(ActionCatalog catalog) {
    this(catalog, name -> Optional.empty());
  }

  /** The page: an overview, then each type. Ends with a line feed. */
  public String markdown() {
    var page = new StringBuilder();
    page.append("| type | what it does | runs on | performed by |\n|---|---|---|---|\n");
    for (ActionType<?> type : catalog.types()) {
      page.append(
          "| [`%1$s`](#%1$s) | %2$s | %3$s | %4$s |\n"
              .formatted(type.name(), cell(type.summary()), runsOn(type), cell(performedBy(type))));
    }
    catalog.types().forEach(type -> page.append('\n').append(markdown(type)));
    return page.toString();
  }

  private String markdown(ActionType<?> type) {
    var section = new StringBuilder();
    section.append("## %s\n\n%s\n\n".formatted(type.name(), type.summary()));
    facts(type).forEach(fact -> section.append("* %s\n".formatted(fact)));
    if (!type.options().isEmpty()) {
      section.append(
          "\n| option | kind | | otherwise | allowed | meaning |\n|---|---|---|---|---|---|\n");
      type.options().forEach(option -> section.append(row(option)));
    }
    examples
        .apply(type.name())
        .ifPresent(example -> section.append("\n```json\n%s\n```\n".formatted(example.strip())));
    return section.toString();
  }

  private static String row(OptionDescription option) {
    return "| `%s` | %s | %s | %s | %s | %s |\n"
        .formatted(
            option.name(),
            kind(option),
            need(option),
            code(option.standard()),
            allowed(option, ActionReference::code),
            cell(option.meaning()));
  }

  /** The overview for a terminal, a line for each type. Ends with a line feed. */
  public String text() {
    int width = catalog.types().stream().mapToInt(type -> type.name().length()).max().orElse(0);
    return catalog.types().stream()
        .map(type -> wrapped(padded(type.name(), width) + "  ", type.summary()))
        .collect(Collectors.joining());
  }

  /**
   * All about one type. Ends with a line feed.
   *
   * @param name the type's, or one it had once
   * @return empty if there is no such type
   */
  public Optional<String> text(String name) {
    return catalog.types().stream()
        .filter(type -> namesOf(type).anyMatch(name::equals))
        .findFirst()
        .map(this::text);
  }

  private static Stream<String> namesOf(ActionType<?> type) {
    return Stream.concat(Stream.of(type.name()), type.formerNames().stream().map(FormerName::name));
  }

  private String text(ActionType<?> type) {
    var text = new StringBuilder();
    text.append(type.name()).append('\n').append(wrapped("  ", type.summary())).append('\n');
    facts(type).forEach(fact -> text.append(wrapped("  ", fact.replace("`", ""))));
    for (OptionDescription option : type.options()) {
      text.append('\n').append(wrapped("  ", option.name() + ": " + aspects(option)));
      text.append(wrapped("      ", option.meaning()));
    }
    examples
        .apply(type.name())
        .ifPresent(example -> text.append("\n").append(example.strip().indent(2)));
    return text.toString();
  }

  private static String aspects(OptionDescription option) {
    var aspects = new ArrayList<String>();
    aspects.add(kind(option));
    aspects.add(need(option));
    aspects.add(option.standard().isEmpty() ? "" : "otherwise " + option.standard());
    aspects.add(allowed(option, ActionReference::quoted));
    return aspects.stream().filter(aspect -> !aspect.isEmpty()).collect(Collectors.joining("; "));
  }

  private static List<String> facts(ActionType<?> type) {
    var facts = new ArrayList<String>();
    facts.add("Runs on: " + runsOn(type) + ".");
    facts.add("Performed by: " + performedBy(type) + ".");
    facts.add("When it fails: " + whenItFails(type) + ".");
    if (!type.formerNames().isEmpty()) {
      facts.add(
          "Formerly: "
              + type.formerNames().stream()
                  .map(former -> code(former.name()))
                  .collect(Collectors.joining(", "))
              + ".");
    }
    if (!type.isForAuthors()) {
      facts.add("Not for authors: services use it among themselves.");
    }
    return facts;
  }

  private static String runsOn(ActionType<?> type) {
    return runsOn(type.medium());
  }

  private static String runsOn(Medium medium) {
    return switch (medium) {
      case REALTIME -> "calls";
      case NON_REALTIME -> "what has no audio";
      case ANY -> "anything";
    };
  }

  private static String performedBy(ActionType<?> type) {
    if (type.isHandedOver()) {
      return type.dispatchedTo() + ", to whom it is handed over";
    }
    return type.dispatchedTo().isEmpty()
        ? "the flow manager"
        : "the flow manager, which asks " + type.dispatchedTo();
  }

  private static String whenItFails(ActionType<?> type) {
    if (type.isHandedOver()) {
      return "whoever performs it decides";
    }
    return type.onFailure() == OnFailure.END
        ? "the activeflow ends"
        : "the activeflow goes on below";
  }

  private static String kind(OptionDescription option) {
    String kind =
        switch (option.kind()) {
          case TEXT -> "text";
          case INTEGER -> "whole number";
          case NUMBER -> "number";
          case FLAG -> "true or false";
          case ID -> "id";
          case TEXTS -> "list of texts";
          case INTEGERS -> "list of whole numbers";
          case IDS_BY_TEXT -> "object of ids";
          case ADDRESS -> "address";
          case ADDRESSES -> "list of addresses";
          case ACTIONS -> "list of actions";
          case ATTACHMENTS -> "list of attachments";
        };
    return option.unit().isEmpty() ? kind : kind + ", " + option.unit();
  }

  private static String need(OptionDescription option) {
    if (option.former()) {
      return "of the first version";
    }
    return option.required() ? "required" : "";
  }

  private static String allowed(OptionDescription option, Function<String, String> literal) {
    Stream<String> texts = option.allowed().stream().filter(text -> !text.isEmpty()).map(literal);
    Stream<String> range = option.bounds().range().stream().map(Object::toString);
    return Stream.concat(texts, range).collect(Collectors.joining(", "));
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  /** Lines that a terminal shows whole, the others as far in as the first one's text. */
  private static String wrapped(String start, String text) {
    var lines = new StringBuilder();
    var line = new StringBuilder(start);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > TERMINAL_WIDTH) {
        lines.append(line).append('\n');
        line = new StringBuilder(" ".repeat(start.length()));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    return lines.append(line).append('\n').toString();
  }
}
