package io.flowmanager.authoring.label;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.catalog.ActionCatalog;

/**
 * The words by which a person recognizes an action. Never an id: those tell a machine something.
 *
 * @param title its type, in words
 * @param detail the most telling of its options; empty where none tells anything
 */
public record Label(String title, String detail) {
  /** The characters of a detail, at most: about as much as one takes in at a glance. */
  public static final int DETAIL_MAX = 120;

  public Label {
    requireNonNull(title, "title");
    requireNonNull(detail, "detail");
  }

  /** The label of an action; one of an unknown type has no detail. */
  public static Label of(ActionCatalog catalog, Action action) {
    if (action.isFinish()) {
      return new Label("end", "");
    }
    String detail =
        catalog.type(action.type()).map(type -> type.detail(action.options())).orElse("");
    return new Label(action.type().replace('_', ' '), shortened(detail));
  }

  private static String shortened(String text) {
    if (text.codePointCount(0, text.length()) <= DETAIL_MAX) {
      return text;
    }
    String end = text.endsWith("”") ? "…”" : "…";
    return text.substring(0, text.offsetByCodePoints(0, DETAIL_MAX - end.length())).strip() + end;
  }

  /** The label in one line. */
  @Override
  public String toString() {
    return detail.isEmpty() ? title : title + ' ' + detail;
  }
}
