package io.flowmanager.app;

import dagger.Module;
import dagger.Provides;
import io.flowmanager.application.memory.HeapBudget;
import io.flowmanager.application.memory.HeapBudget.Share;
import io.flowmanager.application.memory.MemoryLimiter;
import jakarta.inject.Singleton;

/** The heap, and who may take what of it. */
@Module
interface MemoryModule {
  @Provides
  @Singleton
  static HeapBudget budget() {
    return HeapBudget.ofHeap();
  }

  @Provides
  @Singleton
  static MemoryLimiter work(HeapBudget budget) {
    return new MemoryLimiter(budget.bytes(Share.WORK), MemoryLimiter.WAIT_MAX);
  }
}
