package io.flowmanager.app.cli;

import static io.flowmanager.app.cli.Arguments.id;
import static io.flowmanager.app.cli.Arguments.idOrNone;
import static io.flowmanager.app.cli.Arguments.required;
import static io.flowmanager.app.cli.CommonOptions.flowUri;

import io.flowmanager.app.cli.CommonOptions.OneFlow;
import io.flowmanager.app.cli.CommonOptions.Page;
import io.flowmanager.app.cli.CommonOptions.PerhapsActions;
import io.flowmanager.app.cli.CommonOptions.SomeActions;
import io.flowmanager.app.cli.Printer.Columns;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands about flows: those of the original's flow-control, by its names and flags, and more. */
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
      @Mixin PerhapsActions actions,
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
            .with("actions", actions.list())
            .with("on_complete_flow_id", idOrNone("On Complete Flow ID", onComplete));
    return shell.show("POST", FLOWS, flow, Columns.NONE);
  }

  @Command(name = "get", description = "Prints a flow.")
  int get(@Mixin OneFlow flow) {
    return shell.show("GET", flow.uri(), Columns.NONE);
  }

  @Command(name = "list", description = "Prints a customer's flows, the newest first.")
  int list(
      @Option(names = "--customer-id", paramLabel = "ID", description = "Whose. Required.")
          String customer,
      @Mixin Page page,
      @Option(names = "--type", description = "Only those of this type.") String type) {
    Members filter =
        Members.EMPTY
            .with("customer_id", new Text(id(CUSTOMER, customer)))
            .with("deleted", new Flag(false));
    return shell.show(
        "GET",
        page.of(FLOWS),
        type.isEmpty() ? filter : filter.with("type", new Text(type)),
        Columns.FLOWS);
  }

  @Command(
      name = "update",
      description =
          "Replaces name, detail, actions and follow-up of a flow: what is not given is"
              + " then empty.")
  int update(
      @Mixin OneFlow flow,
      @Option(names = "--name", description = "Required.") String name,
      @Option(names = "--detail", description = "What it is for.") String detail,
      @Mixin PerhapsActions actions,
      @Option(names = "--on-complete-flow-id", paramLabel = "ID", description = "What follows it.")
          String onComplete) {
    String uri = flow.uri();
    Members contents =
        Members.EMPTY
            .with("name", new Text(required("name", name)))
            .with("detail", new Text(detail))
            .with("actions", actions.list())
            .with("on_complete_flow_id", idOrNone("On Complete Flow ID", onComplete));
    return shell.show("PUT", uri, contents, Columns.NONE);
  }

  @Command(name = "update-actions", description = "Replaces the actions of a flow.")
  int updateActions(@Mixin OneFlow flow, @Mixin SomeActions actions) {
    String uri = flow.uri() + "/actions";
    Members contents = Members.EMPTY.with("actions", actions.list());
    return shell.show("PUT", uri, contents, Columns.NONE);
  }

  @Command(name = "delete", description = "Deletes a flow, and prints it.")
  int delete(@Mixin OneFlow flow) {
    return shell.show("DELETE", flow.uri(), Columns.NONE);
  }

  @Command(name = "actions", description = "Prints the actions of a flow.")
  int actionsOf(@Mixin OneFlow flow) {
    return shell.show("GET", flow.uri() + "/actions", Columns.ACTIONS);
  }

  @Command(name = "action-get", description = "Prints one action of a flow.")
  int action(
      @Option(names = "--flow-id", paramLabel = "ID", description = "The flow. Required.")
          String flow,
      @Option(names = "--action-id", paramLabel = "ID", description = "The action. Required.")
          String action) {
    return shell.show("GET", flowUri(flow) + "/actions/" + id("Action ID", action), Columns.NONE);
  }

  @Command(
      name = "regenerate-hash",
      description = "Gives a flow another direct hash: addresses with the old one stop working.")
  int regenerateHash(@Mixin OneFlow flow) {
    return shell.show("POST", flow.uri() + "/direct-hash-regenerate", Columns.NONE);
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
}
