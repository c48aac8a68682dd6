package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ConfbridgeId;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Outline;
import io.flowmanager.domain.type.Trait;

/** Lets the call meet others on a bridge, until it leaves. */
record ConfbridgeJoin(ConfbridgeId confbridge) {

  public static final ActionType<ConfbridgeJoin> TYPE =
      ActionType.handedOver("confbridge_join", Medium.REALTIME, ConfbridgeJoin::read)
          .being(Trait.TAKES_THE_CALL)
          .outlined(outline -> outline.lasting(join -> Outline.A_WHILE))
          .described(
              "Lets the call meet others on a bridge, until it leaves.",
              option("confbridge_id", ID, "The bridge.").mandatory());

  /** An action of this type. */
  static Action action(ActionId id, ConfbridgeId confbridge) {
    return Action.of(id, TYPE.name(), Options.NONE.with("confbridge_id", confbridge.toString()));
  }

  private static ConfbridgeJoin read(Options options) {
    return new ConfbridgeJoin(options.id("confbridge_id", ConfbridgeId::new));
  }
}
