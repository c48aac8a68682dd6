package io.flowmanager.application.activeflow;

import io.flowmanager.domain.engine.Moment;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.step.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The questions and answers of a request of ours so far, so that deciding it again asks nobody
 * again: the same question in the same place gets the same answer, and the same ids are made up.
 * From the first question that is another one, everything is new.
 *
 * <p>For one thread.
 */
final class Journal {
  private final Moment moment;
  private final List<UUID> ids = new ArrayList<>();
  private final List<Exchange> exchanges = new ArrayList<>();
  private int idsGiven;
  private int exchangesGiven;

  private sealed interface Outcome {
    record Answered(Object answer) implements Outcome {}

    record Failed(FlowException failure) implements Outcome {}
  }

  private record Exchange(Request<?> request, Outcome outcome) {}

  Journal(Moment moment) {
    this.moment = moment;
  }

  /** Begins again from the first line. */
  Moment fromTheStart() {
    idsGiven = 0;
    exchangesGiven = 0;
    return new Moment(moment.now(), this::nextId);
  }

  /** Forgets all: what was asked so far is part of what is stored. */
  void clear() {
    ids.clear();
    exchanges.clear();
  }

  private UUID nextId() {
    if (idsGiven == ids.size()) {
      ids.add(moment.ids().get());
    }
    return ids.get(idsGiven++);
  }

  /** The answer given before, or else the one that {@code ask} gets now. */
  @SuppressWarnings("unchecked") // an answer is kept under the request whose type it has
  <R> R answer(Request<R> request, Supplier<R> ask) {
    Outcome outcome =
        recorded(
            request,
            () -> {
              try {
                return new Outcome.Answered(ask.get());
              } catch (FlowException failure) {
                return new Outcome.Failed(failure);
              }
            });
    return switch (outcome) {
      case Outcome.Answered answered -> (R) answered.answer();
      case Outcome.Failed failed -> throw failed.failure();
    };
  }

  private Outcome recorded(Request<?> request, Supplier<Outcome> otherwise) {
    if (exchangesGiven < exchanges.size()) {
      Exchange before = exchanges.get(exchangesGiven);
      if (before.request().equals(request)) {
        exchangesGiven++;
        return before.outcome();
      }
      exchanges.subList(exchangesGiven, exchanges.size()).clear();
    }
    Outcome outcome = otherwise.get();
    exchanges.add(new Exchange(request, outcome));
    exchangesGiven++;
    return outcome;
  }
}
