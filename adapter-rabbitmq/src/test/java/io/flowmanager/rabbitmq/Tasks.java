package io.flowmanager.rabbitmq;

import io.flowmanager.rabbitmq.RequestHandler.Task;
import java.util.Optional;
import java.util.function.Supplier;

/** What requests ask for in tests. */
final class Tasks {
  private Tasks() {}

  static Task free(Supplier<Answer> serving) {
    return task(Optional.empty(), false, serving);
  }

  static Task takingLong(Supplier<Answer> serving) {
    return task(Optional.empty(), true, serving);
  }

  static Task inLane(String lane, Supplier<Answer> serving) {
    return task(Optional.of(lane), false, serving);
  }

  private static Task task(Optional<String> lane, boolean takesLong, Supplier<Answer> serving) {
    return new Task() {
      @Override
      public String label() {
        return "/test";
      }

      @Override
      public Optional<String> lane() {
        return lane;
      }

      @Override
      public boolean takesLong() {
        return takesLong;
      }

      @Override
      public Answer serve() {
        return serving.get();
      }
    };
  }
}
