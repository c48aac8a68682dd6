package io.flowmanager.mysql.commit;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits together what waits to be committed: one transaction, one round trip and one write to the
 * disk for all of it, instead of one each.
 *
 * <p>Nobody waits for others to come: while all committers are at work, a group gathers by itself,
 * and where there is little to do each commit goes alone. So the busier the daemon, the less a
 * commit costs.
 *
 * <p>What belongs to different requests is still independent: where the server refuses the
 * transaction, because one of them came too late or adds what is there already, nothing of it is
 * kept, and each request has to try by itself.
 *
 * <p>The committers are threads of the platform, because they wait for the database and for nothing
 * else: on virtual threads such a wait is a timer, a look at it by another thread, and two switches
 * of a carrier. May be used from any thread.
 */
public final class GroupCommit implements AutoCloseable {
  /** While one waits for the disk, the server can work for the other: measured from 1 to 5. */
  public static final int COMMITTERS = 2;

  /** A text of some 200 KB. Where more wait, another committer can begin with them. */
  static final int TOGETHER_MAX = 64;

  /**
   * Number of characters that make a group large enough, for flows of thousands of actions: the
   * server takes 16 MB at once unless told otherwise, and our heap has room for a few.
   */
  static final int LENGTH_MAX = 1024 * 1024;

  /**
   * The time after which a change that has waited so long to be begun would not be answered in time
   * any more.
   */
  static final Duration WAIT_MAX = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(5);

  private final Duration waitMax;
  private final Transaction transaction;
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
  private final List<Thread> committers;
  private volatile boolean isClosed;

  /** Keeps what several requests change, or nothing of it. */
  public interface Transaction {
    /**
     * True if each of them was kept. One that was not has found another version.
     *
     * @param since when the first of them came, as {@link System#nanoTime} counts
     */
    public List<Boolean> commit(List<UnitOfWork> requests, long since) throws SQLException;
  }

  private GroupCommit(int committers, Duration waitMax, Transaction transaction) {
    this.waitMax = waitMax;
    this.transaction = transaction;
    this.committers =
        IntStream.range(0, committers)
            .mapToObj(number ->
                Thread.ofPlatform().daemon().name("commits-" + number).unstarted(this::work))
            .toList();
  }

  public static GroupCommit begin(Transaction transaction) {
    return begin(COMMITTERS, WAIT_MAX, transaction);
  }

  /**
   * As many committers as said.
   *
   * @param waitMax what waited longer than this is refused
   */
  public static GroupCommit begin(int committers, Duration waitMax, Transaction transaction) {
    var group = new GroupCommit(committers, waitMax, transaction);
    group.committers.forEach(Thread::start);
    return group;
  }

  /** A request's changes, and what comes of them. */
  private record Waiting(UnitOfWork changes, long since, CompletableFuture<Boolean> kept) {}

  /**
   * Keeps all of these changes or none of them, and says which. Returns when that is so.
   *
   * @throws GroupCommitException they were refused, perhaps because of another request's
   * @throws SQLException they were refused, or it is not known whether they were kept
   */
  public boolean commit(UnitOfWork changes) throws SQLException {
    var mine = new Waiting(changes, System.nanoTime(), new CompletableFuture<>());
    waiting.add(mine);
    if (isClosed) {
      refuseAll();
    }
    try {
      return mine.kept().join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof SQLException refusal) {
        throw refusal;
      }
      throw failed;
    }
  }

  /** Number of changes that have not been begun. */
  public int waiting() {
    return waiting.size();
  }

  /** Ends; changes that were begun are finished. */
  @Override
  public void close() {
    isClosed = true;
    committers.forEach(Thread::interrupt);
    try {
      for (Thread committer : committers) {
        committer.join(STOP_WAIT_MAX);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    refuseAll();
  }

  private void work() {
    var group = new ArrayList<Waiting>(TOGETHER_MAX);
    try {
      while (!isClosed) {
        gather(group);
        commitAll(group);
        group.clear();
      }
    } catch (InterruptedException closing) {
      // Nothing is begun, so nothing is left undone.
    }
  }

  private void gather(List<Waiting> group) throws InterruptedException {
    long length = 0;
    Waiting next = waiting.take();
    while (next != null) {
      if (System.nanoTime() - next.since() > waitMax.toNanos()) {
        next.kept().completeExceptionally(tooLate());
      } else {
        group.add(next);
        length += next.changes().length();
      }
      next = group.size() < TOGETHER_MAX && length < LENGTH_MAX ? waiting.poll() : null;
    }
  }

  private void commitAll(List<Waiting> group) {
    if (group.isEmpty()) {
      return;
    }
    try {
      List<Boolean> kept =
          transaction.commit(
              group.stream().map(Waiting::changes).toList(), group.getFirst().since());
      for (int index = 0; index < group.size(); index++) {
        group.get(index).kept().complete(kept.get(index));
      }
    } catch (Throwable failure) {
      if (group.size() > 1) {
        log.debug("{} requests try by themselves: {}", group.size(), failure.toString());
      }
      group.forEach(one -> one.kept().completeExceptionally(told(failure, group.size())));
    }
  }

  /** Whoever was alone learns what it was; of several each has to try for itself. */
  private static Throwable told(Throwable failure, int size) {
    if (size == 1) {
      return failure;
    }
    return new GroupCommitException(
        failure instanceof SQLException refusal ? refusal : new SQLException(failure));
  }

  private SQLException tooLate() {
    return new SQLTransientConnectionException(
        "Expected to begin a commit within %d ms, but those before it took longer"
            .formatted(waitMax.toMillis()));
  }

  private static SQLException closed() {
    return new SQLTransientConnectionException("Expected an open database, but it is closed");
  }

  private void refuseAll() {
    for (Waiting left = waiting.poll(); left != null; left = waiting.poll()) {
      left.kept().completeExceptionally(closed());
    }
  }
}
