package io.flowmanager.app.cli;

import static io.flowmanager.app.cli.Arguments.actions;
import static io.flowmanager.app.cli.Arguments.id;
import static io.flowmanager.app.cli.Arguments.idOrNone;
import static io.flowmanager.app.cli.Arguments.required;

import io.flowmanager.app.cli.Printer.Columns;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What flow-control of the original could do with flows, by its names and flags, and more. */
@Command(
    name = "flow",
    description = "Creates, finds, changes and removes flows.",
    footer = {
      "",
      "Examples:",
      "  ./flow-manager flow create --customer-id $CUSTOMER --name hello --persist \\",
      "    --actions '[{\"type\":\"answer\"},{\"type\":\"talk\",\"option\":{\"text\":\"Hello\"}}]'",
      "  ./flow-manager flow create --customer-id $CUSTOMER --name hello --actions @actions.json",
      "  ./flow-manager flow list --customer-id $CUSTOMER --table"
    })
final class FlowCommand {
  private static final String FLOWS = "/v1/flows";
  private static final String FLOW = "Flow ID";
  private static final String CUSTOMER = "Customer ID";

  private final Shell shell;

  FlowCommand(Shell shell) {
    this.shell = shell;
  }

  @Command(name = "create", description = "Creates a flow, and prints it.")
  int create(
      @Option(names = "--customer-id", paramLabel = "ID", description = "Whose it is. Required.")
          String customer,
      @Option(
              names = "--type",
              defaultValue = "flow",
              description = "flow, conference, queue, campaign or transfer (default flow).")
          String type,
      @Option(names = "--name", description = "Required.") String name,
      @Option(names = "--detail", description = "What it is for.") String detail,
      @Option(
              names = "--persist",
              arity = "0..1",
              fallbackValue = "true",
              description = "Keep it until it is deleted; otherwise it is gone after a day.")
          boolean persist,
      @Option(
              names = "--actions",
              paramLabel = "JSON",
              description = "A list of actions; @FILE reads a file, - stdin.")
          String actions,
      @Option(
              names = "--on-complete-flow-id",
              paramLabel = "ID",
              description = "The flow to start when an activeflow of this one ends.")
          String onComplete) {
    Members flow =
        Members.EMPTY
            .with("customer_id", new Text(id(CUSTOMER, customer)))
            .with("type", new Text(type))
            .with("name", new Text(required("name", name)))
            .with("detail", new Text(detail))
            .with("persist", new Flag(persist))
            .with("actions", actions(actions))
            .with("on_complete_flow_id", idOrNone("On Complete Flow ID", onComplete));
    return shell.show("POST", FLOWS, flow, Columns.NONE);
  }

  @Command(name = "get", description = "Prints a flow.")
  int get(
      @Option(names = "--id", paramLabel = "ID", description = "The flow. Required.") String flow) {
    return shell.show("GET", uri(flow), Columns.NONE);
  }

  @Command(name = "list", description = "Prints a customer's flows, the newest first.")
  int list(
      @Option(names = "--customer-id", paramLabel = "ID", description = "Whose. Required.")
          String customer,
      @Option(
              names = "--limit",
              defaultValue = "100",
              description = "How many at most, up to 1000 (default 100).")
          int limit,
      @Option(
              names = "--token",
              paramLabel = "TIME",
              description = "Only those created before: the tm_create of the last one seen.")
          String token,
      @Option(names = "--type", description = "Only those of this type.") String type) {
    Members filter =
        Members.EMPTY
            .with("customer_id", new Text(id(CUSTOMER, customer)))
            .with("deleted", new Flag(false));
    return shell.show(
        "GET",
        page(FLOWS, limit, token),
        type.isEmpty() ? filter : filter.with("type", new Text(type)),
        Columns.FLOWS);
  }

  @Command(
      name = "update",
      description =
          "Replaces name, detail, actions and follow-up of a flow: what is not given is"
              + " then empty.")
  int update(
      @Option(names = "--id", paramLabel = "ID", description = "The flow. Required.") String flow,
      @Option(names = "--name", description = "Required.") String name,
      @Option(names = "--detail", description = "What it is for.") String detail,
      @Option(
              names = "--actions",
              paramLabel = "JSON",
              description = "A list of actions; @FILE reads a file, - stdin.")
          String actions,
      @Option(names = "--on-complete-flow-id", paramLabel = "ID", description = "What follows it.")
          String onComplete) {
    String uri = uri(flow);
    Members contents =
        Members.EMPTY
            .with("name", new Text(required("name", name)))
            .with("detail", new Text(detail))
            .with("actions", actions(actions))
            .with("on_complete_flow_id", idOrNone("On Complete Flow ID", onComplete));
    return shell.show("PUT", uri, contents, Columns.NONE);
  }

  @Command(name = "update-actions", description = "Replaces the actions of a flow.")
  int updateActions(
      @Option(names = "--id", paramLabel = "ID", description = "The flow. Required.") String flow,
      @Option(
              names = "--actions",
              paramLabel = "JSON",
              description = "A list of actions; @FILE reads a file, - stdin. Required.")
          String actions) {
    String uri = uri(flow) + "/actions";
    Members contents = Members.EMPTY.with("actions", actions(required("actions", actions)));
    return shell.show("PUT", uri, contents, Columns.NONE);
  }

  @Command(name = "delete", description = "Deletes a flow, and prints it.")
  int delete(
      @Option(names = "--id", paramLabel = "ID", description = "The flow. Required.") String flow) {
    return shell.show("DELETE", uri(flow), Columns.NONE);
  }

  @Command(name = "actions", description = "Prints the actions of a flow.")
  int actionsOf(
      @Option(names = "--id", paramLabel = "ID", description = "The flow. Required.") String flow) {
    return shell.show("GET", uri(flow) + "/actions", Columns.ACTIONS);
  }

  @Command(name = "action-get", description = "Prints one action of a flow.")
  int action(
      @Option(names = "--flow-id", paramLabel = "ID", description = "The flow. Required.")
          String flow,
      @Option(names = "--action-id", paramLabel = "ID", description = "The action. Required.")
          String action) {
    return shell.show("GET", uri(flow) + "/actions/" + id("Action ID", action), Columns.NONE);
  }

  @Command(
      name = "regenerate-hash",
      description = "Gives a flow another direct hash: addresses with the old one stop working.")
  int regenerateHash(
      @Option(names = "--id", paramLabel = "ID", description = "The flow. Required.") String flow) {
    return shell.show("POST", uri(flow) + "/direct-hash-regenerate", Columns.NONE);
  }

  @Command(name = "count", description = "Prints how many flows a customer has.")
  int count(
      @Option(names = "--customer-id", paramLabel = "ID", description = "Whose. Required.")
          String customer) {
    return shell.show(
        "GET",
        FLOWS + "/count_by_customer",
        Members.EMPTY.with("customer_id", new Text(id(CUSTOMER, customer))),
        Columns.NONE);
  }

  private static String uri(String flow) {
    return FLOWS + "/" + id(FLOW, flow);
  }

  /** Where a page of a list is asked for. */
  static String page(String list, int limit, String token) {
    return "%s?page_size=%d&page_token=%s"
        .formatted(list, limit, URLEncoder.encode(token, StandardCharsets.UTF_8));
  }
}
