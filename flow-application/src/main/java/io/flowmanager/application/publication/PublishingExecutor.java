package io.flowmanager.application.publication;

/** Does one thing after the other, in the order it is told to, and nobody waits for it. */
@FunctionalInterface
public interface PublishingExecutor {
  void run(Runnable work);
}
