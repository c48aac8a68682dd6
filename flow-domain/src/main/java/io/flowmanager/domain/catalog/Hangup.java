package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;
import io.flowmanager.domain.type.Exit;

/**
 * Ends the call.
 *
 * @param reason what the other end is told; empty: a normal end
 * @param like another call, whose reason for ending is taken instead; none: none
 */
record Hangup(String reason, CallId like) {

  public static final ActionType<Hangup> TYPE =
      ActionType.handedOver("hangup", Medium.REALTIME, Hangup::read)
          .formerly("hangup_relay", options -> options)
          .outlined(outline ->
              outline
                  .of(Category.LEAVES)
                  .leading(new Exit("", Exit.Place.CALL_END, Exit.Cause.DONE)))
          .described(
              "Ends the call.",
              option("reason", TEXT, "What the other end is told.")
                  .oneOf(
                      "",
                      "normal",
                      "failed",
                      "busy",
                      "cancel",
                      "timeout",
                      "noanswer",
                      "dialout",
                      "amd")
                  .otherwise("normal"),
              option(
                  "reference_id",
                  ID,
                  "Another call, to end this one for the same reason as that one ended; it counts"
                      + " more than reason."));

  /** An action of this type that ends the call for the reason that another ended for. */
  static Action like(ActionId id, CallId other) {
    return Action.of(id, TYPE.name(), Options.NONE.with("reference_id", other.toString()));
  }

  private static Hangup read(Options options) {
    return new Hangup(options.text("reason"), options.id("reference_id", CallId::new));
  }
}
