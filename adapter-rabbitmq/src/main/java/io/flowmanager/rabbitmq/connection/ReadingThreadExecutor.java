package io.flowmanager.rabbitmq.connection;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has the client library call consumers on the thread that reads from the broker: to wake another
 * one for each message costs more than what consumers do, which is to hand the work on.
 *
 * <p>So a consumer must return soon, and must not wait for the broker: the answer would have to be
 * read by the very thread that waits.
 */
public final class ReadingThreadExecutor extends AbstractExecutorService {
  private volatile boolean isShutDown;

  @Override
  public void execute(Runnable work) {
    work.run();
  }

  @Override
  public void shutdown() {
    isShutDown = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    isShutDown = true;
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return isShutDown;
  }

  @Override
  public boolean isTerminated() {
    return isShutDown;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return isShutDown;
  }
}
