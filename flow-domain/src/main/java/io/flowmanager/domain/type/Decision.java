package io.flowmanager.domain.type;

import static java.util.Objects.requireNonNull;

/**
 * The exit that an action takes under given circumstances, and why.
 *
 * @param words why, for a person: "the digits dialled are “1”"
 * @param noted true if it takes the {@link Evidence} to tell; false if the options alone do
 */
public record Decision(Exit exit, String words, boolean noted) {
  public Decision {
    requireNonNull(exit, "exit");
    requireNonNull(words, "words");
  }
}
