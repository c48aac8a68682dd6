package io.flowmanager.app.daemon;

import dagger.Module;
import dagger.Provides;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Time and new ids. */
@Module
interface ClockModule {
  @Provides
  static InstantSource clock() {
    return InstantSource.system();
  }

  @Provides
  static Supplier<UUID> ids() {
    return UUID::randomUUID;
  }
}
