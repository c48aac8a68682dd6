package io.flowmanager.domain.engine;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.step.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A demand of the engine on its surroundings, or the result that it came to. A request for the next
 * action is a row of turns: each but the last is answered, which gives the one after it. A turn is
 * answered once.
 */
public sealed interface Turn {

  /**
   * A question to another service.
   *
   * @param type the action type that asks
   */
  record Asking<R>(
      Request<R> request,
      String type,
      Function<? super R, Turn> answered,
      Function<FlowException, Turn> failed)
      implements Turn {}

  /**
   * A question to another service that looks at the activeflow meanwhile: what came so far is
   * stored first.
   *
   * @param then goes on from what is stored by then, and may be called again where that changed;
   *     the second is what the question failed with, if it did. Fails with
   *     ACTIVEFLOW_ALREADY_STOPPED where it was stopped
   */
  record AskingOnceStored(
      Request<?> request,
      String type,
      Stretch soFar,
      BiFunction<Activeflow, Optional<FlowException>, Turn> then)
      implements Turn {}

  /** A word to another service, whose answer nobody waits for. */
  record Telling(Request<?> request, Supplier<Turn> then) implements Turn {}

  /**
   * The end of it: what to store, and what to answer.
   *
   * @param way empty for a repeated request, whose work was done before: there is nothing to store
   * @param answer the action handed over; {@link Action#NONE} to wait, {@link Action#FINISH} at the
   *     end
   * @param transitions how many there were
   * @param failure why the activeflow had to end, to be answered instead
   */
  record Settled(
      Activeflow activeflow,
      Optional<Stretch> way,
      Action answer,
      List<Performed> performed,
      int transitions,
      Optional<FlowException> failure)
      implements Turn {}

  /**
   * A stretch of the activeflow's way that is still to be stored.
   *
   * @param reached how it is now
   * @param passed how it was after each transition, and after its end: what the world is to know,
   *     in order
   */
  record Stretch(Activeflow reached, List<Activeflow> passed) {
    public Stretch {
      passed = List.copyOf(passed);
    }
  }

  /** An action that was performed or handed over. */
  record Performed(String type, boolean failed, String dispatchedTo) {}
}
