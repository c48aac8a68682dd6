package io.flowmanager.bench;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A run of so many clients: what it came to, and what it cost.
 *
 * @param cost of the time that was measured
 * @param memory of the measured process at its end
 * @param loadPerRequest CPU time of this very process per request, the other services included
 */
record Measured(
    int clients, Tally.Summary tally, Cost cost, ProcessFigures memory, Duration loadPerRequest) {

  /**
   * The resources used, as counters stand at one moment or between two.
   *
   * @param machine seconds that all cores together were busy; empty where it is not known
   * @param database how often what was done; empty where it is not counted
   * @param cache the same
   */
  record Cost(
      Duration daemonCpu,
      Duration ownCpu,
      Optional<Double> machine,
      Peers.Counts peers,
      Map<String, Long> database,
      Map<String, Long> cache) {

    Cost since(Cost earlier) {
      return new Cost(
          daemonCpu.minus(earlier.daemonCpu),
          ownCpu.minus(earlier.ownCpu),
          machine.flatMap(now -> earlier.machine.map(before -> now - before)),
          peers.since(earlier.peers),
          difference(database, earlier.database),
          difference(cache, earlier.cache));
    }

    private static Map<String, Long> difference(Map<String, Long> now, Map<String, Long> before) {
      var difference = new TreeMap<String, Long>();
      now.forEach((name, count) -> {
        long more = count - before.getOrDefault(name, 0L);
        if (more > 0) {
          difference.put(name, more);
        }
      });
      return difference;
    }
  }

  /** Notes the costs at both ends of the measured time. */
  static final class Window {
    private final Supplier<Cost> costs;
    private Optional<Cost> opened = Optional.empty();
    private Optional<Cost> cost = Optional.empty();

    Window(Supplier<Cost> costs) {
      this.costs = requireNonNull(costs, "costs");
    }

    void open() {
      opened = Optional.of(costs.get());
    }

    void close() {
      cost = opened.map(before -> costs.get().since(before));
    }

    Cost cost() {
      return cost.orElseThrow();
    }
  }

  /** CPU seconds of the measured process for 1000 steps. */
  double cpuPer1000() {
    return tally.steps() == 0 ? 0 : cost.daemonCpu().toNanos() / 1e6 / tally.steps();
  }

  /** Number of the machine's cores that were busy, with whatever. */
  Optional<Double> busyCores() {
    return cost.machine().filter(busy -> tally.nanos() > 0).map(busy -> busy / tally.seconds());
  }

  double perStep(long count) {
    return tally.steps() == 0 ? 0 : (double) count / tally.steps();
  }
}
