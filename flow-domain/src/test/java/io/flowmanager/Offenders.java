package io.flowmanager;

import io.flowmanager.domain.catalog.Hangup;
import java.time.Instant;
import java.util.UUID;

/** What the domain may not do. It is here for the rules to find. */
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

  final class NamesAType {
    String name() {
      return Hangup.TYPE.name();
    }
  }
}
