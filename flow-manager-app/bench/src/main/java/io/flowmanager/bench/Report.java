package io.flowmanager.bench;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.flowmanager.bench.BareWorker.Depth;
import io.flowmanager.bench.Latencies.Spread;
import io.flowmanager.bench.Tally.Kind;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The results, on one page.
 *
 * @param conditions what it was measured with, a line each
 * @param firstAnswer how long after its start the daemon answered; empty where it ran already
 */
record Report(
    List<String> conditions, Optional<Duration> firstAnswer, int actions, List<Entry> entries) {

  /** A part that is rarer than this is not worth a place on the page. */
  private static final double SHOWN_LEAST = 0.005;

  /**
   * So many clients.
   *
   * @param rounds at the daemon, one at least
   * @param floors at the bare worker in the same rounds, as far as it was measured
   */
  record Entry(List<Measured> rounds, List<Map<Depth, Measured>> floors) {
    Entry {
      rounds = List.copyOf(rounds);
      floors = List.copyOf(floors);
    }

    /** The one with as many steps as the others have in the middle. */
    Measured daemon() {
      return median(rounds);
    }

    /** Likewise, each depth by itself. */
    Map<Depth, Measured> floor() {
      return floors.stream()
          .flatMap(floor -> floor.entrySet().stream())
          .collect(
              groupingBy(
                  Map.Entry::getKey,
                  mapping(Map.Entry::getValue, collectingAndThen(toList(), Entry::median))));
    }

    /** At the daemon, in all rounds. */
    long failed() {
      return rounds.stream().mapToLong(measured -> measured.tally().failed()).sum();
    }

    /** Number of times that each failure came, in all rounds. */
    Map<String, Long> failures() {
      var failures = new TreeMap<String, Long>();
      rounds.forEach(measured ->
          measured
              .tally()
              .failures()
              .forEach((how, count) -> failures.merge(how, count, Long::sum)));
      return failures;
    }

    private static Measured median(List<Measured> rounds) {
      return rounds.stream()
          .sorted(Comparator.comparingDouble(measured -> measured.tally().stepsPerSecond()))
          .toList()
          .get(rounds.size() / 2);
    }
  }

  Report {
    conditions = List.copyOf(conditions);
    entries = List.copyOf(entries);
  }

  /** Number of activeflows that failed at the daemon, in all rounds. */
  long failed() {
    return entries.stream().mapToLong(Entry::failed).sum();
  }

  /** For people. */
  String table() {
    var page = new StringBuilder();
    conditions.forEach(line -> page.append(line).append('\n'));
    firstAnswer.ifPresent(took ->
        page.append("first answer ")
            .append(decimal(seconds(took), 2))
            .append(" s after the daemon's process was started\n"));
    page.append('\n').append(throughput());
    page.append('\n').append(latencies());
    page.append('\n').append(operations());
    if (entries.stream().anyMatch(entry -> !entry.floor().isEmpty())) {
      page.append('\n').append(floors());
    }
    return page.toString();
  }

  private String throughput() {
    var rows = new StringBuilder();
    rows.append(
        row(
            "clients",
            "steps/s",
            "calls/s",
            "failed",
            "CPU s/1000",
            "RSS MB",
            "peak MB",
            "cores busy",
            "load ms/req"));
    for (Entry entry : entries) {
      Measured measured = entry.daemon();
      Tally.Summary tally = measured.tally();
      rows.append(
          row(
              Integer.toString(measured.clients()),
              decimal(tally.stepsPerSecond(), 0),
              decimal(tally.count(Kind.FINISH) / Math.max(1e-9, tally.seconds()), 0),
              Long.toString(entry.failed()),
              orDash(measured.cpuPer1000(), 3),
              orDash(measured.memory().rssMb(), 0),
              orDash(measured.memory().peakRssMb(), 0),
              orDash(measured.busyCores().orElse(0.0), 2),
              decimal(measured.loadPerRequest().toNanos() / 1e6, 3)));
      entry
          .failures()
          .forEach((how, count) ->
              rows.append("        ").append(count).append(" x ").append(how).append('\n'));
    }
    return rows.toString();
  }

  private String latencies() {
    var rows = new StringBuilder();
    rows.append(row("clients", "ms", "count", "p50", "p95", "p99", "p99.9", "max"));
    for (Entry entry : entries) {
      for (Kind kind : Kind.values()) {
        Spread spread = entry.daemon().tally().of(kind);
        rows.append(
            row(
                Integer.toString(entry.daemon().clients()),
                name(kind),
                Long.toString(spread.count()),
                decimal(spread.p50(), 2),
                decimal(spread.p95(), 2),
                decimal(spread.p99(), 2),
                decimal(spread.p999(), 2),
                decimal(spread.max(), 2)));
      }
    }
    return rows.toString();
  }

  /** The cost of a step for others, creations and ends of calls shared out among the steps. */
  private String operations() {
    var rows = new StringBuilder("per step, with its share of what the call's creation takes\n");
    for (Entry entry : entries) {
      Measured measured = entry.daemon();
      Peers.Counts peers = measured.cost().peers();
      rows.append(
          "%-8s broker: %s requests and answers, %s events of %d bytes, %s webhook requests of %d bytes, %s others%n"
              .formatted(
                  measured.clients(),
                  decimal(measured.perStep(measured.tally().requests()), 2),
                  decimal(measured.perStep(peers.events().messages()), 2),
                  peers.events().size(),
                  decimal(measured.perStep(peers.webhooks().messages()), 2),
                  peers.webhooks().size(),
                  decimal(measured.perStep(peers.others().messages()), 2)));
      rows.append("         database: ")
          .append(perStep(measured, measured.cost().database()))
          .append("\n         cache: ")
          .append(perStep(measured, measured.cost().cache()))
          .append('\n');
    }
    return rows.toString();
  }

  private static String perStep(Measured measured, Map<String, Long> counts) {
    String text =
        counts.entrySet().stream()
            .filter(count -> measured.perStep(count.getValue()) >= SHOWN_LEAST)
            .map(count -> decimal(measured.perStep(count.getValue()), 2) + " " + count.getKey())
            .collect(joining(", "));
    return text.isEmpty() ? "-" : text;
  }

  private String floors() {
    var rows = new StringBuilder();
    rows.append(row("clients", "steps/s", "p50 ms", "p99 ms", "CPU s/1000", "daemon"))
        .setLength(rows.length() - 1);
    rows.append("  the bare worker\n");
    for (Entry entry : entries) {
      for (Depth depth : Depth.values()) {
        Measured measured = entry.floor().get(depth);
        if (measured != null) {
          rows.append(row(entry.daemon(), measured)).setLength(rows.length() - 1);
          rows.append("  ").append(words(depth)).append('\n');
        }
      }
    }
    return rows.toString();
  }

  private static String row(Measured daemon, Measured floor) {
    Spread next = floor.tally().of(Kind.NEXT);
    return row(
        Integer.toString(floor.clients()),
        decimal(floor.tally().stepsPerSecond(), 0),
        decimal(next.p50(), 2),
        decimal(next.p99(), 2),
        decimal(floor.cpuPer1000(), 3),
        decimal(part(daemon, floor) * 100, 0) + "%");
  }

  private static String words(Depth depth) {
    return switch (depth) {
      case ECHO -> "echo";
      case UPDATE -> "echo, compare-and-set UPDATE";
      case MESSAGES -> "echo, UPDATE, event and webhook per transition";
    };
  }

  /** The daemon's steps as a part of the bare worker's. */
  private static double part(Measured daemon, Measured floor) {
    double whole = floor.tally().stepsPerSecond();
    return whole == 0 ? 0 : daemon.tally().stepsPerSecond() / whole;
  }

  /** A line of JSON, for programs. */
  String json() {
    Members report =
        Members.EMPTY
            .with("conditions", new Items(conditions.stream().<Value>map(Text::new).toList()))
            .with("actions", Numeral.of(actions));
    if (firstAnswer.isPresent()) {
      report = report.with("first_answer_s", number(seconds(firstAnswer.get()), 3));
    }
    List<Value> runs = entries.stream().<Value>map(Report::members).toList();
    return ValueJson.write(report.with("runs", new Items(runs))).toString();
  }

  private static Members members(Entry entry) {
    Members floor = Members.EMPTY;
    for (Depth depth : Depth.values()) {
      Measured measured = entry.floor().get(depth);
      if (measured != null) {
        floor = floor.with(depth.name().toLowerCase(Locale.ROOT), members(measured));
      }
    }
    return members(entry.daemon())
        .with("rounds", Numeral.of(entry.rounds().size()))
        .with("failures", counts(entry.failures()))
        .with("floor", floor);
  }

  private static Members members(Measured measured) {
    Tally.Summary tally = measured.tally();
    Members latencies = Members.EMPTY;
    for (Kind kind : Kind.values()) {
      latencies = latencies.with(name(kind), members(tally.of(kind)));
    }
    return Members.EMPTY
        .with("clients", Numeral.of(measured.clients()))
        .with("seconds", number(tally.seconds(), 3))
        .with("steps", Numeral.of(tally.steps()))
        .with("steps_per_s", number(tally.stepsPerSecond(), 1))
        .with("failures", counts(tally.failures()))
        .with("latency_ms", latencies)
        .with("cpu_s_per_1000_steps", number(measured.cpuPer1000(), 4))
        .with("rss_mb", number(measured.memory().rssMb(), 1))
        .with("peak_rss_mb", number(measured.memory().peakRssMb(), 1))
        .with("load_cpu_ms_per_request", number(measured.loadPerRequest().toNanos() / 1e6, 4))
        .with("busy_cores", number(measured.busyCores().orElse(0.0), 2))
        .with("events", members(measured.cost().peers().events()))
        .with("webhook_requests", members(measured.cost().peers().webhooks()))
        .with("other_requests", members(measured.cost().peers().others()))
        .with("database", counts(measured.cost().database()))
        .with("cache", counts(measured.cost().cache()));
  }

  private static Members members(Spread spread) {
    return Members.EMPTY
        .with("count", Numeral.of(spread.count()))
        .with("p50", number(spread.p50(), 3))
        .with("p95", number(spread.p95(), 3))
        .with("p99", number(spread.p99(), 3))
        .with("p99.9", number(spread.p999(), 3))
        .with("max", number(spread.max(), 3));
  }

  private static Members members(Peers.Counted counted) {
    return Members.EMPTY
        .with("count", Numeral.of(counted.messages()))
        .with("bytes", Numeral.of(counted.bytes()));
  }

  private static Members counts(Map<String, Long> counts) {
    Members members = Members.EMPTY;
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      members = members.with(count.getKey(), Numeral.of(count.getValue()));
    }
    return members;
  }

  private static Numeral number(double value, int digits) {
    return new Numeral(BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP));
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static String orDash(double value, int digits) {
    return value == 0 ? "-" : decimal(value, digits);
  }

  /** The same wherever it is printed: a point, no groups. */
  private static String decimal(double value, int digits) {
    return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
  }

  private static String row(String first, String... cells) {
    var row = new StringBuilder("%-8s".formatted(first));
    for (String cell : cells) {
      row.append("%12s".formatted(cell));
    }
    return row.append('\n').toString();
  }
}
