package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.FLAG;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;
import io.flowmanager.domain.type.Exit;
import java.util.List;

/** Listens whether a person or an answering machine took the call. */
record Amd(boolean hangsUpOnMachine, boolean async) {

  public static final ActionType<Amd> TYPE =
      ActionType.handedOver("amd", Medium.REALTIME, Amd::read)
          .outlined(outline -> outline.of(Category.LISTENS).leading(Amd::exits))
          .described(
              "Listens whether a person or an answering machine took the call.",
              option(
                      "machine_handle",
                      TEXT,
                      "What happens when it is a machine; delay, of the first version, is"
                          + " continue.")
                  .oneOf("hangup", "continue", "delay")
                  .otherwise("continue"),
              option("async", FLAG, "Whether the flow goes on while it listens."));

  private static List<Exit> exits(Options options) {
    try {
      return read(options).hangsUpOnMachine
          ? List.of(
              new Exit("a person", Exit.Place.BELOW, Exit.Cause.OUTCOME),
              new Exit("a machine", Exit.Place.CALL_END, Exit.Cause.OUTCOME))
          : List.of(Exit.BELOW);
    } catch (FlowException notReadable) {
      return List.of(Exit.BELOW);
    }
  }

  private static Amd read(Options options) {
    return new Amd(options.text("machine_handle").equals("hangup"), options.flag("async"));
  }
}
