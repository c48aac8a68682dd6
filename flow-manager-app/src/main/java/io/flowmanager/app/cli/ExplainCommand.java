package io.flowmanager.app.cli;

import io.flowmanager.application.json.Body;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The way that an activeflow took. */
@Command(
    name = "explain",
    description =
        "Says which way an activeflow took, and why: each step with its time, its options as they"
            + " were filled in, why it went on where it did, and by what it ended.",
    footer = {
      "",
      "All of it is concluded from what is stored of the activeflow; where that does not tell, it",
      "says so. A step's time is that of the request that led there.",
      "",
      "Examples:",
      "  ./flow-manager explain $ACTIVEFLOW",
      "  ./flow-manager explain $ACTIVEFLOW --json"
    })
final class ExplainCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "ID", description = "The activeflow.")
  private String activeflow = "";

  ExplainCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Value history = shell.ask("GET", CommonOptions.activeflowUri(activeflow) + "/history");
    Printer printer = shell.printer();
    if (!printer.isForPeople()) {
      printer.show(history, Printer.Columns.NONE);
      return Exit.OK;
    }
    Body body = Body.of(history);
    List<Value> rows = body.objects("steps").stream().<Value>map(ExplainCommand::row).toList();
    printer.show(new Items(rows), Printer.Columns.STEPS);
    printer.say("");
    printer.say(
        "created %s; %s".formatted(body.text("tm_create"), body.object("end").text("words")));
    return Exit.OK;
  }

  private static Members row(Body step) {
    Body action = step.object("action");
    return Members.EMPTY
        .with("step", Numeral.of(step.integer("step")))
        .with("reached_at", new Text(step.text("tm_reach")))
        .with("type", new Text(action.text("type")))
        .with("why_it_went_on", new Text(why(step)))
        .with("option", action.object("option").members());
  }

  private static String why(Body step) {
    String words = step.object("why").text("words");
    String remark = step.text("remark");
    return remark.isEmpty()
        ? words
        : "handed over %s%s".formatted(remark, words.isEmpty() ? "" : "; " + words);
  }
}
