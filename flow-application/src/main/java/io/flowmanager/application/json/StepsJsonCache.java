package io.flowmanager.application.json;

import io.flowmanager.domain.activeflow.Executed;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;

/**
 * The JSON of the actions that activeflows have left. Every event and every customer's webhook
 * carries them all, and from one step to the next only one is added: so only that one is written.
 * May be used from any thread.
 */
final class StepsJsonCache {
  static final StepsJsonCache SHARED = new StepsJsonCache(6L << 20);

  /** By the first step, which all later lists of an activeflow share with the earlier ones. */
  private final IdentityCache<Executed, Beginning> written;

  StepsJsonCache(long bytesMax) {
    written = new IdentityCache<>(bytesMax, beginning -> beginning.actions().length());
  }

  /**
   * The first steps of an activeflow, written.
   *
   * @param count how many
   * @param last the last of them: a list that has the very same one there began with all of them.
   *     Weak, for it may be the first one too, and what is kept must not keep that
   * @param actions without what surrounds a list
   */
  private record Beginning(int count, WeakReference<Executed> last, Json actions) {
    boolean isOf(List<Executed> steps) {
      return count <= steps.size() && last.refersTo(steps.get(count - 1));
    }
  }

  /** The actions left, of which there is one at least, as a list. */
  void write(JsonWriter json, List<Executed> steps) {
    json.beginList();
    json.raw(actions(steps));
    json.endList();
  }

  private Json actions(List<Executed> steps) {
    Executed first = steps.getFirst();
    Optional<Beginning> known = written.find(first).filter(beginning -> beginning.isOf(steps));
    int count = known.map(Beginning::count).orElse(0);
    return count == steps.size()
        ? known.orElseThrow().actions()
        : extended(known, steps.subList(count, steps.size()), steps);
  }

  private Json extended(Optional<Beginning> known, List<Executed> further, List<Executed> steps) {
    int length = known.map(beginning -> beginning.actions().length()).orElse(0);
    var json = new JsonWriter(length + further.size() * ActionJson.USUAL_BYTES);
    known.ifPresent(beginning -> json.raw(beginning.actions()));
    further.forEach(step -> ActionJson.write(json, step.action()));
    Json actions = json.done();
    written.keep(
        steps.getFirst(),
        new Beginning(steps.size(), new WeakReference<>(steps.getLast()), actions));
    return actions;
  }

  /** Number of bytes that are kept now. */
  long bytes() {
    return written.bytes();
  }
}
