package io.flowmanager.application.port;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does the same thing many times at once. */
public final class Concurrently {
  private static final int WAIT_S = 60;

  private Concurrently() {}

  /** All begin together; the answers of all, once all are there. */
  public static <T> List<T> times(int count, Callable<T> task) throws InterruptedException {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<T>>();
      for (int begun = 0; begun < count; begun++) {
        running.add(
            threads.submit(() -> {
              start.await();
              return task.call();
            }));
      }
      start.countDown();
      var answers = new ArrayList<T>();
      for (Future<T> one : running) {
        answers.add(one.get(WAIT_S, TimeUnit.SECONDS));
      }
      return answers;
    } catch (ExecutionException | TimeoutException failure) {
      throw new AssertionError(failure);
    }
  }
}
