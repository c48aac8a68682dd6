package io.flowmanager;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.type.ActionType;
import java.time.Instant;
import java.util.UUID;

/** Things that the domain may not do. It is here for the rules to find. */
interface Offenders {
  final class LooksAtAClock {
    Instant now() {
      return Instant.now();
    }
  }

  final class ThrowsDice {
    UUID thrown() {
      return UUID.randomUUID();
    }
  }

  final class LooksAtTheMachine {
    String language() {
      return System.getenv().getOrDefault("LANG", "");
    }
  }

  /** A type that others could name. */
  record Waltz() {
    public static final ActionType<Waltz> TYPE =
        ActionType.handedOver("waltz", Medium.REALTIME, options -> new Waltz());
  }
}
