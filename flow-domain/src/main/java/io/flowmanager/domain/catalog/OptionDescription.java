package io.flowmanager.domain.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What an option is: said once, read by checks, by the schema, by the reference page and by the
 * command line.
 *
 * @param name as authors write it
 * @param required whether an action without it can't do anything useful
 * @param unit e.g. "milliseconds"; empty for none
 * @param standard what counts when it is left out, as an author would write it; empty for empty
 * @param allowed the only texts it may have; empty for any
 * @param meaning a sentence
 * @param former whether it is the first version's, and still understood
 */
public record OptionDescription(
    String name,
    Kind kind,
    boolean required,
    String unit,
    String standard,
    List<String> allowed,
    String meaning,
    boolean former) {

  /** What kinds of values there are. */
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
    ATTACHMENTS
  }

  public OptionDescription {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    requireNonNull(unit, "unit");
    requireNonNull(standard, "standard");
    allowed = List.copyOf(allowed);
    requireNonNull(meaning, "meaning");
  }

  /** An option that may be left out, and then is empty. */
  public static OptionDescription option(String name, Kind kind, String meaning) {
    return new OptionDescription(name, kind, false, "", "", List.of(), meaning, false);
  }

  public OptionDescription mandatory() {
    return new OptionDescription(name, kind, true, unit, standard, allowed, meaning, former);
  }

  public OptionDescription in(String itsUnit) {
    return new OptionDescription(name, kind, required, itsUnit, standard, allowed, meaning, former);
  }

  public OptionDescription otherwise(String itsStandard) {
    return new OptionDescription(name, kind, required, unit, itsStandard, allowed, meaning, former);
  }

  public OptionDescription oneOf(String... texts) {
    return new OptionDescription(
        name, kind, required, unit, standard, List.of(texts), meaning, former);
  }

  /** One of the first version: still understood, for flows that have it. */
  public OptionDescription ofTheFirstVersion() {
    return new OptionDescription(name, kind, required, unit, standard, allowed, meaning, true);
  }
}
