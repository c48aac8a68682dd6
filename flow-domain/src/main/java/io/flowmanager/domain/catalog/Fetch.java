package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.HttpRequest.FetchActions;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Trait;

/**
 * Asks a server of the author's choice what to do now, does it, then comes back.
 *
 * @param method as it is written: it is case-sensitive
 */
record Fetch(String uri, String method) {

  public static final ActionType<Fetch> TYPE =
      ActionType.performed("fetch", Medium.ANY, Fetch::read, Fetch::begin)
          .formerly("patch", options -> options)
          .being(Trait.RUNS_UNKNOWN_ACTIONS, Trait.NAMES_THE_ACTIVEFLOW)
          .described(
              "Asks a server what to do now, does it, then comes back. The server answers with a"
                  + " list of actions.",
              option("event_url", TEXT, "The server's address.").mandatory(),
              option("event_method", TEXT, "The HTTP method.").otherwise("GET"));

  private static Fetch read(Options options) {
    return new Fetch(options.text("event_url"), options.text("event_method", "GET"));
  }

  private Step begin(Execution execution) {
    return Step.ask(
        new FetchActions(uri, method, execution.activeflow().id(), execution.reference()),
        execution::run);
  }
}
