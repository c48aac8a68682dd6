package io.flowmanager.mysql.lease;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.flowmanager.application.port.Processes;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.mysql.server.MysqlDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes by their leases: each renews a row of its own twice a second, and looks at the rows of
 * the others. One whose row it has seen without a renewal for long enough is gone; it removes the
 * row, unless that was renewed at the last moment, and whoever finds no row of a process knows the
 * same. A process whose row was removed learns that by its next renewal, and goes on as another
 * one.
 *
 * <p>So that no two ever hold the same, nobody relies on a lease of his own that is older than half
 * of the shortest time after which others remove it. No clocks of two machines are compared, nor is
 * the server's asked: it may jump.
 */
public final class MysqlProcesses implements Processes, AutoCloseable {
  /** Behind a proxy the next connection may lead to another server. */
  static final Duration CONNECTION_LIFE = Duration.ofMinutes(3);

  /** The time that a renewal may take, before it is tried on another connection. */
  private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(2);

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

  private static final Logger log = LoggerFactory.getLogger(MysqlProcesses.class);

  private final MysqlDatabase database;
  private final LeaseTimes times;
  private final Duration connectionLife;
  private final Lease lease;
  private final LeaseObservations sightings;
  private final Thread keeper;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closing = lock.newCondition();
  // guarded by the lock
  private boolean isClosed;

  // the rest: written by the keeper
  private Optional<Line> line = Optional.empty();
  private volatile Set<ProcessId> there = Set.of();
  private volatile Set<String> otherServers = Set.of();
  private volatile String failure = "";
  private final AtomicLong lost = new AtomicLong();

  /** A connection that does nothing but renew. */
  private static final class Line {
    private final Connection connection;
    private final MysqlLeases leases;
    private final long opened = System.nanoTime();
    private boolean hasLocks;

    Line(Connection connection, MysqlLeases leases) {
      this.connection = connection;
      this.leases = leases;
    }

    void close() {
      try {
        connection.close();
      } catch (SQLException broken) {
        log.debug("a connection is given up that was broken: {}", broken.getMessage());
      }
    }
  }

  private MysqlProcesses(MysqlDatabase database, LeaseTimes times, Duration connectionLife) {
    this.database = requireNonNull(database, "database");
    this.times = requireNonNull(times, "times");
    this.connectionLife = requireNonNull(connectionLife, "connectionLife");
    this.lease = new Lease(times.certain(), System::nanoTime);
    this.sightings = new LeaseObservations(times);
    this.keeper = Thread.ofPlatform().daemon().name("lease").unstarted(this::keepLease);
  }

  /** A new process. */
  public static MysqlProcesses begin(MysqlDatabase database, LeaseTimes times) {
    return begin(database, times, CONNECTION_LIFE);
  }

  static MysqlProcesses begin(MysqlDatabase database, LeaseTimes times, Duration connectionLife) {
    var processes = new MysqlProcesses(database, times, connectionLife);
    processes.keeper.start();
    return processes;
  }

  @Override
  public ProcessId self() {
    return lease.owner();
  }

  @Override
  public boolean isThere(ProcessId process) {
    return process.equals(self())
        || !lease.isCertain()
        || there.contains(process)
        || database.ask(db -> MysqlLeases.isThere(db, process));
  }

  @Override
  public boolean isStill(ProcessId self, Duration patience) {
    return lease.isStillOf(self, patience);
  }

  /**
   * Why the database takes no writes of this process just now; empty: it does, or is a little late
   * at most. Asks nobody.
   */
  public Optional<String> trouble() {
    boolean isLate =
        failure.isEmpty()
            && lease.age().filter(age -> age.compareTo(times.brokenOff()) < 0).isPresent();
    if (lease.isCertain() || isLate) {
      return Optional.empty();
    }
    String since =
        lease
            .age()
            .map(age -> "has taken no write for %d ms".formatted(age.toMillis()))
            .orElse("has taken no write yet");
    return Optional.of(failure.isEmpty() ? since : since + ": " + failure);
  }

  /**
   * The standing of this process among the others.
   *
   * @param leaseAge how long ago its lease was renewed; empty: not yet
   * @param members how many processes there are, this one too, as it last saw
   * @param otherServers how many servers besides its own the processes at work renew their leases
   *     on
   * @param leasesLost how often it was taken for gone though it was not
   */
  public record Standing(
      Optional<Duration> leaseAge, int members, int otherServers, long leasesLost) {}

  /** Of this moment; asks nobody. */
  public Standing standing() {
    return new Standing(lease.age(), there.size(), otherServers.size(), lost.get());
  }

  private void keepLease() {
    while (!isClosed()) {
      try {
        renew(youngLine());
        pause(times.renewed());
      } catch (SQLException | RuntimeException notRenewed) {
        failed(notRenewed);
        pause(BETWEEN_ATTEMPTS);
      }
    }
    line.ifPresent(this::end);
  }

  /** The next one is opened before the one at hand is closed, so that the lease never waits. */
  private Line youngLine() throws SQLException {
    Optional<Line> young =
        line.filter(renewing -> System.nanoTime() - renewing.opened < connectionLife.toNanos());
    if (young.isPresent()) {
      return young.get();
    }
    Connection connection = database.connectionOfItsOwn(ANSWER_WAIT_MAX);
    try {
      var next = new Line(connection, MysqlLeases.on(database.on(connection)));
      giveUpLine();
      line = Optional.of(next);
      return next;
    } catch (DataAccessException refused) {
      connection.close();
      throw refused;
    }
  }

  private void giveUpLine() {
    line.ifPresent(Line::close);
    line = Optional.empty();
  }

  private void renew(Line renewing) {
    MysqlLeases leases = renewing.leases;
    ProcessId self = lease.owner();
    if (!renewing.hasLocks) {
      renewing.hasLocks = leases.takeLocks(self);
    }
    long asked = System.nanoTime();
    if (!leases.renew(self)) {
      if (lease.isBegun()) {
        wasTakenForGone(self);
        return;
      }
      leases.begin(self);
      log.info("This process is {} among those that share the database", self);
    }
    lease.renewed(asked);
    recovered(self);
    look(leases);
  }

  private void wasTakenForGone(ProcessId self) {
    lease.lost();
    lost.incrementAndGet();
    log.warn(
        "This process was taken for gone, for it did not renew its lease in time. What it was at"
            + " may be done by others. It was {} and goes on as {}",
        self,
        lease.owner());
    // Its locks are named for the former one.
    giveUpLine();
  }

  private void look(MysqlLeases leases) {
    long asked = System.nanoTime();
    List<LeaseObservations.Seen> all = leases.all();
    List<LeaseObservations.Seen> gone =
        sightings.gone(all, leases.server(), asked, System.nanoTime()).stream()
            .filter(seen -> !seen.process().equals(lease.owner()))
            .toList();
    for (LeaseObservations.Seen seen : gone) {
      if (leases.remove(seen)) {
        log.info("Process {} is gone; what it was at is taken up", seen.process());
      }
    }
    there =
        all.stream()
            .filter(seen -> !gone.contains(seen))
            .map(LeaseObservations.Seen::process)
            .collect(toSet());
    lookForOtherServers(all, leases.server(), asked);
  }

  private void lookForOtherServers(List<LeaseObservations.Seen> all, String server, long now) {
    Set<String> others =
        all.stream()
            .filter(seen -> !seen.server().equals(server))
            .filter(seen -> sightings.isAtWork(seen.process(), now))
            .map(LeaseObservations.Seen::server)
            .collect(toSet());
    if (!others.isEmpty() && !others.equals(otherServers)) {
      log.warn(
          "Processes are connected to different database servers: this one to {}, others to {}."
              + " Where these are not of one cluster, changes are lost",
          server,
          others.stream().sorted().collect(joining(", ")));
    }
    otherServers = others;
  }

  private void failed(Exception notRenewed) {
    giveUpLine();
    sightings.forget();
    sqlFailureIn(notRenewed).ifPresent(database::met);
    String reason = innermost(notRenewed);
    if (failure.isEmpty()) {
      log.debug("the lease of this process was not renewed: {}", reason);
    }
    failure = reason;
  }

  private void recovered(ProcessId self) {
    if (!failure.isEmpty()) {
      database.wrote();
      log.debug("the lease of process {} is renewed again", self);
    }
    failure = "";
  }

  private static Optional<SQLException> sqlFailureIn(Exception notRenewed) {
    return switch (notRenewed) {
      case SQLException failure -> Optional.of(failure);
      case DataAccessException failure -> Optional.ofNullable(failure.getCause(SQLException.class));
      default -> Optional.empty();
    };
  }

  private static String innermost(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private void end(Line renewing) {
    try {
      renewing.leases.end(lease.owner());
    } catch (DataAccessException unavailable) {
      log.debug("the lease of this process runs out by itself: {}", unavailable.getMessage());
    } finally {
      giveUpLine();
    }
  }

  private void pause(Duration time) {
    lock.lock();
    try {
      long left = time.toNanos();
      while (!isClosed && left > 0) {
        left = closing.awaitNanos(left);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      isClosed = true;
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

  /** Is gone from now on, and everybody sees that at once. */
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
