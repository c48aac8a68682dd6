package io.flowmanager.app.cli;

import static io.flowmanager.app.cli.Arguments.id;

import io.flowmanager.app.cli.Printer.Columns;
import io.flowmanager.application.json.Body;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be asked about the variables of an activeflow. */
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
  int get(
      @Option(names = "--id", paramLabel = "ID", description = "The activeflow. Required.")
          String activeflow) {
    Value answer = shell.ask("GET", uri(activeflow));
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
      @Option(names = "--id", paramLabel = "ID", description = "The activeflow. Required.")
          String activeflow,
      @Parameters(arity = "1..*", paramLabel = "NAME=VALUE") List<String> pairs) {
    return shell.tell(
        "POST",
        uri(activeflow) + "/variables",
        Members.EMPTY.with("variables", Arguments.pairs(pairs)));
  }

  @Command(name = "delete", description = "Removes variables; one that is not there is no failure.")
  int delete(
      @Option(names = "--id", paramLabel = "ID", description = "The activeflow. Required.")
          String activeflow,
      @Parameters(arity = "1..*", paramLabel = "NAME") List<String> names) {
    String uri = uri(activeflow);
    for (String name : names) {
      shell.ask("DELETE", uri + "/variables/" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    }
    return Exit.OK;
  }

  @Command(name = "substitute", description = "Prints a text with the variables filled in.")
  int substitute(
      @Option(names = "--id", paramLabel = "ID", description = "The activeflow. Required.")
          String activeflow,
      @Parameters(paramLabel = "TEXT") String text) {
    return shell.show(
        "POST",
        uri(activeflow) + "/substitute",
        Members.EMPTY.with("data", new Text(text)),
        Columns.NONE);
  }

  private static String uri(String activeflow) {
    return "/v1/variables/" + id("Activeflow ID", activeflow);
  }
}
