package io.flowmanager.app;

import dagger.Module;
import dagger.Provides;
import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.fetch.HttpActionSource;
import io.flowmanager.application.flow.AcceptActions;
import io.flowmanager.application.flow.CheckedActionSource;
import io.flowmanager.application.port.ActionSource;
import jakarta.inject.Singleton;

/** Servers of the authors' choice. */
@Module
interface HttpModule {
  @Provides
  @Singleton
  static ActionSource actions(FlowManagerConfig config, AcceptActions acceptance) {
    return new CheckedActionSource(new HttpActionSource(config.fetchAllowPrivate()), acceptance);
  }
}
