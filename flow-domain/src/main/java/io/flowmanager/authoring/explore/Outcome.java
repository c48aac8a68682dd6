package io.flowmanager.authoring.explore;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.step.CallRequest.CallDetails;
import io.flowmanager.domain.step.ConversationRequest.ConversationDetails;
import io.flowmanager.domain.step.Outside;
import io.flowmanager.domain.step.Request;
import io.flowmanager.domain.step.StartedService;
import io.flowmanager.domain.variable.ReservedVariables;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The outcome of asking another service. */
sealed interface Outcome {

  /** Its answer. */
  record Answered(Object answer) implements Outcome {}

  /** It is not there, or refuses. */
  record Failed(FlowException failure) implements Outcome {}

  /** All of them, the usual one first. */
  static List<Outcome> of(Request<?> request, Usual services) {
    return Stream.concat(
            Stream.of(usual(request, services)),
            request.possibleFailures().stream()
                .sorted()
                .map(reason -> new Failed(failure(request, reason))))
        .toList();
  }

  private static Outcome usual(Request<?> request, Usual services) {
    try {
      return new Answered(request.usualAnswer(services));
    } catch (FlowException failure) {
      return new Failed(failure);
    }
  }

  private static FlowException failure(Request<?> request, Reason reason) {
    return new FlowException(
        reason, "Expected an answer to %s, but there is none".formatted(nameOf(request)));
  }

  /** The name of a request where it has no answer. */
  static String nameOf(Request<?> request) {
    return request.getClass().getSimpleName();
  }

  /**
   * The services as a caller meets them.
   *
   * @param activeflow with what the caller did just now
   * @param taken whether the call was taken before
   */
  record Usual(Activeflow activeflow, Instant now, boolean taken) implements Outside {
    /** Always the same one, so that the same situation is the same again. */
    private static final UUID MADE = new UUID(0xE0_0000_0000_4000L, 0x8000_0000_0000_0001L);

    @Override
    public UUID newId() {
      return MADE;
    }

    @Override
    public CallDetails call() {
      return new CallDetails(
          taken ? "progressing" : "ringing",
          "incoming",
          Address.of("tel", "+15550001"),
          Address.of("tel", "+15550002"),
          List.of());
    }

    @Override
    public ConversationDetails conversation() {
      return new ConversationDetails(Address.NONE, Address.NONE);
    }

    @Override
    public String digitsDialled() {
      return activeflow.variables().valueOf(ReservedVariables.CALL_DIGITS);
    }

    /** A flow of others that does nothing: what it would do is not known here. */
    @Override
    public Flow flow(FlowId id) {
      return new Flow(
          id,
          activeflow.origin().customer(),
          Flow.TYPE_FLOW,
          Flow.Label.NONE,
          true,
          List.of(),
          Flow.Direct.NONE,
          FlowId.NONE,
          Flow.Legacy.NONE,
          Flow.Times.createdAt(now));
    }

    @Override
    public StartedService started(String type, String performing) {
      return new StartedService(
          ServiceId.NONE,
          type,
          performing.isEmpty() ? List.of() : List.of(Action.of(performing, Options.NONE)));
    }
  }
}
