package io.flowmanager.app.daemon;

import dagger.Module;
import dagger.Provides;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.ActiveflowStore;
import io.flowmanager.application.port.FlowRepository;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.application.port.ParkedMessages;
import io.flowmanager.application.port.Processes;
import io.flowmanager.application.port.RedeliveredMessages;
import io.flowmanager.mysql.server.MysqlDatabase;
import io.flowmanager.mysql.store.MysqlActiveflowStore;
import io.flowmanager.mysql.store.MysqlFlowRepository;
import io.flowmanager.mysql.store.MysqlOutbox;
import io.flowmanager.mysql.store.MysqlParkedMessages;
import io.flowmanager.mysql.store.MysqlRedeliveredMessages;
import jakarta.inject.Singleton;

/** The stores, which outlive the process. */
@Module
interface MysqlModule {
  @Provides
  @Singleton
  static FlowRepository flows(MysqlDatabase database, MemoryLimiter memory) {
    return new MysqlFlowRepository(database, memory);
  }

  @Provides
  @Singleton
  static ActiveflowStore activeflows(
      MysqlDatabase database, Processes processes, MemoryLimiter memory) {
    return new MysqlActiveflowStore(database, processes, memory);
  }

  @Provides
  @Singleton
  static RedeliveredMessages redelivered(MysqlDatabase database) {
    return new MysqlRedeliveredMessages(database);
  }

  @Provides
  @Singleton
  static ParkedMessages parked(MysqlDatabase database) {
    return new MysqlParkedMessages(database);
  }

  @Provides
  @Singleton
  static Outbox outbox(MysqlDatabase database, Processes processes, MemoryLimiter memory) {
    return new MysqlOutbox(database, processes, memory);
  }
}
