package io.flowmanager.app.daemon;

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

  /**
   * The limiter of the process: who works in the background before all is put together has it too.
   */
  static MemoryLimiter work() {
    return new MemoryLimiter(budget().bytes(Share.WORK), MemoryLimiter.WAIT_MAX);
  }
}
