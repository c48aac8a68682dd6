package io.flowmanager.rabbitmq;

import io.flowmanager.domain.error.FlowException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Knows what is to be done about requests. May be called from any thread. */
public interface RequestHandler {
  /** What one request asks for. */
  interface Task {
    /** What it is called in metrics: one of a fixed set, whatever a client sends. */
    String label();

    /**
     * What it shares with those that it has to wait for: tasks of one lane are served one after the
     * other, in the order their requests arrived here. Empty: it waits for none.
     */
    Optional<String> lane();

    /** Whether it begins something new, which has to wait where there is more than enough to do. */
    default boolean beginsSomething() {
      return false;
    }

    /** Whether it may keep a core busy for more than some milliseconds, however small it is. */
    default boolean takesLong() {
      return false;
    }

    /**
     * Whether nobody is to work on it any more where processes end with it in work. A call waits
     * for an answer to what may not be parked, and would be silent for good.
     */
    default boolean mayBeParked() {
      return true;
    }

    /**
     * Serves the request, on a thread of its own. It is acknowledged after the answer: when this
     * process dies before, the broker delivers it again.
     *
     * @throws FlowException becomes the answer. Anything else that is thrown is answered as
     *     INTERNAL, with nothing of the message, and logged
     */
    Answer serve();

    /**
     * The same task, with something around serving it.
     *
     * @param serving calls its argument to have the request served
     */
    default Task around(Function<Supplier<Answer>, Answer> serving) {
      Task inner = this;
      return new Task() {
        @Override
        public String label() {
          return inner.label();
        }

        @Override
        public Optional<String> lane() {
          return inner.lane();
        }

        @Override
        public boolean beginsSomething() {
          return inner.beginsSomething();
        }

        @Override
        public boolean takesLong() {
          return inner.takesLong();
        }

        @Override
        public boolean mayBeParked() {
          return inner.mayBeParked();
        }

        @Override
        public Answer serve() {
          return serving.apply(inner::serve);
        }
      };
    }
  }

  /**
   * Finds out what a request asks for; nothing is done yet. Quick: meanwhile no other delivery is
   * looked at.
   *
   * @throws FlowException becomes the answer
   */
  Task find(IncomingRequest request);
}
