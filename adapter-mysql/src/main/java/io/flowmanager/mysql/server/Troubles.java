package io.flowmanager.mysql.server;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The troubles that the database is in, as far as its answers tell. The log has a line when one
 * begins and a line when it is over, however many requests meet it. May be used from any thread.
 */
final class Troubles {
  private static final Logger log = LoggerFactory.getLogger(Troubles.class);

  private final LongSupplier nanoTime;
  // guarded by itself
  private final Map<Trouble, Spell> lasting = new EnumMap<>(Trouble.class);
  // so that a success costs nothing where there is no trouble, as always
  private volatile boolean any;

  /**
   * The time a trouble has lasted.
   *
   * @param reason in the server's or the driver's words
   */
  private record Spell(long since, long last, String reason) {}

  Troubles() {
    this(System::nanoTime);
  }

  Troubles(LongSupplier nanoTime) {
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
  }

  /** A request met it. */
  void met(Trouble trouble, Throwable failure) {
    long now = nanoTime.getAsLong();
    String reason = innermost(failure);
    synchronized (lasting) {
      Spell before = lasting.get(trouble);
      if (before != null && !isForgotten(trouble, before, now)) {
        lasting.put(trouble, new Spell(before.since(), now, before.reason()));
        return;
      }
      lasting.put(trouble, new Spell(now, now, reason));
      any = true;
    }
    log.warn("{} ({})", trouble.state(), reason);
  }

  /** The server answered. */
  void answered() {
    if (any) {
      over(Trouble.Ends.BY_AN_ANSWER);
    }
  }

  /** The server kept a change, so it answered, too. */
  void wrote() {
    if (any) {
      over(Trouble.Ends.BY_AN_ANSWER);
      over(Trouble.Ends.BY_A_WRITE);
    }
  }

  /** The trouble that keeps callers from being served; empty if nothing is known to. */
  Optional<String> told() {
    if (!any) {
      return Optional.empty();
    }
    synchronized (lasting) {
      return lasting.entrySet().stream()
          .filter(trouble -> trouble.getKey().isOfServer())
          .map(
              trouble -> "%s (%s)".formatted(trouble.getKey().state(), trouble.getValue().reason()))
          .findFirst();
    }
  }

  private void over(Trouble.Ends sign) {
    long now = nanoTime.getAsLong();
    synchronized (lasting) {
      Iterator<Map.Entry<Trouble, Spell>> each = lasting.entrySet().iterator();
      while (each.hasNext()) {
        Map.Entry<Trouble, Spell> one = each.next();
        Trouble trouble = one.getKey(); // an entry that was removed has none
        Spell spell = one.getValue();
        if (trouble.ends() == sign && now - spell.last() >= Trouble.QUIET.toNanos()) {
          each.remove();
          log.info(
              "Over after {} s: {}",
              Duration.ofNanos(now - spell.since()).toSeconds(),
              trouble.state());
        }
      }
      any = !lasting.isEmpty();
    }
  }

  private static boolean isForgotten(Trouble trouble, Spell spell, long now) {
    return trouble.ends() == Trouble.Ends.BY_TIME
        && now - spell.last() >= Trouble.FORGOTTEN.toNanos();
  }

  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    // Connector/J's have several lines.
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
