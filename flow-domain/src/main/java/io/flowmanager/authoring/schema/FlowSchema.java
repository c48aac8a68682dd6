package io.flowmanager.authoring.schema;

import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.ActionType.FormerName;
import io.flowmanager.domain.type.OptionDescription;
import io.flowmanager.domain.type.OptionDescription.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JSON Schema of a flow, draft 2020-12, made of the catalog's descriptions.
 *
 * <p>It allows what is read: null for what may be left out, placeholders and numbers in texts,
 * options that nobody reads. What takes more than one look at one place – a target that is not
 * there, an id that is there twice – it does not see.
 */
public final class FlowSchema {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  /** {@code ${name}}, wherever it is in the text. */
  private static final String PLACEHOLDER = "\\$\\{[^}\\n]*\\}";

  private static final String UUID =
      "(?:[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|[0-9a-fA-F]{32})";

  /** Every form that ids are read in. */
  private static final String ID =
      "^(?:(?:[uU][rR][nN]:[uU][uU][iI][dD]:)?%1$s|\\{%1$s\\})$".formatted(UUID);

  private static final String WHOLE_NUMBER = "^\\s*[+-]?[0-9]+\\s*$";
  private static final String NUMBER =
      "^\\s*[+-]?(?:[0-9]+\\.?|[0-9]*\\.[0-9]+)(?:[eE][+-]?[0-9]+)?\\s*$";

  private FlowSchema() {}

  /** The schema of an object with {@code actions}, as flows are created with. */
  public static Members of(ActionCatalog catalog) {
    var definitions = new LinkedHashMap<String, Value>();
    definitions.put("actions", actions());
    definitions.put("action", action(catalog));
    definitions.put("id", anyOf(text(ID), placeholder()));
    definitions.put("action_id", text(ID));
    definitions.put("whole_number", anyOf(type("integer"), text(WHOLE_NUMBER), placeholder()));
    definitions.put("number", anyOf(type("number"), text(NUMBER), placeholder()));
    definitions.put(
        "flag",
        anyOf(
            type("boolean"),
            Members.EMPTY.with("enum", texts(List.of("true", "false"))),
            placeholder()));
    definitions.put("address", object(OptionDescription.Kind.ADDRESS.members()));
    definitions.put("attachment", object(OptionDescription.Kind.ATTACHMENTS.members()));
    catalog.types().stream()
        .filter(ActionType::isForAuthors)
        .forEach(type -> definitions.put("option_" + type.name(), options(type)));
    return Members.EMPTY
        .with("$schema", new Text(DIALECT))
        .with("title", new Text("A flow"))
        .with("type", new Text("object"))
        .with("required", texts(List.of("actions")))
        .with(
            "properties",
            Members.EMPTY
                .with("name", orNull(type("string")))
                .with("detail", orNull(type("string")))
                .with("type", orNull(type("string")))
                .with("actions", orNull(reference("actions"))))
        .with("$defs", new Members(definitions));
  }

  private static Members actions() {
    return type("array")
        .with("maxItems", Numeral.of(ActionCatalog.ACTIONS_MAX))
        .with("items", reference("action"));
  }

  private static Members action(ActionCatalog catalog) {
    List<ActionType<?>> types = catalog.types().stream().filter(ActionType::isForAuthors).toList();
    List<String> names = types.stream().flatMap(FlowSchema::namesOf).sorted().toList();
    return type("object")
        .with("required", texts(List.of("type")))
        .with(
            "properties",
            Members.EMPTY
                .with("id", orNull(reference("action_id")))
                .with("next_id", orNull(reference("action_id")))
                .with("type", Members.EMPTY.with("enum", texts(names)))
                .with("option", orNull(type("object"))))
        .with("allOf", new Items(types.stream().<Value>map(FlowSchema::ofItsType).toList()));
  }

  private static Stream<String> namesOf(ActionType<?> type) {
    return Stream.concat(Stream.of(type.name()), type.formerNames().stream().map(FormerName::name));
  }

  /** An action of this type has its options. Those of former names are other ones. */
  private static Members ofItsType(ActionType<?> type) {
    Members then = Members.EMPTY.with("properties", Members.EMPTY.with("option", ofOptions(type)));
    if (needsOptions(type)) {
      then = then.with("required", texts(List.of("option")));
    }
    return Members.EMPTY
        .with(
            "if",
            Members.EMPTY.with(
                "properties",
                Members.EMPTY.with("type", Members.EMPTY.with("const", new Text(type.name())))))
        .with("then", then);
  }

  private static Members ofOptions(ActionType<?> type) {
    Members options = reference("option_" + type.name());
    return needsOptions(type) ? options : orNull(options);
  }

  private static boolean needsOptions(ActionType<?> type) {
    return type.options().stream().anyMatch(OptionDescription::required);
  }

  private static Members options(ActionType<?> type) {
    Members options = object(type.options()).with("description", new Text(type.summary()));
    List<Value> either =
        type.options().stream()
            .filter(OptionDescription::required)
            .filter(option -> !standIns(type, option).isEmpty())
            .<Value>map(option -> anyRequired(type, option))
            .toList();
    List<String> required =
        type.options().stream()
            .filter(OptionDescription::required)
            .filter(option -> standIns(type, option).isEmpty())
            .map(OptionDescription::name)
            .toList();
    options = required.isEmpty() ? options : options.with("required", texts(required));
    return either.isEmpty() ? options : options.with("allOf", new Items(either));
  }

  private static List<String> standIns(ActionType<?> type, OptionDescription wanted) {
    return type.options().stream()
        .filter(option -> option.inPlaceOf().equals(wanted.name()))
        .map(OptionDescription::name)
        .toList();
  }

  private static Members anyRequired(ActionType<?> type, OptionDescription wanted) {
    return anyOf(
        Stream.concat(Stream.of(wanted.name()), standIns(type, wanted).stream())
            .map(name -> Members.EMPTY.with("required", texts(List.of(name))))
            .toArray(Members[]::new));
  }

  private static Members object(List<OptionDescription> members) {
    Map<String, Value> properties =
        members.stream()
            .collect(
                Collectors.toMap(
                    OptionDescription::name,
                    FlowSchema::described,
                    (one, other) -> one,
                    LinkedHashMap::new));
    return type("object").with("properties", new Members(properties));
  }

  private static Members described(OptionDescription option) {
    Members schema = bounded(option);
    schema = option.required() && option.inPlaceOf().isEmpty() ? schema : orNull(schema);
    schema = schema.with("description", new Text(meaning(option)));
    Optional<Value> standard = standard(option);
    schema = standard.isPresent() ? schema.with("default", standard.get()) : schema;
    return option.former() ? schema.with("deprecated", new Flag(true)) : schema;
  }

  private static String meaning(OptionDescription option) {
    return option.unit().isEmpty()
        ? option.meaning()
        : "%s In %s.".formatted(option.meaning(), option.unit());
  }

  private static Optional<Value> standard(OptionDescription option) {
    if (option.standard().isEmpty()) {
      return Optional.empty();
    }
    return switch (option.kind()) {
      case INTEGER, NUMBER -> Optional.of(new Numeral(new BigDecimal(option.standard())));
      case FLAG -> Optional.of(new Flag(option.standard().equals("true")));
      case TEXT, ID -> Optional.of(new Text(option.standard()));
      case TEXTS, INTEGERS, IDS_BY_TEXT, ADDRESS, ADDRESSES, ACTIONS, ATTACHMENTS ->
          Optional.empty();
    };
  }

  private static Members bounded(OptionDescription option) {
    return switch (option.kind()) {
      case TEXT -> boundedText(option);
      case INTEGER -> boundedNumber(option);
      case NUMBER -> reference("number");
      case FLAG -> reference("flag");
      case ID -> reference("id");
      case TEXTS -> list(option, boundedText(option));
      case INTEGERS -> list(option, boundedNumber(option));
      case IDS_BY_TEXT -> type("object").with("additionalProperties", reference("id"));
      case ADDRESS -> reference("address");
      case ADDRESSES -> list(option, reference("address"));
      case ACTIONS -> reference("actions");
      case ATTACHMENTS -> list(option, reference("attachment"));
    };
  }

  private static Members list(OptionDescription option, Members items) {
    Members list = type("array").with("items", items);
    return option.required() ? list.with("minItems", Numeral.of(1)) : list;
  }

  private static Members boundedText(OptionDescription option) {
    if (!option.allowed().isEmpty()) {
      List<String> allowed =
          option.required() || option.allowed().contains("")
              ? option.allowed()
              : Stream.concat(Stream.of(""), option.allowed().stream()).toList();
      return anyOf(Members.EMPTY.with("enum", texts(allowed)), placeholder());
    }
    return option
        .bounds()
        .form()
        .map(form -> anyOf(text("^(?:%s)$".formatted(form.pattern())), placeholder()))
        .orElseGet(() ->
            option.required() ? type("string").with("minLength", Numeral.of(1)) : type("string"));
  }

  private static Members boundedNumber(OptionDescription option) {
    if (option.bounds().range().isEmpty()) {
      return reference("whole_number");
    }
    Range range = option.bounds().range().get();
    Members number = type("integer").with("minimum", Numeral.of(range.least()));
    if (range.most() != Long.MAX_VALUE) {
      number = number.with("maximum", Numeral.of(range.most()));
    }
    return anyOf(number, text(WHOLE_NUMBER), placeholder());
  }

  private static Members reference(String definition) {
    return Members.EMPTY.with("$ref", new Text("#/$defs/" + definition));
  }

  private static Members type(String name) {
    return Members.EMPTY.with("type", new Text(name));
  }

  private static Members text(String pattern) {
    return type("string").with("pattern", new Text(pattern));
  }

  private static Members placeholder() {
    return text(PLACEHOLDER);
  }

  private static Members orNull(Members schema) {
    return anyOf(schema, type("null"));
  }

  private static Members anyOf(Members... schemas) {
    var any = new ArrayList<Value>(List.of(schemas));
    return Members.EMPTY.with("anyOf", new Items(any));
  }

  private static Items texts(List<String> texts) {
    return new Items(texts.stream().map((Function<String, Value>) Text::new).toList());
  }
}
