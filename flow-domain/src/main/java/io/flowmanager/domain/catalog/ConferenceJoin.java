package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ConferenceId;
import io.flowmanager.domain.step.ConferenceRequest.StartConferencecall;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Trait;

/** Lets the call into a conference, until it leaves. */
record ConferenceJoin(ConferenceId conference) {

  public static final ActionType<ConferenceJoin> TYPE =
      ActionType.performed(
              "conference_join", Medium.REALTIME, ConferenceJoin::read, ConferenceJoin::begin)
          .dispatchedTo("conference-manager")
          .being(Trait.TAKES_THE_CALL)
          .described(
              "Lets the call into a conference, until it leaves.",
              option("conference_id", ID, "The conference.").mandatory());

  private static ConferenceJoin read(Options options) {
    return new ConferenceJoin(options.id("conference_id", ConferenceId::new));
  }

  private Step begin(Execution execution) {
    return Step.ask(
        new StartConferencecall(conference, execution.activeflow().id(), execution.call()),
        execution::run);
  }
}
