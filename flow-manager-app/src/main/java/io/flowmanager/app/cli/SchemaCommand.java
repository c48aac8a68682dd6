package io.flowmanager.app.cli;

import io.flowmanager.application.json.FlowSchemaJson;
import io.flowmanager.application.json.PrettyJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The schema of flows, for editors and validators. */
@Command(
    name = "schema",
    description =
        "Prints the JSON Schema of flows, with which an editor completes and checks their files.",
    footer = {"", "Examples:", "  ./flow-manager schema > flow.schema.json"})
final class SchemaCommand implements Callable<Integer> {
  private final Shell shell;

  SchemaCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    shell.out().println(PrettyJson.indent(FlowSchemaJson.write()));
    return Exit.OK;
  }
}
