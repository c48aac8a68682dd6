package io.flowmanager.application;

import io.flowmanager.application.activeflow.Activeflows;
import io.flowmanager.application.activeflow.AddActions;
import io.flowmanager.application.activeflow.CreateActiveflow;
import io.flowmanager.application.activeflow.CreateActiveflow.NewActiveflow;
import io.flowmanager.application.activeflow.DeleteActiveflow;
import io.flowmanager.application.activeflow.ExecuteActiveflow;
import io.flowmanager.application.activeflow.ExecuteNextAction;
import io.flowmanager.application.activeflow.Interpreter;
import io.flowmanager.application.activeflow.Interpreter.NextAction;
import io.flowmanager.application.activeflow.PushActions;
import io.flowmanager.application.activeflow.ResumeAbandoned;
import io.flowmanager.application.activeflow.StopActiveflow;
import io.flowmanager.application.activeflow.Successors;
import io.flowmanager.application.activeflow.Switchboard;
import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.flow.AcceptActions;
import io.flowmanager.application.flow.CreateFlow;
import io.flowmanager.application.flow.CreateFlow.NewFlow;
import io.flowmanager.application.flow.DeleteFlow;
import io.flowmanager.application.flow.Flows;
import io.flowmanager.application.flow.GetFlow;
import io.flowmanager.application.flow.Scrutiny;
import io.flowmanager.application.flow.UpdateFlow;
import io.flowmanager.application.memory.HeapBudget;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.ActionSource;
import io.flowmanager.application.port.ActiveflowStore;
import io.flowmanager.application.port.AiManager;
import io.flowmanager.application.port.CallManager;
import io.flowmanager.application.port.ConferenceManager;
import io.flowmanager.application.port.ContactManager;
import io.flowmanager.application.port.ConversationManager;
import io.flowmanager.application.port.DirectManager;
import io.flowmanager.application.port.EmailManager;
import io.flowmanager.application.port.EventPublisher;
import io.flowmanager.application.port.InMemoryActiveflowCache;
import io.flowmanager.application.port.InMemoryActiveflowStore;
import io.flowmanager.application.port.InMemoryFlowCache;
import io.flowmanager.application.port.InMemoryFlowRepository;
import io.flowmanager.application.port.InMemoryOutbox;
import io.flowmanager.application.port.InMemoryProcesses;
import io.flowmanager.application.port.Measurements;
import io.flowmanager.application.port.MessageManager;
import io.flowmanager.application.port.Processes;
import io.flowmanager.application.port.QueueManager;
import io.flowmanager.application.port.SettableClock;
import io.flowmanager.application.port.TranscribeManager;
import io.flowmanager.application.port.WebhookManager;
import io.flowmanager.application.publication.OutboxPublisher;
import io.flowmanager.application.variable.ReferenceData;
import io.flowmanager.application.variable.SetVariables;
import io.flowmanager.application.variable.SubstituteText;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.engine.Engine;
import io.flowmanager.domain.engine.Limits;
import io.flowmanager.domain.engine.StandingOn;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ReferenceId;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * All of the application over ports in memory. Two of one {@link Base} are two processes on one
 * store.
 *
 * <p>Work in the background is done at once, on the same thread. Services that a test does not play
 * do not answer.
 */
public final class World {
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
  public static final CustomerId CUSTOMER = new CustomerId(new UUID(0xC0, 1));

  /** What processes share. */
  public static final class Base {
    public final SettableClock clock = new SettableClock(NOON);
    public final InMemoryOutbox outbox = new InMemoryOutbox(clock);
    public final InMemoryFlowRepository flows = new InMemoryFlowRepository(outbox, clock);
    public final InMemoryProcesses processes = new InMemoryProcesses();
    public final InMemoryActiveflowStore activeflows =
        new InMemoryActiveflowStore(outbox, processes);
    public final List<DomainEvent> told = new CopyOnWriteArrayList<>();

    /** The types of the events, and the actions that the activeflows stood on. */
    public List<String> toldTypes() {
      return told.stream().map(event -> event.type().wireName()).toList();
    }
  }

  /** What a test plays itself. */
  public record Played(
      QueueManager queues,
      CallManager calls,
      DirectManager directs,
      ActionSource actions,
      Scrutiny scrutiny,
      UnaryOperator<ActiveflowStore> store) {
    public static final Played NOTHING =
        new Played(
            silent(QueueManager.class),
            silent(CallManager.class),
            silent(DirectManager.class),
            silent(ActionSource.class),
            Scrutiny.COMPATIBLE,
            UnaryOperator.identity());

    public Played with(QueueManager others) {
      return new Played(others, calls, directs, actions, scrutiny, store);
    }

    public Played with(CallManager others) {
      return new Played(queues, others, directs, actions, scrutiny, store);
    }

    public Played with(ActionSource others) {
      return new Played(queues, calls, directs, others, scrutiny, store);
    }

    public Played with(Scrutiny other) {
      return new Played(queues, calls, directs, actions, other, store);
    }

    public Played withStore(UnaryOperator<ActiveflowStore> other) {
      return new Played(queues, calls, directs, actions, scrutiny, other);
    }
  }

  public final Base base;
  private final Processes process;
  public final InMemoryActiveflowCache copies = new InMemoryActiveflowCache();
  public final Moments moments;
  public final OutboxPublisher publisher;
  public final Activeflows activeflows;
  public final Flows flows;
  public final AcceptActions acceptance;
  public final CreateFlow createFlow;
  public final GetFlow getFlow;
  public final UpdateFlow updateFlow;
  public final DeleteFlow deleteFlow;
  public final CreateActiveflow createActiveflow;
  public final ExecuteNextAction next;
  public final ExecuteActiveflow execute;
  public final ResumeAbandoned takeUpAbandoned;
  public final StopActiveflow stop;
  public final DeleteActiveflow delete;
  public final SetVariables setVariables;
  public final SubstituteText substitute;
  public final PushActions push;
  public final AddActions add;

  public World() {
    this(new Base(), Played.NOTHING);
  }

  public World(Base base, Played played) {
    this(base, played, Runnable::run);
  }

  private static final HeapBudget PLENTY = HeapBudget.of(1L << 30);

  public World(Base base, Played played, Executor background) {
    this(base, played, background, MemoryLimiter.none());
  }

  public World(Base base, Played played, Executor background, MemoryLimiter memory) {
    this.base = base;
    process = base.processes.begin();
    ActiveflowStore store = played.store().apply(base.activeflows);
    moments = new Moments(base.clock, UUID::randomUUID);
    publisher = new OutboxPublisher(new Telling(base.told), base.outbox, Runnable::run, PLENTY);
    flows = new Flows(base.flows, new InMemoryFlowCache(), publisher);
    acceptance = new AcceptActions(ActionCatalog.standard(), played.scrutiny());
    createFlow =
        new CreateFlow(flows, base.flows, played.directs(), acceptance, moments, Measurements.NONE);
    getFlow = new GetFlow(flows);
    updateFlow = new UpdateFlow(flows, acceptance, moments, Measurements.NONE);
    deleteFlow = new DeleteFlow(flows, played.directs(), moments, Measurements.NONE);
    activeflows = new Activeflows(store, copies, publisher, Measurements.NONE, memory, Pauses.REAL);
    var switchboard = new Switchboard(flows, createFlow, peers(played));
    var successors = new Successors(flows, moments, process);
    var interpreter =
        new Interpreter(
            new Engine(ActionCatalog.standard(), Limits.STANDARD, acceptance),
            activeflows,
            switchboard,
            successors,
            moments,
            Measurements.NONE,
            process,
            background,
            memory,
            Pauses.REAL);
    takeUpAbandoned = new ResumeAbandoned(store, interpreter, memory);
    createActiveflow = new CreateActiveflow(activeflows, flows, moments, Measurements.NONE);
    next = new ExecuteNextAction(interpreter);
    execute = new ExecuteActiveflow(activeflows, interpreter);
    stop = new StopActiveflow(activeflows, successors, interpreter, moments, Measurements.NONE);
    delete = new DeleteActiveflow(activeflows, successors, interpreter, moments, Measurements.NONE);
    push = new PushActions(activeflows, acceptance, moments);
    add = new AddActions(activeflows, acceptance, moments);
    var referenceData = new ReferenceData(activeflows, switchboard);
    setVariables = new SetVariables(activeflows, referenceData);
    substitute = new SubstituteText(activeflows, referenceData);
  }

  /** A broker that takes everything at once. */
  private record Telling(List<DomainEvent> told) implements EventPublisher {
    @Override
    public CompletionStage<Void> publish(List<DomainEvent> events) {
      told.addAll(events);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isReady() {
      return true;
    }
  }

  /** Is gone, with all it was about to do. */
  public void crash() {
    base.processes.end(process);
  }

  /** Renews its lease no more. */
  public void freeze() {
    base.processes.freeze(process);
  }

  /** What the others do to one that is frozen for long. */
  public void isTakenForGone() {
    base.processes.takeForGone(process);
  }

  /** Renews its lease again, and learns what the others did. */
  public void thaw() {
    base.processes.thaw(process);
  }

  /** The next action for one who does not count steps. */
  public NextAction nextFrom(ActiveflowId id, ActionId from) {
    return next.execute(id, StandingOn.action(from));
  }

  /** The next action for one who does. */
  public NextAction nextFrom(ActiveflowId id, ActionId from, int step) {
    return next.execute(id, new StandingOn(from, OptionalInt.of(step)));
  }

  private Switchboard.Peers peers(Played played) {
    return new Switchboard.Peers(
        played.calls(),
        silent(AiManager.class),
        silent(ConferenceManager.class),
        played.queues(),
        silent(TranscribeManager.class),
        silent(MessageManager.class),
        silent(EmailManager.class),
        silent(ConversationManager.class),
        silent(ContactManager.class),
        silent(WebhookManager.class),
        played.actions());
  }

  /** A service that does not answer. */
  private static <S> S silent(Class<S> service) {
    return service.cast(
        Proxy.newProxyInstance(
            service.getClassLoader(),
            new Class<?>[] {service},
            (proxy, method, arguments) -> {
              throw new FlowException(
                  Reason.SERVICE_UNAVAILABLE,
                  "Expected %s to answer, but it is not played".formatted(service.getSimpleName()));
            }));
  }

  /** A temporary flow of the customer. */
  public Flow flow(Action... actions) {
    return flow(FlowId.NONE, actions);
  }

  /** A world that another follows. */
  public Flow flow(FlowId onComplete, Action... actions) {
    return createFlow.create(
        new NewFlow(
            CUSTOMER,
            Flow.TYPE_FLOW,
            Flow.Label.NONE,
            List.of(actions),
            onComplete,
            false,
            Flow.Legacy.NONE),
        Arrival.ONCE);
  }

  /** An activeflow of this flow, for a call. */
  public Activeflow onCall(Flow flow) {
    return createActiveflow.create(wanted(flow.id()), Arrival.ONCE);
  }

  public static NewActiveflow wanted(FlowId flow) {
    return new NewActiveflow(
        ActiveflowId.NONE,
        CUSTOMER,
        flow,
        new Reference(ReferenceType.CALL, new ReferenceId(UUID.randomUUID())),
        ActiveflowId.NONE,
        Webhook.NONE,
        Map.of(),
        false);
  }

  /** It as it is stored. */
  public Activeflow stored(Activeflow activeflow) {
    return base.activeflows.find(activeflow.id()).orElseThrow().value();
  }
}
