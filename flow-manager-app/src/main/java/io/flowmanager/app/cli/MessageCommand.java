package io.flowmanager.app.cli;

import io.flowmanager.app.cli.Printer.Columns;
import io.flowmanager.application.json.Body;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Messages that ended processes. */
@Command(
    name = "message",
    description = "Shows messages that nobody works on any more, sends them again, drops them.",
    footer = {
      "",
      "A message is parked when two processes have ended with it in work.",
      "",
      "Examples:",
      "  ./flow-manager message list",
      "  ./flow-manager message show 5e4a0680-804e-81ec-8477-2fea5968d85b",
      "  ./flow-manager message drop 5e4a0680-804e-81ec-8477-2fea5968d85b"
    })
final class MessageCommand {
  private static final String PARKED = "/v1/parked_messages";

  private final Shell shell;

  MessageCommand(Shell shell) {
    this.shell = shell;
  }

  @Command(name = "list", description = "Prints how many are parked, and the oldest of them.")
  int list() {
    Value found = shell.ask("GET", PARKED);
    Printer printer = shell.printer();
    if (printer.isForPeople()) {
      Body body = Body.of(found);
      printer.say("%d parked".formatted(body.integer("parked")));
      printer.show(new Items(body.list("oldest")), Columns.PARKED);
    } else {
      printer.show(found, Columns.NONE);
    }
    return Exit.OK;
  }

  @Command(name = "show", description = "Prints one, with the first 64 KB of its body.")
  int show(@Parameters(paramLabel = "ID") UUID id) {
    shell.printer().show(shell.ask("GET", PARKED + "/" + id), Columns.NONE);
    return Exit.OK;
  }

  @Command(
      name = "resend",
      description = "Puts one into its queue again: once what it ended processes by is mended.")
  int resend(@Parameters(paramLabel = "ID") UUID id) {
    shell.ask("POST", PARKED + "/" + id + "/resend");
    return Exit.OK;
  }

  @Command(name = "drop", description = "Removes one.")
  int drop(@Parameters(paramLabel = "ID") UUID id) {
    shell.ask("DELETE", PARKED + "/" + id);
    return Exit.OK;
  }
}
