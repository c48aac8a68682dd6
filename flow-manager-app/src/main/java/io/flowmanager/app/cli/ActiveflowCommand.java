package io.flowmanager.app.cli;

import static io.flowmanager.app.cli.Arguments.id;
import static io.flowmanager.app.cli.Arguments.idOrNone;
import static io.flowmanager.app.cli.CommonOptions.activeflowUri;

import io.flowmanager.app.cli.CommonOptions.OneActiveflow;
import io.flowmanager.app.cli.CommonOptions.Page;
import io.flowmanager.app.cli.CommonOptions.SomeActions;
import io.flowmanager.app.cli.Printer.Columns;
import io.flowmanager.app.client.NoAnswerException;
import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.EnvelopeJson.Event;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands about activeflows. */
@Command(
    name = "activeflow",
    description = "Starts, finds, moves, watches and ends activeflows.",
    footer = {
      "",
      "Examples:",
      "  ./flow-manager activeflow create --customer-id $CUSTOMER --flow-id $FLOW \\",
      "    --reference-type call --reference-id $CALL --variable lang=en",
      "  ./flow-manager activeflow next --id $ACTIVEFLOW",
      "  ./flow-manager activeflow list --customer-id $CUSTOMER --status running",
      "  ./flow-manager activeflow watch --id $ACTIVEFLOW"
    })
final class ActiveflowCommand {
  private static final String ACTIVEFLOWS = "/v1/activeflows";
  private static final String CURRENT_ACTION = "current_action_id";

  private final Shell shell;

  ActiveflowCommand(Shell shell) {
    this.shell = shell;
  }

  @Command(name = "create", description = "Starts an activeflow, and prints it.")
  int create(
      @Option(names = "--id", paramLabel = "ID", description = "Its id; by default a new one.")
          String activeflow,
      @Option(names = "--customer-id", paramLabel = "ID", description = "Whose it is. Required.")
          String customer,
      @Option(names = "--flow-id", paramLabel = "ID", description = "Its flow; none: no actions.")
          String flow,
      @Option(
              names = "--reference-type",
              paramLabel = "TYPE",
              description = "What it runs for: call, conversation, ai, api, …")
          String referenceType,
      @Option(names = "--reference-id", paramLabel = "ID", description = "Which one.")
          String reference,
      @Option(
              names = "--reference-activeflow-id",
              paramLabel = "ID",
              description = "The activeflow whose variables it takes over.")
          String referenceActiveflow,
      @Option(names = "--variable", paramLabel = "NAME=VALUE", description = "May be repeated.")
          @Nullable List<String> variables,
      @Option(
              names = "--webhook-uri",
              paramLabel = "URI",
              description = "Where its events go, too.")
          String webhookUri,
      @Option(names = "--webhook-method", paramLabel = "METHOD", description = "POST, PUT, …")
          String webhookMethod) {
    Members wanted =
        Members.EMPTY
            .with("id", idOrNone("Activeflow ID", activeflow))
            .with("customer_id", new Text(id("Customer ID", customer)))
            .with("flow_id", idOrNone("Flow ID", flow))
            .with("reference_type", new Text(referenceType))
            .with("reference_id", idOrNone("Reference ID", reference))
            .with(
                "reference_activeflow_id", idOrNone("Reference Activeflow ID", referenceActiveflow))
            .with("webhook_uri", new Text(webhookUri))
            .with("webhook_method", new Text(webhookMethod))
            .with("variables", Arguments.pairs(Optional.ofNullable(variables).orElse(List.of())));
    return shell.show("POST", ACTIVEFLOWS, wanted, Columns.NONE);
  }

  @Command(name = "get", description = "Prints an activeflow.")
  int get(@Mixin OneActiveflow activeflow) {
    return shell.show("GET", activeflow.uri(), Columns.NONE);
  }

  @Command(name = "list", description = "Prints activeflows, the newest first.")
  int list(
      @Option(names = "--customer-id", paramLabel = "ID", description = "Only this customer's.")
          String customer,
      @Option(names = "--flow-id", paramLabel = "ID", description = "Only those of this flow.")
          String flow,
      @Option(names = "--status", description = "Only running or only ended ones.") String status,
      @Option(
              names = "--reference-type",
              paramLabel = "TYPE",
              description = "Only those for these.")
          String referenceType,
      @Option(names = "--reference-id", paramLabel = "ID", description = "Only those for this one.")
          String reference,
      @Option(names = "--deleted", description = "Only deleted ones; by default only others.")
          boolean deleted,
      @Mixin Page page) {
    Members filter = Members.EMPTY.with("deleted", new Flag(deleted));
    filter =
        customer.isEmpty() ? filter : filter.with("customer_id", anId("Customer ID", customer));
    filter = flow.isEmpty() ? filter : filter.with("flow_id", anId("Flow ID", flow));
    filter =
        reference.isEmpty() ? filter : filter.with("reference_id", anId("Reference ID", reference));
    filter = status.isEmpty() ? filter : filter.with("status", new Text(status));
    filter =
        referenceType.isEmpty() ? filter : filter.with("reference_type", new Text(referenceType));
    return shell.show("GET", page.of(ACTIVEFLOWS), filter, Columns.ACTIVEFLOWS);
  }

  @Command(
      name = "next",
      description = "Asks for the next action, as who performs actions does, and prints it.")
  int next(
      @Mixin OneActiveflow activeflow,
      @Option(
              names = "--current-action-id",
              paramLabel = "ID",
              description = "The action that is done; by default the one it stands on.")
          String current) {
    String uri = activeflow.uri();
    return shell.show("GET", uri + "/next", from(uri, current), Columns.NONE);
  }

  @Command(
      name = "execute",
      description =
          "Has a new activeflow run by itself, up to the first action that it hands over.")
  int execute(@Mixin OneActiveflow activeflow) {
    return shell.tell("POST", activeflow.uri() + "/execute", Members.EMPTY);
  }

  @Command(name = "continue", description = "Lets an activeflow that stands on a block go on.")
  int goOn(
      @Mixin OneActiveflow activeflow,
      @Option(
              names = "--current-action-id",
              paramLabel = "ID",
              description = "The block; by default the action it stands on.")
          String current) {
    String uri = activeflow.uri();
    return shell.tell("POST", uri + "/continue", from(uri, current));
  }

  @Command(name = "stop", description = "Ends an activeflow, and prints it.")
  int stop(@Mixin OneActiveflow activeflow) {
    return shell.show("POST", activeflow.uri() + "/stop", Members.EMPTY, Columns.NONE);
  }

  @Command(name = "delete", description = "Ends and deletes an activeflow, and prints it.")
  int delete(@Mixin OneActiveflow activeflow) {
    return shell.show("DELETE", activeflow.uri(), Columns.NONE);
  }

  @Command(name = "push", description = "Has an activeflow run these actions next, then go on.")
  int push(@Mixin OneActiveflow activeflow, @Mixin SomeActions actions) {
    return give("/push_actions", activeflow, actions);
  }

  @Command(name = "add", description = "Puts actions behind the current one of a pushed list.")
  int add(@Mixin OneActiveflow activeflow, @Mixin SomeActions actions) {
    return give("/add_actions", activeflow, actions);
  }

  @Command(name = "forward", description = "Has an activeflow go to this action next.")
  int forward(
      @Mixin OneActiveflow activeflow,
      @Option(names = "--action-id", paramLabel = "ID", description = "Where to. Required.")
          String action,
      @Option(names = "--now", description = "Do not wait for the current action to end.")
          boolean now) {
    String uri = activeflow.uri();
    Members wanted =
        Members.EMPTY
            .with("forward_action_id", anId("Action ID", action))
            .with("forward_now", new Flag(now));
    return shell.tell("PUT", uri + "/forward_action_id", wanted);
  }

  @Command(
      name = "service-stop",
      description = "Takes an activeflow out of a service, a queue say.")
  int stopService(
      @Mixin OneActiveflow activeflow,
      @Option(names = "--service-id", paramLabel = "ID", description = "Which. Required.")
          String service) {
    String uri = activeflow.uri();
    return shell.tell(
        "POST",
        uri + "/service_stop",
        Members.EMPTY.with("service_id", anId("Service ID", service)));
  }

  @Command(
      name = "watch",
      description = "Prints a line for each event of an activeflow until it ends, or of all.")
  int watch(
      @Option(names = "--id", paramLabel = "ID", description = "Only of this one, until it ends.")
          String activeflow,
      @Option(names = "--customer-id", paramLabel = "ID", description = "Only of this customer's.")
          String customer)
      throws InterruptedException {
    BlockingQueue<Optional<Event>> events = new LinkedBlockingQueue<>();
    shell.listen(event -> events.add(Optional.of(event)), () -> events.add(Optional.empty()));
    if (!activeflow.isEmpty()) {
      // after listening, so that nothing is missed between
      Members now = (Members) shell.ask("GET", activeflowUri(activeflow));
      print("now", now);
      if (hasEnded(now)) {
        return Exit.OK;
      }
    }
    while (true) {
      Event event =
          events
              .take()
              .orElseThrow(() -> new NoAnswerException("lost RabbitMQ, and no events come"));
      if (event.data().isPresent() && event.data().get() instanceof Members members) {
        if (isOf(members, "id", activeflow) && isOf(members, "customer_id", customer)) {
          print(event.type(), members);
          if (!activeflow.isEmpty() && hasEnded(members)) {
            return Exit.OK;
          }
        }
      }
    }
  }

  private void print(String type, Members of) {
    Body body = Body.of(of);
    Body action = body.object("current_action");
    shell
        .printer()
        .line(
            Members.EMPTY.with("type", new Text(type)).with("data", of),
            List.of(
                text(body, body.has("tm_update") ? "tm_update" : "tm_create"),
                type,
                text(body, "id"),
                text(body, "status"),
                text(action, "type"),
                text(action, "id")));
  }

  private static String text(Body body, String name) {
    return Printer.plain(new Text(body.text(name)));
  }

  private static boolean isOf(Members members, String name, String wanted) {
    return wanted.isEmpty() || Body.of(members).text(name).equals(id("ID", wanted));
  }

  private static boolean hasEnded(Members activeflow) {
    Body body = Body.of(activeflow);
    return body.text("status").equals("ended") || body.has("tm_delete");
  }

  private int give(String what, OneActiveflow activeflow, SomeActions actions) {
    String uri = activeflow.uri();
    return shell.show(
        "POST", uri + what, Members.EMPTY.with("actions", actions.list()), Columns.NONE);
  }

  /** The action that is done. */
  private Value from(String uri, String current) {
    if (!current.isEmpty()) {
      return Members.EMPTY.with(CURRENT_ACTION, anId("Current Action ID", current));
    }
    Body stored = Body.of(shell.ask("GET", uri));
    UUID stands = stored.object("current_action").id("id", id -> id);
    return Members.EMPTY.with(CURRENT_ACTION, new Text(stands.toString()));
  }

  private static Text anId(String label, String text) {
    return new Text(id(label, text));
  }
}
