package io.flowmanager.domain.type;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.action.Comparison;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.text.Wording;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A description of an option: said once, read by checks, by the schema, by the reference page and
 * by the command line.
 *
 * @param name as authors write it
 * @param required whether an action without it can't do anything useful
 * @param unit e.g. "milliseconds"; empty for none
 * @param standard what counts when it is left out, as an author would write it; empty for empty
 * @param bounds what it may be, of its kind
 * @param meaning a sentence
 * @param role what it means for the way of the flow, or for its variables
 * @param former whether it is the first version's, and still understood
 * @param inPlaceOf a required option that need not be there where this is; empty: none
 */
public record OptionDescription(
    String name,
    Kind kind,
    boolean required,
    String unit,
    String standard,
    Bounds bounds,
    String meaning,
    Role role,
    boolean former,
    String inPlaceOf) {

  /** Kinds of values. */
  public enum Kind {
    TEXT,
    INTEGER,
    NUMBER,
    FLAG,
    ID,
    TEXTS,
    INTEGERS,
    /** From a text to an id. */
    IDS_BY_TEXT,
    ADDRESS,
    ADDRESSES,
    ACTIONS,
    /** A list of {@code {"reference_type", "reference_id"}}. */
    ATTACHMENTS;

    /** The members of what it is, or is a list of; empty for what has none, and for actions. */
    public List<OptionDescription> members() {
      return switch (this) {
        case ADDRESS, ADDRESSES -> ADDRESS_MEMBERS;
        case ATTACHMENTS -> ATTACHMENT_MEMBERS;
        case TEXT, INTEGER, NUMBER, FLAG, ID, TEXTS, INTEGERS, IDS_BY_TEXT, ACTIONS -> List.of();
      };
    }
  }

  /** Meanings that an option may have beyond itself. */
  public enum Role {
    PLAIN,
    /** The action, or the actions, where it may go on. */
    TARGET,
    /** The name of a variable that is looked at. */
    VARIABLE_READ,
    /** The name of a variable that is set. */
    VARIABLE_SET,
    /** A text that is compared, and so is always the same unless it is a placeholder. */
    COMPARED,
    /** The way that things compare. */
    COMPARISON,
    /** A text that may be JSON, and then stays JSON whatever is filled in. */
    JSON
  }

  /** Whole numbers, both ends among them. {@link Long#MAX_VALUE} is no end. */
  public record Range(long least, long most) {
    public boolean has(long number) {
      return least <= number && number <= most;
    }

    @Override
    public String toString() {
      return most == Long.MAX_VALUE ? "%d or more".formatted(least) : least + " to " + most;
    }
  }

  /**
   * The bounds of a value.
   *
   * @param texts the only ones; empty: any
   * @param range of a whole number, or of each in a list; empty: any
   * @param form what a text looks like; empty: anything
   */
  public record Bounds(List<String> texts, Optional<Range> range, Optional<Pattern> form) {
    public static final Bounds NONE = new Bounds(List.of(), Optional.empty(), Optional.empty());

    public Bounds {
      texts = List.copyOf(texts);
      requireNonNull(range, "range");
      requireNonNull(form, "form");
    }
  }

  private static final List<OptionDescription> ADDRESS_MEMBERS =
      List.of(
          option("type", Kind.TEXT, "What the target is: tel, sip, email, agent, extension, …"),
          option("target", Kind.TEXT, "Whom it names, within that type, e.g. +15551234567."),
          option("target_name", Kind.TEXT, "What the target is called."),
          option("name", Kind.TEXT, "What the address is called."),
          option("detail", Kind.TEXT, "What there is to say about it."));

  private static final List<OptionDescription> ATTACHMENT_MEMBERS =
      List.of(
          option("reference_type", Kind.TEXT, "What reference_id names.").oneOf("recording"),
          option("reference_id", Kind.ID, "What is attached."));

  public OptionDescription {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    requireNonNull(unit, "unit");
    requireNonNull(standard, "standard");
    requireNonNull(bounds, "bounds");
    requireNonNull(meaning, "meaning");
    requireNonNull(role, "role");
    requireNonNull(inPlaceOf, "inPlaceOf");
  }

  /** An option that may be left out, and then is empty. */
  public static OptionDescription option(String name, Kind kind, String meaning) {
    return new OptionDescription(
        name, kind, false, "", "", Bounds.NONE, meaning, Role.PLAIN, false, "");
  }

  /**
   * The option's value for a person; empty for a kind that tells nobody anything.
   *
   * @throws io.flowmanager.domain.error.FlowException INVALID_OPTION where it can't be read
   */
  String words(Options options) {
    return switch (kind) {
      case TEXT -> Wording.quoted(Wording.readable(options.text(name)));
      case TEXTS ->
          options.texts(name).stream().map(OptionDescription::lastPart).collect(joining(", "));
      case INTEGER -> words(options.integer(name));
      case ADDRESSES ->
          options.addresses(name).stream().map(OptionDescription::words).collect(joining(", "));
      case ADDRESS -> words(options.address(name));
      case NUMBER -> options.number(name).map(Wording::number).orElse("");
      case FLAG, ID, INTEGERS, IDS_BY_TEXT, ACTIONS, ATTACHMENTS -> "";
    };
  }

  private String words(int number) {
    return switch (unit) {
      case "milliseconds" -> Wording.duration(Duration.ofMillis(number));
      case "seconds" -> Wording.duration(Duration.ofSeconds(number));
      default -> Integer.toString(number);
    };
  }

  private static String words(Address address) {
    return address.targetName().isEmpty() ? address.target() : address.targetName();
  }

  /** A file's own name; its folders and its server say little. */
  private static String lastPart(String url) {
    String path = url.contains("${") ? url : url.replaceFirst("[?#].*$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The only texts it may have; empty for any. */
  public List<String> allowed() {
    return bounds.texts();
  }

  public OptionDescription mandatory() {
    return new OptionDescription(
        name, kind, true, unit, standard, bounds, meaning, role, former, inPlaceOf);
  }

  public OptionDescription in(String itsUnit) {
    return new OptionDescription(
        name, kind, required, itsUnit, standard, bounds, meaning, role, former, inPlaceOf);
  }

  public OptionDescription otherwise(String itsStandard) {
    return new OptionDescription(
        name, kind, required, unit, itsStandard, bounds, meaning, role, former, inPlaceOf);
  }

  public OptionDescription oneOf(String... texts) {
    return within(new Bounds(List.of(texts), bounds.range(), bounds.form()));
  }

  /** From one whole number to another. */
  public OptionDescription from(long least, long most) {
    return within(new Bounds(bounds.texts(), Optional.of(new Range(least, most)), bounds.form()));
  }

  /** From a whole number on. */
  public OptionDescription from(long least) {
    return from(least, Long.MAX_VALUE);
  }

  /** A text that a regular expression matches as a whole. */
  public OptionDescription like(String form) {
    return within(new Bounds(bounds.texts(), bounds.range(), Optional.of(Pattern.compile(form))));
  }

  private OptionDescription within(Bounds others) {
    return new OptionDescription(
        name, kind, required, unit, standard, others, meaning, role, former, inPlaceOf);
  }

  /** The option as one that means more than itself. */
  public OptionDescription as(Role itsRole) {
    return new OptionDescription(
        name, kind, required, unit, standard, bounds, meaning, itsRole, former, inPlaceOf);
  }

  /** The option as one that says how things compare. */
  public OptionDescription comparing() {
    return oneOf(Arrays.stream(Comparison.values()).map(Comparison::sign).toArray(String[]::new))
        .as(Role.COMPARISON);
  }

  /** The option as one of the first version: still understood, for flows that have it. */
  public OptionDescription ofTheFirstVersion() {
    return new OptionDescription(
        name, kind, required, unit, standard, bounds, meaning, role, true, inPlaceOf);
  }

  /** The option as one that does what a required option does, where that is not there. */
  public OptionDescription inPlaceOf(String other) {
    return new OptionDescription(
        name, kind, required, unit, standard, bounds, meaning, role, former, other);
  }
}
