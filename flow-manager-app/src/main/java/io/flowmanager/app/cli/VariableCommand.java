package io.flowmanager.app.cli;

import io.flowmanager.app.cli.CommonOptions.OneActiveflow;
import io.flowmanager.app.cli.Printer.Columns;
import io.flowmanager.application.json.Body;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Commands about the variables of an activeflow. */
@Command(
    name = "variable",
    description = "Reads and changes the variables of an activeflow.",
    footer = {
      "",
      "Examples:",
      "  ./flow-manager variable set --id $ACTIVEFLOW lang=en 'greeting=Hello ${name}'",
      "  ./flow-manager variable get --id $ACTIVEFLOW",
      "  ./flow-manager variable substitute --id $ACTIVEFLOW 'You pressed ${voipbin.call.digits}'"
    })
final class VariableCommand {
  private final Shell shell;

  VariableCommand(Shell shell) {
    this.shell = shell;
  }

  @Command(name = "get", description = "Prints all variables.")
  int get(@Mixin OneActiveflow activeflow) {
    Value answer = shell.ask("GET", activeflow.variablesUri());
    Printer printer = shell.printer();
    printer.show(
        printer.isForPeople() ? Body.of(answer).object("variables").members() : answer,
        Columns.NONE);
    return Exit.OK;
  }

  @Command(
      name = "set",
      description = "Sets variables; $${name} in a value is filled in with what is there before.")
  int set(
      @Mixin OneActiveflow activeflow,
      @Parameters(arity = "1..*", paramLabel = "NAME=VALUE") List<String> pairs) {
    return shell.tell(
        "POST",
        activeflow.variablesUri() + "/variables",
        Members.EMPTY.with("variables", Arguments.pairs(pairs)));
  }

  @Command(name = "delete", description = "Removes variables; one that is not there is no failure.")
  int delete(
      @Mixin OneActiveflow activeflow,
      @Parameters(arity = "1..*", paramLabel = "NAME") List<String> names) {
    String uri = activeflow.variablesUri();
    for (String name : names) {
      shell.ask("DELETE", uri + "/variables/" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    }
    return Exit.OK;
  }

  @Command(name = "substitute", description = "Prints a text with the variables filled in.")
  int substitute(@Mixin OneActiveflow activeflow, @Parameters(paramLabel = "TEXT") String text) {
    return shell.show(
        "POST",
        activeflow.variablesUri() + "/substitute",
        Members.EMPTY.with("data", new Text(text)),
        Columns.NONE);
  }
}
