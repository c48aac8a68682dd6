package io.flowmanager.authoring.rehearse;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.engine.Limits;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A flow with a script: who calls and what they do, what other services answer, when it is. Nothing
 * happens before {@link #play}, and that may be done again and again: it comes out the same.
 *
 * <p>Does not change: each method gives another one, so several can begin alike. What the script
 * does not say goes well: the caller says nothing, services do as they are asked and bring no
 * actions along, actions take as long as {@link Pace#STANDARD} says.
 */
public final class Rehearsal {
  /** A Monday noon. */
  public static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private static final UUID CUSTOMER = uuid(0xc0570000L);
  private static final UUID FLOW = uuid(0xf1000000L);
  private static final UUID REFERENCE = uuid(0xca110000L);

  private final ActionCatalog catalog;
  private final Flow flow;

  // Set in a copy that nobody has seen yet, by with(…), and never again.
  private Reference reference = new Reference(ReferenceType.CALL, new ReferenceId(REFERENCE));
  private Map<String, String> variables = Map.of();
  private List<Act> acts = List.of();
  private Map<ActionId, UnaryOperator<Activeflow>> interruptions = Map.of();
  private Optional<ActionId> hangsUpDuring = Optional.empty();
  private Optional<Duration> patience = Optional.empty();
  private Answers answers = new Answers(Map.of(), Map.of());
  private Instant start = START;
  private Pace pace;
  private Limits limits = Limits.STANDARD;

  private Rehearsal(ActionCatalog catalog, Flow flow) {
    this.catalog = requireNonNull(catalog, "catalog");
    pace = Pace.of(catalog);
    this.flow = requireNonNull(flow, "flow");
  }

  private static UUID uuid(long kind) {
    return new UUID(kind << 32 | 0x4000L, 0x8000_0000_0000_0000L);
  }

  /** A rehearsal of a flow as it is stored, for a call. */
  public static Rehearsal of(Flow flow) {
    return of(ActionCatalog.standard(), flow);
  }

  /** A rehearsal of a flow with types of one's own among its actions. */
  public static Rehearsal of(ActionCatalog catalog, Flow flow) {
    return new Rehearsal(catalog, flow);
  }

  /**
   * A rehearsal of actions as an author writes them, for a call.
   *
   * @throws FlowException what {@link ActionCatalog#accept} finds wrong
   */
  public static Rehearsal of(List<Action> actions) {
    return of(ActionCatalog.standard(), actions);
  }

  /** The same, with types of one's own among them. */
  public static Rehearsal of(ActionCatalog catalog, List<Action> actions) {
    List<Action> accepted = catalog.accept(actions, new NewIds(0xac00_0000L));
    return of(
        catalog,
        new Flow(
            new FlowId(FLOW),
            new CustomerId(CUSTOMER),
            Flow.TYPE_FLOW,
            Flow.Label.NONE,
            true,
            accepted,
            Flow.Direct.NONE,
            FlowId.NONE,
            Flow.Legacy.NONE,
            Flow.Times.createdAt(START)));
  }

  private Rehearsal with(Consumer<Rehearsal> change) {
    var copy = new Rehearsal(catalog, flow);
    copy.reference = reference;
    copy.variables = variables;
    copy.acts = acts;
    copy.interruptions = interruptions;
    copy.hangsUpDuring = hangsUpDuring;
    copy.patience = patience;
    copy.answers = answers;
    copy.start = start;
    copy.pace = pace;
    copy.limits = limits;
    change.accept(copy);
    return copy;
  }

  /** For a call, as it is if nothing is said. */
  public Rehearsal onCall() {
    return on(ReferenceType.CALL);
  }

  public Rehearsal onConversation() {
    return on(ReferenceType.CONVERSATION);
  }

  /** For something of this type. Actions that need a call are passed over where there is none. */
  public Rehearsal on(ReferenceType type) {
    ReferenceId id = type == ReferenceType.NONE ? ReferenceId.NONE : new ReferenceId(REFERENCE);
    return with(copy -> copy.reference = new Reference(type, id));
  }

  /** With a variable that is there from the start; any name goes, the platform's own too. */
  public Rehearsal with(String name, String value) {
    var more = new LinkedHashMap<>(variables);
    more.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
    return with(copy -> copy.variables = more);
  }

  /** At another time than {@link #START}. */
  public Rehearsal at(Instant time) {
    return with(copy -> copy.start = requireNonNull(time, "time"));
  }

  /**
   * Next the caller dials, at a prompt.
   *
   * @param digits each one of 0 to 9, A to D, # and *
   */
  public Rehearsal dials(String digits) {
    return acting(new Act.Dials(digits));
  }

  /** Next the caller lets a prompt pass. */
  public Rehearsal saysNothing() {
    return acting(new Act.SaysNothing());
  }

  /** Next the caller hangs up, at a prompt. */
  public Rehearsal hangsUp() {
    return acting(new Act.HangsUp());
  }

  /** Next someone lets the flow go on that waits at a block. */
  public Rehearsal continues() {
    return acting(new Act.Continues());
  }

  public Rehearsal acting(Act act) {
    var more = new ArrayList<>(acts);
    more.add(requireNonNull(act, "act"));
    return with(copy -> copy.acts = List.copyOf(more));
  }

  /** The caller hangs up while this action is performed for the first time. */
  public Rehearsal hangsUpDuring(ActionId action) {
    return with(copy -> copy.hangsUpDuring = Optional.of(action));
  }

  /** The caller hangs up once it has taken so long, whatever is being performed then. */
  public Rehearsal hangsUpAfter(Duration duration) {
    return with(copy -> copy.patience = Optional.of(duration));
  }

  /**
   * Something else happens to the activeflow each time when this action is handed over, before its
   * performer is done with it: a service sets a variable, an agent takes the caller out of a queue.
   */
  public Rehearsal during(ActionId action, UnaryOperator<Activeflow> change) {
    var more = new LinkedHashMap<>(interruptions);
    more.put(requireNonNull(action, "action"), requireNonNull(change, "change"));
    return with(copy -> copy.interruptions = more);
  }

  /**
   * This kind of request is answered so. Said several times, the first counts for the first request
   * of this kind, and so on; the last counts for all that follow.
   */
  public <R, Q extends Request<R>> Rehearsal answering(Class<Q> request, R answer) {
    requireNonNull(answer, "answer");
    return scripting(request, asked -> answer);
  }

  /** The same, with an answer that depends on what is asked. */
  public <R, Q extends Request<R>> Rehearsal answeredBy(
      Class<Q> request, Function<? super Q, ? extends R> service) {
    return scripting(request, asked -> service.apply(request.cast(asked)));
  }

  /**
   * This kind of request is refused, for this reason.
   *
   * @throws IllegalArgumentException for trouble of the flow manager itself, which is no matter of
   *     a flow
   */
  public Rehearsal failing(Class<? extends Request<?>> request, Reason reason) {
    if (Reason.OWN_TROUBLE.contains(reason)) {
      throw new IllegalArgumentException(
          "Expected a reason that another service can fail for, but %s is trouble of our own"
              .formatted(reason));
    }
    return scripting(
        request,
        asked -> {
          throw new FlowException(
              reason,
              "Expected an answer to %s, but it was refused"
                  .formatted(Exchange.nameOf(request).replace('_', ' ')));
        });
  }

  /** Nobody answers this kind of request within {@link Pace#TIME_OUT}. */
  public Rehearsal timingOut(Class<? extends Request<?>> request) {
    return failing(request, Reason.SERVICE_UNAVAILABLE);
  }

  private Rehearsal scripting(Class<?> request, Function<Request<?>, Object> answer) {
    var scripted = new LinkedHashMap<>(answers.scripted());
    var more = new ArrayList<>(scripted.getOrDefault(request, List.of()));
    more.add(answer);
    scripted.put(request, List.copyOf(more));
    return with(copy -> copy.answers = new Answers(Map.copyOf(scripted), answers.flows()));
  }

  /** Another flow that is stored, under its own id. */
  public Rehearsal knowing(Flow other) {
    var flows = new LinkedHashMap<>(answers.flows());
    flows.put(other.id(), other);
    return with(copy -> copy.answers = new Answers(answers.scripted(), Map.copyOf(flows)));
  }

  /** With other ideas of how long actions take. */
  public Rehearsal pacedBy(Pace other) {
    return with(copy -> copy.pace = requireNonNull(other, "other"));
  }

  /** With other limits than the standard ones. */
  public Rehearsal within(Limits other) {
    return with(copy -> copy.limits = requireNonNull(other, "other"));
  }

  /** Plays the flow from its start to its end. */
  public Performance play() {
    return new Player(this).play();
  }

  /** The flow that is rehearsed; each of its actions has an id. */
  public Flow flow() {
    return flow;
  }

  ActionCatalog catalog() {
    return catalog;
  }

  Reference reference() {
    return reference;
  }

  Map<String, String> variables() {
    return variables;
  }

  List<Act> acts() {
    return acts;
  }

  Map<ActionId, UnaryOperator<Activeflow>> interruptions() {
    return interruptions;
  }

  Optional<ActionId> hangsUpDuring() {
    return hangsUpDuring;
  }

  Optional<Duration> patience() {
    return patience;
  }

  Answers answers() {
    return answers;
  }

  Instant start() {
    return start;
  }

  Pace pace() {
    return pace;
  }

  Limits limits() {
    return limits;
  }
}
