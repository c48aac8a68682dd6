package io.flowmanager.app.cli;

import io.flowmanager.application.flow.CheckFlow;
import io.flowmanager.application.flow.CheckFlow.Verdict;
import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.FindingJson;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.authoring.check.Purpose;
import io.flowmanager.authoring.check.Severity;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.catalog.ActionCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that finds what is wrong with flows in files. */
@Command(
    name = "check",
    description =
        "Says all that is wrong with flows in files: objects with actions, or just lists of them."
            + " Ends with 1 if any has an error; warnings alone are fine.",
    footer = {
      "",
      "Examples:",
      "  ./flow-manager check front-desk.json",
      "  ./flow-manager check --reference-type call --json flows/*.json",
      "  ./flow-manager check --remote front-desk.json"
    })
final class CheckCommand implements Callable<Integer> {
  /** The place of the actions in what the daemon is sent; a file may be nothing but their list. */
  private static final String ACTIONS = "/actions";

  private final Shell shell;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "A flow; - reads stdin.")
  private List<String> files = List.of();

  @Option(
      names = "--reference-type",
      paramLabel = "TYPE",
      description = "What it is to run for: call, conversation, api, … More is found then.")
  private String referenceType = "";

  @Option(
      names = "--remote",
      description = "Ask a running flow-manager, which may be of another version.")
  private boolean remote;

  CheckCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    var rows = new ArrayList<Value>();
    for (FlowFile file : files.stream().map(FlowFile::read).toList()) {
      rows.add(inTermsOf(file, remote ? asked(file) : checked(file)));
    }
    if (shell.printer().isForPeople()) {
      rows.forEach(row -> print(Body.of(row)));
    } else {
      shell.printer().show(new Items(rows), Printer.Columns.NONE);
    }
    return rows.stream().allMatch(row -> Body.of(row).flag("valid")) ? Exit.OK : Exit.FAILED;
  }

  private Value checked(FlowFile file) {
    Purpose purpose = Purpose.ofFlow(file.type());
    Verdict verdict =
        new CheckFlow(ActionCatalog.standard())
            .check(
                file.actions(),
                referenceType.isEmpty() ? purpose : purpose.on(ReferenceType.of(referenceType)));
    return ValueJson.read(FindingJson.writeVerdict(verdict.valid(), verdict.findings()));
  }

  private Value asked(FlowFile file) {
    Members wanted =
        Members.EMPTY.with("type", new Text(file.type())).with("actions", file.actions());
    return shell.ask(
        "POST",
        "/v1/flows/validate",
        referenceType.isEmpty() ? wanted : wanted.with("reference_type", new Text(referenceType)));
  }

  /** The verdict with the file's name, and with pointers that lead into the file. */
  private static Members inTermsOf(FlowFile file, Value verdict) {
    Body body = Body.of(verdict);
    List<Value> findings =
        body.objects("findings").stream()
            .<Value>map(finding ->
                finding.members().with("pointer", new Text(pointer(file, finding.text("pointer")))))
            .toList();
    return Members.EMPTY
        .with("file", new Text(file.name()))
        .with("valid", new Flag(body.flag("valid")))
        .with("findings", new Items(findings));
  }

  private static String pointer(FlowFile file, String pointer) {
    return file.isBare() && pointer.startsWith(ACTIONS)
        ? pointer.substring(ACTIONS.length())
        : pointer;
  }

  private void print(Body verdict) {
    List<Body> findings = verdict.objects("findings");
    long errors = findings.stream().filter(CheckCommand::isError).count();
    shell
        .printer()
        .say(
            "%s: %s"
                .formatted(
                    verdict.text("file"),
                    findings.isEmpty()
                        ? "nothing is wrong"
                        : counted(errors, "error")
                            + ", "
                            + counted(findings.size() - errors, "warning")));
    for (Body finding : findings) {
      shell
          .printer()
          .say(
              "  %-7s  %s at %s"
                  .formatted(
                      finding.text("severity"), finding.text("code"), finding.text("pointer")));
      shell.printer().say("           " + finding.text("message"));
      shell.printer().say("           " + finding.text("hint"));
    }
  }

  private static boolean isError(Body finding) {
    return finding.text("severity").equals(Severity.ERROR.name());
  }

  private static String counted(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
