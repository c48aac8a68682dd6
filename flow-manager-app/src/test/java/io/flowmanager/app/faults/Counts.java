package io.flowmanager.app.faults;

import java.util.concurrent.atomic.AtomicLong;

/** What happened. */
final class Counts {
  final AtomicLong calls = new AtomicLong();
  final AtomicLong steps = new AtomicLong();
  final AtomicLong repeats = new AtomicLong();
  final AtomicLong askedAgain = new AtomicLong();
  final AtomicLong refused = new AtomicLong();
  final AtomicLong kills = new AtomicLong();
  final AtomicLong brokerRestarts = new AtomicLong();
  final AtomicLong databaseRestarts = new AtomicLong();
  final AtomicLong cacheFlushes = new AtomicLong();

  /** Requests that nobody answered in time. */
  long unanswered() {
    return askedAgain.get() - refused.get();
  }
}
