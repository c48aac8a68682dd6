package io.flowmanager.application.port;

import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.engine.Turn.Performed;
import io.flowmanager.domain.variable.OfferedVariables.Outcome;
import java.time.Duration;

/** The counters and timers of what happens. Cheap, never fails, may be called from any thread. */
public interface Measurements {
  /** Operations on flows. */
  enum FlowOperation {
    CREATE,
    UPDATE,
    DELETE
  }

  void flowChanged(FlowOperation operation);

  void activeflowCreated(ReferenceType reference);

  void activeflowEnded(ReferenceType reference, Duration lifetime);

  void variablesOffered(Outcome outcome);

  /** An action was performed or handed over; {@code took} is what its questions to others took. */
  void actionPerformed(Performed performed, Duration took);

  /** Number of transitions that one request went through. */
  void transitions(ReferenceType reference, int count);

  /** A new activeflow named a parent of another customer, and got none of its variables. */
  void inheritanceRefused();

  /** Someone else changed an activeflow first, and the request was decided again. */
  void contended();

  /** Counts nothing. */
  Measurements NONE =
      new Measurements() {
        @Override
        public void flowChanged(FlowOperation operation) {}

        @Override
        public void activeflowCreated(ReferenceType reference) {}

        @Override
        public void activeflowEnded(ReferenceType reference, Duration lifetime) {}

        @Override
        public void variablesOffered(Outcome outcome) {}

        @Override
        public void actionPerformed(Performed performed, Duration took) {}

        @Override
        public void transitions(ReferenceType reference, int count) {}

        @Override
        public void inheritanceRefused() {}

        @Override
        public void contended() {}
      };
}
