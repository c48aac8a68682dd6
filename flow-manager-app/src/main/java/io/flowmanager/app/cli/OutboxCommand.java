package io.flowmanager.app.cli;

import io.flowmanager.app.cli.Printer.Columns;
import io.flowmanager.application.json.Body;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Numeral;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Commands about events that wait to be published. */
@Command(
    name = "outbox",
    description = "Shows events that are committed and not yet published, and publishes them.",
    footer = {
      "",
      "A daemon does so by itself every few seconds; these are for whoever wants to see it.",
      "",
      "Examples:",
      "  ./flow-manager outbox list",
      "  ./flow-manager outbox redrive --older-than 60"
    })
final class OutboxCommand {
  private static final String OUTBOX = "/v1/outbox";

  private final Shell shell;

  OutboxCommand(Shell shell) {
    this.shell = shell;
  }

  @Command(
      name = "list",
      description = "Prints of how many changes events wait, and the oldest of them.")
  int list() {
    Value found = shell.ask("GET", OUTBOX);
    Printer printer = shell.printer();
    if (printer.isForPeople()) {
      Body body = Body.of(found);
      printer.say("%d waiting".formatted(body.integer("waiting")));
      printer.show(new Items(body.list("oldest")), Columns.OUTBOX);
    } else {
      printer.show(found, Columns.NONE);
    }
    return Exit.OK;
  }

  @Command(
      name = "redrive",
      description =
          "Publishes what has waited for long, and prints of how many changes; to be repeated until"
              + " that is 0.")
  int redrive(
      @Option(
              names = "--older-than",
              paramLabel = "SECONDS",
              defaultValue = "2",
              description = "For how long at least, 2 or more (default 2).")
          int olderThan) {
    return shell.show(
        "POST",
        OUTBOX + "/redrive",
        Members.EMPTY.with("older_than_seconds", Numeral.of(olderThan)),
        Columns.NONE);
  }
}
