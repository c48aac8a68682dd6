package io.flowmanager.app.cli;

import io.flowmanager.application.json.Json;
import io.flowmanager.application.rehearsal.RehearseFlow;
import io.flowmanager.application.rehearsal.RehearseFlow.Report;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Plays a flow in a file by scenarios in others. */
@Command(
    name = "rehearse",
    description =
        "Plays a flow without a server, by scenarios: what the caller does, what other services"
            + " answer, and what is to come of it. Ends with 1 if it comes out otherwise.",
    footer = {
      "",
      "docs/rehearsing.md says what a scenario can say. The report is text, unless --json is"
          + " given.",
      "",
      "Examples:",
      "  ./flow-manager rehearse front-desk.json front-desk.scenarios.json",
      "  ./flow-manager rehearse front-desk.json scenarios/*.json --json"
    })
final class RehearseCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(index = "0", paramLabel = "FLOW", description = "A flow, or its actions.")
  private String flow = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "SCENARIOS",
      description = "A list of scenarios.")
  private List<String> scenarios = List.of();

  RehearseCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    FlowFile file = FlowFile.read(flow);
    Map<String, Json> files = new LinkedHashMap<>();
    scenarios.forEach(name -> files.put(name, Arguments.file(name)));
    Report report = RehearseFlow.rehearse(file.json(), files);
    if (shell.insistsOnJson()) {
      Members told =
          Members.EMPTY
              .with("passed", new Flag(report.passed()))
              .with("report", new Text(report.text()));
      shell.printer().show(told, Printer.Columns.NONE);
    } else {
      report.text().lines().forEach(shell.printer()::say);
    }
    return report.passed() ? Exit.OK : Exit.FAILED;
  }
}
