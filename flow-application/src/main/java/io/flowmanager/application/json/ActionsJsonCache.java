package io.flowmanager.application.json;

import io.flowmanager.domain.action.Action;
import java.util.List;

/**
 * The JSON of long lists of actions that are written again and again: an activeflow's stacks stay
 * the same lists from step to step, and every event carries them. May be used from any thread.
 */
final class ActionsJsonCache {
  static final ActionsJsonCache SHARED = new ActionsJsonCache(12L << 20);

  /**
   * Number of actions that make a list long. Writing one takes about 0.4 µs, and keeping a list
   * some microseconds.
   */
  static final int LONG = 16;

  private final IdentityCache<List<Action>, Json> written;

  ActionsJsonCache(long bytesMax) {
    written = new IdentityCache<>(bytesMax, Json::length);
  }

  /** The list as JSON. */
  void write(JsonWriter json, List<Action> actions) {
    if (actions.size() < LONG) {
      ActionJson.writeAll(json, actions);
    } else {
      json.raw(written.find(actions).orElseGet(() -> fresh(actions)));
    }
  }

  private Json fresh(List<Action> actions) {
    Json fresh = ActionJson.writeAll(actions);
    written.keep(actions, fresh);
    return fresh;
  }

  /** Number of bytes that are kept now. */
  long bytes() {
    return written.bytes();
  }
}
