package io.flowmanager.authoring.rehearse;

import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Move;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.ReferenceRequest.DescribeReference;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.variable.ReservedVariables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An action performed once more, for what it said then. The engine does not tell; but performing is
 * a pure function, so with the same answers it says the same again.
 *
 * @param type empty for an unknown one, which is passed over
 * @param runs whether there was the medium that it needs
 * @param exchanges its own
 * @param found what it noted as deciding; empty: nothing
 * @param failure why it failed, if it did
 */
record Replay(
    Optional<ActionType<?>> type,
    boolean runs,
    List<Exchange> exchanges,
    List<Move> moves,
    Optional<String> found,
    Optional<FlowException> failure) {

  /**
   * @param stage the activeflow, just moved onto the action
   * @param exchanges all that are left, in order; those of this action are taken from the front
   */
  static Replay of(
      ActionCatalog catalog, Activeflow stage, Instant now, Deque<Exchange> exchanges) {
    var own = new ArrayList<Exchange>();
    if (exchanges.peek() != null
        && exchanges.peek().request() instanceof DescribeReference
        && wantsReferenceData(stage)) {
      own.add(exchanges.remove());
    }
    Optional<ActionType<?>> type = catalog.type(stage.cursor().action().type());
    boolean runs =
        type.filter(known -> known.medium().fits(stage.origin().reference().type().medium()))
            .isPresent();
    if (!runs) {
      return new Replay(type, false, own, List.of(), Optional.empty(), Optional.empty());
    }
    var moves = new ArrayList<Move>();
    var found = new ArrayList<String>();
    try {
      var execution = new Execution(stage, now, new NewIds(0x4e41_0000L), catalog);
      perform(type.get().begin(execution), exchanges, own, moves, found);
      return new Replay(type, true, own, moves, last(found), Optional.empty());
    } catch (FlowException failure) {
      return new Replay(type, true, own, moves, last(found), Optional.of(failure));
    }
  }

  private static Optional<String> last(List<String> found) {
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
  }

  private static boolean wantsReferenceData(Activeflow stage) {
    return stage
        .stacks()
        .action(stage.cursor().place())
        .filter(action ->
            action
                .options()
                .anyText(text -> text.contains("${" + ReservedVariables.REFERENCE_DATA + "}")))
        .isPresent();
  }

  private static void perform(
      Step first,
      Deque<Exchange> exchanges,
      List<Exchange> own,
      List<Move> moves,
      List<String> notes) {
    Step step = first;
    while (true) {
      switch (step) {
        case Step.Ask<?> ask -> {
          step = answered(ask, taken(exchanges, own));
        }
        case Step.AskStored<?> ask -> {
          taken(exchanges, own).failure().ifPresent(Replay::fail);
          return;
        }
        case Step.Tell tell -> {
          taken(exchanges, own);
          step = tell.then();
        }
        case Step.Change change -> {
          moves.add(change.move());
          step = change.then();
        }
        case Step.SetVariable set -> {
          step = set.then();
        }
        case Step.Found found -> {
          notes.add(found.value());
          step = found.then();
        }
        case Step.Fail fail -> {
          throw fail.failure();
        }
        case Step.End end -> {
          return;
        }
      }
    }
  }

  private static Exchange taken(Deque<Exchange> exchanges, List<Exchange> own) {
    Exchange exchange = exchanges.remove();
    own.add(exchange);
    return exchange;
  }

  @SuppressWarnings("unchecked") // the answer was given to this very question before
  private static Step answered(Step.Ask<?> ask, Exchange exchange) {
    exchange.failure().ifPresent(Replay::fail);
    return ((Function<Object, Step>) (Function<?, Step>) ask.then())
        .apply(exchange.answer().orElseThrow());
  }

  private static void fail(FlowException failure) {
    throw failure;
  }
}
