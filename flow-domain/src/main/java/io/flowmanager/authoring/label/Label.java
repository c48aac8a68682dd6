package io.flowmanager.authoring.label;

import static java.util.Objects.requireNonNull;

/**
 * What a person reads of an action. Never an id: those tell a machine something.
 *
 * @param title its type, in words
 * @param detail the most telling of its options; empty where none tells anything
 */
public record Label(String title, String detail) {
  public Label {
    requireNonNull(title, "title");
    requireNonNull(detail, "detail");
  }

  /** In one line. */
  @Override
  public String toString() {
    return detail.isEmpty() ? title : title + ' ' + detail;
  }
}
