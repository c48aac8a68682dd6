package io.flowmanager.app.daemon;

import dagger.Module;
import dagger.Provides;
import io.flowmanager.app.cache.NearActiveflowCache;
import io.flowmanager.app.cache.SharedCopies;
import io.flowmanager.app.observe.logging.NamedActiveflows;
import io.flowmanager.application.memory.HeapBudget;
import io.flowmanager.application.port.ActiveflowCache;
import io.flowmanager.application.port.FlowCache;
import jakarta.inject.Singleton;

/** Copies, here and where all processes see them. */
@Module
interface CacheModule {
  @Provides
  static FlowCache flows(SharedCopies shared) {
    return shared.flows();
  }

  @Provides
  @Singleton
  static NearActiveflowCache near(SharedCopies shared, HeapBudget budget) {
    return new NearActiveflowCache(shared.activeflows(), budget);
  }

  @Provides
  static ActiveflowCache activeflows(NearActiveflowCache near) {
    return new NamedActiveflows(near);
  }
}
