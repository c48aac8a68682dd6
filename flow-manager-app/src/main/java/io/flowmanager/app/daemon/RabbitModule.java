package io.flowmanager.app.daemon;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.observe.logging.LoggingInterceptor;
import io.flowmanager.app.observe.logging.NamedReactions;
import io.flowmanager.app.observe.metrics.MeteringInterceptor;
import io.flowmanager.app.observe.metrics.Meters;
import io.flowmanager.app.observe.tracing.Tracing;
import io.flowmanager.application.activeflow.AddActions;
import io.flowmanager.application.activeflow.ContinueActiveflow;
import io.flowmanager.application.activeflow.CreateActiveflow;
import io.flowmanager.application.activeflow.DeleteActiveflow;
import io.flowmanager.application.activeflow.ExecuteActiveflow;
import io.flowmanager.application.activeflow.ExecuteNextAction;
import io.flowmanager.application.activeflow.ForwardActiveflow;
import io.flowmanager.application.activeflow.GetActiveflow;
import io.flowmanager.application.activeflow.GetHistory;
import io.flowmanager.application.activeflow.ListActiveflows;
import io.flowmanager.application.activeflow.PushActions;
import io.flowmanager.application.activeflow.StopActiveflow;
import io.flowmanager.application.activeflow.StopService;
import io.flowmanager.application.activeflow.Switchboard.Peers;
import io.flowmanager.application.port.ActionSource;
import io.flowmanager.application.port.AiManager;
import io.flowmanager.application.port.CallManager;
import io.flowmanager.application.port.ConferenceManager;
import io.flowmanager.application.port.ContactManager;
import io.flowmanager.application.port.ConversationManager;
import io.flowmanager.application.port.DirectManager;
import io.flowmanager.application.port.EmailManager;
import io.flowmanager.application.port.EventPublisher;
import io.flowmanager.application.port.MessageManager;
import io.flowmanager.application.port.QueueManager;
import io.flowmanager.application.port.TranscribeManager;
import io.flowmanager.application.port.WebhookManager;
import io.flowmanager.rabbitmq.RabbitSettings;
import io.flowmanager.rabbitmq.RabbitSettings.Names;
import io.flowmanager.rabbitmq.inbound.CreationBulkhead;
import io.flowmanager.rabbitmq.inbound.Interceptors;
import io.flowmanager.rabbitmq.inbound.Reaction;
import io.flowmanager.rabbitmq.inbound.Router;
import io.flowmanager.rabbitmq.outbound.RabbitEventPublisher;
import io.flowmanager.rabbitmq.outbound.RabbitRpc;
import io.flowmanager.rabbitmq.outbound.Rpc;
import io.flowmanager.rabbitmq.peer.RabbitAiManager;
import io.flowmanager.rabbitmq.peer.RabbitCallManager;
import io.flowmanager.rabbitmq.peer.RabbitConferenceManager;
import io.flowmanager.rabbitmq.peer.RabbitContactManager;
import io.flowmanager.rabbitmq.peer.RabbitConversationManager;
import io.flowmanager.rabbitmq.peer.RabbitDirectManager;
import io.flowmanager.rabbitmq.peer.RabbitEmailManager;
import io.flowmanager.rabbitmq.peer.RabbitMessageManager;
import io.flowmanager.rabbitmq.peer.RabbitQueueManager;
import io.flowmanager.rabbitmq.peer.RabbitTranscribeManager;
import io.flowmanager.rabbitmq.peer.RabbitWebhookManager;
import io.flowmanager.rabbitmq.routes.ActiveflowRoutes.Reading;
import io.flowmanager.rabbitmq.routes.ActiveflowRoutes.Steering;
import io.flowmanager.rabbitmq.routes.ActiveflowRoutes.Stepping;
import io.flowmanager.rabbitmq.routes.Reactions;
import io.flowmanager.rabbitmq.routes.Routes;

/** Everyone else, over their queues. */
@Module
interface RabbitModule {
  @Provides
  static RabbitSettings settings(FlowManagerConfig config) {
    return RabbitSettings.of(config.rabbit())
        .withNames(
            Names.PLATFORM
                .withListenQueues(config.requestQueues())
                .withEventExchange(config.eventExchange())
                .withDelayExchange(config.delayExchange()));
  }

  @Binds
  Router router(Routes routes);

  /**
   * The order in which requests pass them. The log comes first, because a span tells its fields.
   */
  @Provides
  static Interceptors interceptors(Tracing tracing, Meters meters) {
    return Interceptors.of(
        new LoggingInterceptor(),
        tracing.requests(),
        new MeteringInterceptor(meters),
        new CreationBulkhead());
  }

  @Provides
  static Reaction events(Reactions reactions) {
    return new NamedReactions(reactions);
  }

  @Binds
  EventPublisher publisher(RabbitEventPublisher rabbit);

  @Provides
  static Rpc rpc(RabbitRpc rabbit, Tracing tracing) {
    return tracing.questions(rabbit);
  }

  @Binds
  AiManager ai(RabbitAiManager rabbit);

  @Binds
  CallManager calls(RabbitCallManager rabbit);

  @Binds
  ConferenceManager conferences(RabbitConferenceManager rabbit);

  @Binds
  ContactManager contacts(RabbitContactManager rabbit);

  @Binds
  ConversationManager conversations(RabbitConversationManager rabbit);

  @Binds
  DirectManager directs(RabbitDirectManager rabbit);

  @Binds
  EmailManager emails(RabbitEmailManager rabbit);

  @Binds
  MessageManager messages(RabbitMessageManager rabbit);

  @Binds
  QueueManager queues(RabbitQueueManager rabbit);

  @Binds
  TranscribeManager transcribes(RabbitTranscribeManager rabbit);

  @Binds
  WebhookManager webhooks(RabbitWebhookManager rabbit);

  // The next four are records, whose constructors Dagger does not look at.

  @Provides
  static Peers peers(
      CallManager calls,
      AiManager ai,
      ConferenceManager conferences,
      QueueManager queues,
      TranscribeManager transcribes,
      MessageManager messages,
      EmailManager emails,
      ConversationManager conversations,
      ContactManager contacts,
      WebhookManager webhooks,
      ActionSource actions) {
    return new Peers(
        calls,
        ai,
        conferences,
        queues,
        transcribes,
        messages,
        emails,
        conversations,
        contacts,
        webhooks,
        actions);
  }

  @Provides
  static Reading reading(GetActiveflow get, GetHistory history, ListActiveflows list) {
    return new Reading(get, history, list);
  }

  @Provides
  static Stepping stepping(
      CreateActiveflow create,
      ExecuteNextAction next,
      ExecuteActiveflow execute,
      ContinueActiveflow goOn,
      StopActiveflow stop,
      DeleteActiveflow delete) {
    return new Stepping(create, next, execute, goOn, stop, delete);
  }

  @Provides
  static Steering steering(
      ForwardActiveflow forward, PushActions push, AddActions add, StopService stopService) {
    return new Steering(forward, push, add, stopService);
  }
}
