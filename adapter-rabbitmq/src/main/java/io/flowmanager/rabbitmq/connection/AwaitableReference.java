package io.flowmanager.rabbitmq.connection;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The thing in use at the moment, if there is one, and the wait for it. */
public final class AwaitableReference<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private volatile Optional<T> value = Optional.empty();

  public void set(T next) {
    lock.lock();
    try {
      value = Optional.of(next);
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public void clear() {
    lock.lock();
    try {
      value = Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  public Optional<T> now() {
    return value;
  }

  /** Empty: there was none for so long. */
  public Optional<T> await(Duration most) throws InterruptedException {
    long left = most.toNanos();
    lock.lock();
    try {
      while (value.isEmpty() && left > 0) {
        left = filled.awaitNanos(left);
      }
      return value;
    } finally {
      lock.unlock();
    }
  }
}
