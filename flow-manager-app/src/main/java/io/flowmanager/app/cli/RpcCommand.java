package io.flowmanager.app.cli;

import io.flowmanager.application.json.EnvelopeJson.Response;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Any request at all. */
@Command(
    name = "rpc",
    description = "Sends one request as it is, and prints the whole answer.",
    footer = {
      "",
      "Ends with 0 if the status is below 300, else with 1.",
      "",
      "Examples:",
      "  ./flow-manager rpc GET /v1/flows/$FLOW",
      "  ./flow-manager rpc POST /v1/activeflows '{\"customer_id\":\"…\",\"flow_id\":\"…\"}'",
      "  ./flow-manager rpc POST /v1/flows @flow.json"
    })
final class RpcCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(index = "0", paramLabel = "METHOD", description = "GET, POST, PUT or DELETE.")
  private String method = "";

  @Parameters(index = "1", paramLabel = "URI", description = "Such as /v1/flows.")
  private String uri = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "DATA",
      description = "The body, as JSON; @FILE reads a file, - stdin; none: none is sent.")
  private String data = "";

  RpcCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Optional<Json> body =
        data.isEmpty()
            ? Optional.empty()
            : Optional.of(ValueJson.write(Arguments.json("data", data)));
    Response answer = shell.answer(method.toUpperCase(Locale.ROOT), uri, body);
    Members shown =
        Members.EMPTY
            .with("status_code", Numeral.of(answer.statusCode()))
            .with("data_type", new Text(answer.dataType()));
    Value whole = answer.data().map(content -> (Value) shown.with("data", content)).orElse(shown);
    shell.printer().show(whole, Printer.Columns.NONE);
    return answer.statusCode() < 300 ? Exit.OK : Exit.FAILED;
  }
}
