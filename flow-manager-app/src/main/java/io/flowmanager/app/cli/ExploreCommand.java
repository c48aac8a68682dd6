package io.flowmanager.app.cli;

import io.flowmanager.authoring.explore.Deed;
import io.flowmanager.authoring.explore.Discovery;
import io.flowmanager.authoring.explore.Expedition;
import io.flowmanager.authoring.explore.Exploration;
import io.flowmanager.authoring.explore.Explorer;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.id.ActionId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries out all that can happen to a flow in a file. */
@Command(
    name = "explore",
    description =
        "Tries out all that a caller can do in a flow, and what other services can answer. Finds"
            + " dead ends, endless loops, and calls that are never answered or hung up on; says the"
            + " shortest way to each. Ends with 1 if there is one.",
    footer = {
      "",
      "Examples:",
      "  ./flow-manager explore front-desk.json",
      "  ./flow-manager explore --outgoing campaign.json",
      "  ./flow-manager explore --reference-type conversation chat.json --json"
    })
final class ExploreCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "FILE", description = "A flow, or its actions; - reads stdin.")
  private String file = "";

  @Option(
      names = "--reference-type",
      paramLabel = "TYPE",
      defaultValue = "call",
      description = "What it runs for: call, conversation, api, … (default call).")
  private String referenceType = "";

  @Option(
      names = "--outgoing",
      description = "The call was made by us, and is taken when the flow begins.")
  private boolean outgoing;

  @Option(
      names = "--situations",
      paramLabel = "N",
      description =
          "After how many situations it is enough (default " + Expedition.SITUATIONS_MAX + ").")
  private int situations = Expedition.SITUATIONS_MAX;

  ExploreCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (situations < 1) {
      throw new InvalidArgumentException(
          "situations has to be at least 1, but it is " + situations);
    }
    List<Action> actions = FlowFile.read(file).accepted();
    var expedition = new Expedition(ReferenceType.of(referenceType), outgoing, situations);
    Exploration found = new Explorer(ActionCatalog.standard()).explore(actions, expedition);
    if (shell.printer().isForPeople()) {
      print(found, actions);
    } else {
      shell.printer().show(value(found, actions), Printer.Columns.NONE);
    }
    return found.discoveries().isEmpty() ? Exit.OK : Exit.FAILED;
  }

  private void print(Exploration found, List<Action> actions) {
    shell
        .printer()
        .say(
            "%s: %s in %d situations%s"
                .formatted(
                    file,
                    switch (found.discoveries().size()) {
                      case 0 -> "nothing was discovered";
                      case 1 -> "1 discovery";
                      default -> found.discoveries().size() + " discoveries";
                    },
                    found.situations(),
                    found.complete() ? "" : ", and there are more (--situations)"));
    for (Discovery discovery : found.discoveries()) {
      shell
          .printer()
          .say("  %s at %s".formatted(discovery.kind(), named(discovery.action(), actions)));
      shell.printer().say("      " + discovery.message());
      shell
          .printer()
          .say(
              discovery.way().isEmpty()
                  ? "      Everyone gets there."
                  : discovery.way().stream()
                      .map(deed -> "%s %s".formatted(numbered(deed.at(), actions), deed).strip())
                      .collect(Collectors.joining(", then ", "      The way there: ", ".")));
    }
  }

  /** "#4 branch". */
  private static String named(ActionId id, List<Action> actions) {
    return actions.stream()
        .filter(action -> action.id().equals(id))
        .findFirst()
        .map(action -> numbered(id, actions) + " " + action.type())
        .orElse(id.equals(ActionId.START) ? "the start" : "an action that came in between");
  }

  /** "#4"; empty for what is not in the file. */
  private static String numbered(ActionId id, List<Action> actions) {
    int number = number(id, actions);
    return number == 0 ? "" : "#" + number;
  }

  private static int number(ActionId id, List<Action> actions) {
    return actions.stream().map(Action::id).toList().indexOf(id) + 1;
  }

  private static Value value(Exploration found, List<Action> actions) {
    return Members.EMPTY
        .with(
            "discoveries",
            new Items(
                found.discoveries().stream()
                    .<Value>map(discovery -> value(discovery, actions))
                    .toList()))
        .with("situations", Numeral.of(found.situations()))
        .with("complete", new Flag(found.complete()));
  }

  private static Members value(Discovery discovery, List<Action> actions) {
    return Members.EMPTY
        .with("kind", new Text(discovery.kind().name()))
        .with("number", Numeral.of(number(discovery.action(), actions)))
        .with("action_id", new Text(discovery.action().toString()))
        .with("message", new Text(discovery.message()))
        .with(
            "way",
            new Items(discovery.way().stream().<Value>map(deed -> value(deed, actions)).toList()));
  }

  private static Members value(Deed deed, List<Action> actions) {
    return Members.EMPTY
        .with("number", Numeral.of(number(deed.at(), actions)))
        .with("action_id", new Text(deed.at().toString()))
        .with("what", new Text(deed.what()));
  }
}
