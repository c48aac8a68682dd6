package io.flowmanager.app.daemon;

import dagger.Module;
import dagger.Provides;
import io.flowmanager.application.Pauses;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Time, pauses and new ids. */
@Module
interface ClockModule {
  @Provides
  static InstantSource clock() {
    return InstantSource.system();
  }

  @Provides
  static Pauses pauses() {
    return Pauses.REAL;
  }

  @Provides
  static Supplier<UUID> ids() {
    return UUID::randomUUID;
  }
}
