package io.flowmanager.authoring.check;

import static io.flowmanager.authoring.check.Severity.ERROR;
import static io.flowmanager.authoring.check.Severity.WARNING;

/**
 * Everything that can be found. The names are contract: adding one is free, renaming one is not.
 */
public enum Code {
  TOO_MANY_ACTIONS(ERROR, "Split the flow, and run one part from the other with fetch_flow."),
  UNKNOWN_TYPE(ERROR, "Take one of the types that the reference of actions lists."),
  /** A member or an option of another kind than it has to be. */
  WRONG_KIND(ERROR, "Write it as the reference of actions says, or as a placeholder."),
  OUT_OF_RANGE(ERROR, "Take a number within the range."),
  /** A text that is none of those there are, or does not look like one. */
  NOT_ALLOWED(ERROR, "Take a value that the reference of actions lists."),
  MISSING_OPTION(ERROR, "Add the option: without it the action can't do anything useful."),
  DUPLICATE_ID(ERROR, "Give each action an id of its own, or leave ids out where nothing refers."),
  RESERVED_ID(ERROR, "Take a random id: this one has a meaning of its own."),
  /** An action to go to that is not there. */
  TARGET_NOT_FOUND(ERROR, "Name the id of an action of this flow."),
  /** A goto that never goes there. */
  GOTO_WITHOUT_COUNT(ERROR, "Say how many times in loop_count."),
  UNKNOWN_COMPARISON(ERROR, "Take one of == != > >= < <=."),
  /** A block that the activeflow never leaves. */
  BLOCK_WITHOUT_CONTINUATION(
      ERROR,
      "Tell someone ${voipbin.activeflow.id} before, e.g. by webhook_send, who then continues it."),

  UNREACHABLE(WARNING, "Remove the action, or let another lead to it."),
  LOOP_WITHOUT_EXIT(WARNING, "Let an action of the loop lead out of it, or count it with goto."),
  BRANCH_WITHOUT_DEFAULT(WARNING, "Say in default_target_id where any other value leads."),
  MISSING_HANGUP(WARNING, "End the call with hangup, which also says why it ends."),
  HEARD_BEFORE_ANSWER(WARNING, "Put an answer before it."),
  /** An action that does not run on what the flow is to run for. */
  SKIPPED(WARNING, "Remove the action, or run the flow for something else."),
  VARIABLE_NEVER_SET(WARNING, "Set it before with variable_set, or bring it along at the start."),
  /** A placeholder within another one's name, which is not filled in. */
  NESTED_PLACEHOLDER(
      WARNING,
      "Placeholders are filled in once, so no name can come out of a variable: take a branch."),
  UNKNOWN_OPTION(WARNING, "Remove the option, or write it as its type's description does."),
  /** A condition that compares what is always the same. */
  COMPARES_A_LITERAL(WARNING, "Write the variable as a placeholder: ${name}.");

  private final Severity severity;
  private final String hint;

  Code(Severity severity, String hint) {
    this.severity = severity;
    this.hint = hint;
  }

  public Severity severity() {
    return severity;
  }

  /** A hint at what usually mends it. */
  public String hint() {
    return hint;
  }
}
