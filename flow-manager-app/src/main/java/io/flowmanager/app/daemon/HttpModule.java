package io.flowmanager.app.daemon;

import dagger.Module;
import dagger.Provides;
import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.fetch.HttpActionSource;
import io.flowmanager.application.memory.MessageMemoryLimiter;
import io.flowmanager.application.port.ActionSource;
import jakarta.inject.Singleton;

/** Servers of the authors' choice. */
@Module
interface HttpModule {
  @Provides
  @Singleton
  static ActionSource actions(FlowManagerConfig config, MessageMemoryLimiter room) {
    return new HttpActionSource(config.fetchAllowPrivate(), room);
  }
}
