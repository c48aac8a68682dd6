package io.flowmanager.app.daemon;

import dagger.BindsInstance;
import dagger.Component;
import io.flowmanager.app.cache.NearActiveflowCache;
import io.flowmanager.app.cache.SharedCopies;
import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.observe.tracing.Tracing;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.Processes;
import io.flowmanager.application.redelivery.ClaimRedelivered;
import io.flowmanager.mysql.server.MysqlDatabase;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import io.flowmanager.rabbitmq.inbound.EventListener;
import io.flowmanager.rabbitmq.inbound.Interceptors;
import io.flowmanager.rabbitmq.inbound.RequestListener;
import io.flowmanager.rabbitmq.inbound.Router;
import io.flowmanager.rabbitmq.outbound.BrokerReadiness;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** The flow manager, put together. Each module below is one side of the hexagon. */
@Singleton
@Component(
    modules = {
      MemoryModule.class, // the heap, divided
      EngineModule.class, // what a flow can do
      ClockModule.class, // time and new ids
      MysqlModule.class, // what outlives the process
      CacheModule.class, // what is at hand while it runs
      RabbitModule.class, // everyone else
      HttpModule.class, // servers of the authors' choice
      MetricsModule.class, // what is counted and timed
    })
interface FlowManagerComponent {
  /** To be made, and so to begin with the connection. */
  RequestListener requests();

  EventListener events();

  /** The handler that {@link #requests} are handed to; one of its own each time. */
  Router router();

  Interceptors interceptors();

  RabbitConnection rabbit();

  BrokerReadiness broker();

  ClaimRedelivered redelivered();

  BackgroundJobs jobs();

  PublishingThread publishing();

  NearActiveflowCache near();

  @Component.Factory
  interface Factory {
    /**
     * Puts it together.
     *
     * @param memory of this process
     * @param background what nobody waits for is done by it
     */
    FlowManagerComponent create(
        @BindsInstance FlowManagerConfig config,
        @BindsInstance MysqlDatabase database,
        @BindsInstance Processes processes,
        @BindsInstance SharedCopies copies,
        @BindsInstance MeterRegistry metrics,
        @BindsInstance Tracing tracing,
        @BindsInstance MemoryLimiter memory,
        @BindsInstance Executor background);
  }
}
