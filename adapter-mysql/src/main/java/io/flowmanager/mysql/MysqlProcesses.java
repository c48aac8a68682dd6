package io.flowmanager.mysql;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.port.Processes;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ProcessId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each process holds a lock of the server that is named for it, on a connection that does nothing
 * else. The server takes it back when the connection ends, as it does the moment the process is
 * killed: so whoever's lock is free is gone.
 *
 * <p>When the server itself was away, everybody's lock is free for a moment. So nobody is taken to
 * be gone until this process has held its own again for a while.
 */
public final class MysqlProcesses implements Processes, AutoCloseable {
  /** How long others may take to be back after the server was away. */
  public static final Duration GRACE = Duration.ofSeconds(3);

  /** How often the connection is looked at. Shorter than GRACE by far. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private static final Logger log = LoggerFactory.getLogger(MysqlProcesses.class);

  private final MysqlDatabase database;
  private final Duration grace;
  private final ProcessId self = new ProcessId(UUID.randomUUID());
  private final Thread keeper;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closing = lock.newCondition();
  // the next two: guarded by the lock
  private boolean isClosed;
  private Optional<Long> heldSince = Optional.empty();

  private MysqlProcesses(MysqlDatabase database, Duration grace) {
    this.database = requireNonNull(database, "database");
    this.grace = requireNonNull(grace, "grace");
    this.keeper = Thread.ofPlatform().daemon().name("presence").unstarted(this::keepLock);
  }

  /**
   * A new process.
   *
   * @param grace how long others may take to be back after the server was away
   */
  public static MysqlProcesses begin(MysqlDatabase database, Duration grace) {
    var processes = new MysqlProcesses(database, grace);
    processes.keeper.start();
    return processes;
  }

  @Override
  public ProcessId self() {
    return self;
  }

  @Override
  public boolean isThere(ProcessId process) {
    return process.equals(self) || !canTell() || database.ask(db -> lockOf(process).isHeld(db));
  }

  /** Whether those whose lock is free are gone. */
  boolean canTell() {
    lock.lock();
    try {
      return heldSince.filter(since -> System.nanoTime() - since >= grace.toNanos()).isPresent();
    } finally {
      lock.unlock();
    }
  }

  private static NamedLock lockOf(ProcessId process) {
    return NamedLock.of("flow_manager", process.value());
  }

  private void keepLock() {
    while (!isClosed()) {
      try (Connection connection = database.connectionOfItsOwn()) {
        DSLContext db = database.on(connection);
        // Not taken: an earlier connection, of which the server does not know yet that it is gone.
        boolean taken = lockOf(self).take(db, LOOK_EVERY.plusSeconds(1));
        held(taken);
        while (taken && pause()) {
          db.selectOne().fetch();
        }
      } catch (FlowException | DataAccessException | SQLException lost) {
        log.debug("the lock that shows this process is there is lost: {}", lost.getMessage());
        held(false);
        pause();
      }
    }
  }

  private void held(boolean isHeld) {
    lock.lock();
    try {
      heldSince = isHeld ? Optional.of(System.nanoTime()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** False: it was closed meanwhile. */
  private boolean pause() {
    lock.lock();
    try {
      long left = LOOK_EVERY.toNanos();
      while (!isClosed && left > 0) {
        left = closing.awaitNanos(left);
      }
      return !isClosed;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      isClosed = true;
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return isClosed;
    } finally {
      lock.unlock();
    }
  }

  /** Is gone from now on. */
  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      closing.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      keeper.join();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
