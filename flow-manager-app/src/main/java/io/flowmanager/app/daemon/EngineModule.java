package io.flowmanager.app.daemon;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.application.flow.AcceptActions;
import io.flowmanager.application.flow.Scrutiny;
import io.flowmanager.application.publication.PublishingExecutor;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.engine.Engine;
import jakarta.inject.Singleton;

/** The catalog of what a flow can do, and the engine that runs it. */
@Module
interface EngineModule {
  @Binds
  PublishingExecutor events(PublishingThread thread);

  @Provides
  static ActionCatalog catalog() {
    return ActionCatalog.standard();
  }

  @Provides
  static Scrutiny scrutiny(FlowManagerConfig config) {
    return config.flowCheck();
  }

  @Provides
  @Singleton
  static Engine engine(ActionCatalog catalog, FlowManagerConfig config, AcceptActions acceptance) {
    return new Engine(catalog, config.limits(), acceptance);
  }
}
