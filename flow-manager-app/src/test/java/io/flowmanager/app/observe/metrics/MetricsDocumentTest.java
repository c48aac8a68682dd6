package io.flowmanager.app.observe.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.app.cache.NearActiveflowCache;
import io.flowmanager.app.cache.SharedCopies;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.application.memory.HeapBudget;
import io.flowmanager.application.port.Measurements;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.engine.Turn.Performed;
import io.flowmanager.mysql.lease.MysqlProcesses.Standing;
import io.flowmanager.mysql.server.MysqlDatabase.Pool;
import io.flowmanager.rabbitmq.RabbitMeasurements;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What documents, dashboard and alerts say of metrics, and what a scrape shows. */
class MetricsDocumentTest {
  private static final Path ROOT = Path.of("..");
  private static final Path DOCUMENT = ROOT.resolve("docs/metrics.md");
  private static final Path DASHBOARD = ROOT.resolve("ops/grafana/flow-manager.json");
  private static final Path ALERTS = ROOT.resolve("ops/prometheus/alerts.yaml");

  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| `([a-z_]+)` \\| (counter|gauge|histogram|summary) \\| ([^|]*) \\| ([^|]+)"
              + " \\|$");
  private static final Pattern OURS =
      Pattern.compile("\\b(?:flow_manager|rabbitmqhandler|jvm|process)_[a-z_]+\\b");

  private final PrometheusMeterRegistry registry = MetricsRegistry.create();

  /** A metric as it is shown or described. */
  private record Metric(String type, Set<String> labels) {}

  @BeforeEach
  void measureEverything() throws ReflectiveOperationException {
    MetricsRegistry.addJvm(registry);
    var meters = new Meters(registry);
    callAll(Measurements.class, new MicrometerMeasurements(meters));
    callAll(RabbitMeasurements.class, new MicrometerRabbitMeasurements(meters));
    new MeteringInterceptor(meters);
    meters.gauge("flow_manager_outbox_waiting").set(1);
    meters.gauge("flow_manager_outbox_oldest_seconds").set(1);
    meters.gauge("flow_manager_messages_parked").set(1);
    Gauges.database(registry, () -> new Pool(1, 2, 3, 4));
    Gauges.members(registry, () -> new Standing(Optional.of(Duration.ofMillis(200)), 2, 0, 0));
    Gauges.nearCache(registry, near);
    Gauges.redis(registry, () -> true);
  }

  private final NearActiveflowCache near =
      new NearActiveflowCache(SharedCopies.none().activeflows(), HeapBudget.of(1L << 30));

  @Test
  void describesEveryMetricThatIsShownAndNoOther() throws IOException {
    Map<String, Metric> shown = shown();
    Map<String, Metric> described = described();

    assertThat(ours(described)).isEqualTo(ours(shown));
    // which of the JVM's there are depends on the JVM
    assertThat(described.keySet()).containsAll(shown.keySet());
  }

  @Test
  void saysWhatEachMeans() throws IOException {
    assertThat(rows().map(row -> row.group(4))).allSatisfy(text -> assertThat(text).isNotBlank());
  }

  @Test
  void asksOnTheDashboardForWhatIsShown() throws IOException {
    List<String> asked = new ArrayList<>();
    expressions(ValueJson.read(Json.of(Files.readString(DASHBOARD))), asked);

    assertThat(asked).hasSizeGreaterThan(10);
    assertThat(asked).allSatisfy(this::asksForWhatIsShown);
  }

  @Test
  void alertsOnWhatIsShown() throws IOException {
    List<String> asked =
        Files.readString(ALERTS)
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("expr: "))
            .toList();

    assertThat(asked).hasSizeGreaterThan(5);
    assertThat(asked).allSatisfy(this::asksForWhatIsShown);
  }

  private void asksForWhatIsShown(String expression) {
    Set<String> series = series();
    List<String> names = OURS.matcher(expression).results().map(MatchResult::group).toList();

    assertThat(expression).containsPattern(Pattern.compile(OURS.pattern() + "|\\bup\\b"));
    assertThat(series).as(expression).containsAll(names);
  }

  /** The names as Prometheus knows them, with what it makes of histograms. */
  private Set<String> series() {
    return registry
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceFirst("[{ ].*", ""))
        .collect(Collectors.toSet());
  }

  private Map<String, Metric> shown() {
    var types = new TreeMap<String, String>();
    var labels = new HashMap<String, Set<String>>();
    String scrape = registry.scrape();
    Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$")
        .matcher(scrape)
        .results()
        .forEach(type -> types.put(type.group(1), type.group(2)));
    Pattern.compile("(?m)^([a-z_]+)\\{([^}]*)}")
        .matcher(scrape)
        .results()
        .forEach(sample -> {
          String name = sample.group(1).replaceFirst("_(bucket|sum|count|max)$", "");
          Set<String> of =
              labels.computeIfAbsent(
                  types.containsKey(sample.group(1)) ? sample.group(1) : name,
                  unused -> new TreeSet<>());
          Pattern.compile("([a-z_]+)=\"")
              .matcher(sample.group(2))
              .results()
              .map(label -> label.group(1))
              .filter(label -> !label.equals("le"))
              .forEach(of::add);
        });
    var shown = new TreeMap<String, Metric>();
    types.forEach((name, type) -> {
      if (!name.endsWith("_max")) { // Micrometer's companion of each histogram
        shown.put(name, new Metric(type, labels.getOrDefault(name, Set.of())));
      }
    });
    return shown;
  }

  private static Map<String, Metric> described() throws IOException {
    return rows()
        .collect(
            Collectors.toMap(
                row -> row.group(1),
                row ->
                    new Metric(
                        row.group(2),
                        Arrays.stream(row.group(3).split("[`, ]+", -1))
                            .filter(label -> !label.isBlank())
                            .collect(Collectors.toCollection(TreeSet::new)))));
  }

  private static Stream<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(DOCUMENT)).results();
  }

  private static Map<String, Metric> ours(Map<String, Metric> all) {
    var ours = new TreeMap<>(all);
    ours.keySet()
        .removeIf(name -> !name.startsWith("flow_manager_") && !name.startsWith("rabbitmq"));
    return ours;
  }

  private static void expressions(Value value, List<String> found) {
    switch (value) {
      case Members members ->
          members
              .values()
              .forEach((name, member) -> {
                if (name.equals("expr") && member instanceof Text text) {
                  found.add(text.value());
                } else {
                  expressions(member, found);
                }
              });
      case Items items -> items.values().forEach(item -> expressions(item, found));
      case Text text -> {}
      case Numeral number -> {}
      case Flag flag -> {}
      case Nothing nothing -> {}
    }
  }

  /** Every method of a port, so that none can be forgotten. */
  private static <P> void callAll(Class<P> port, P implementation)
      throws ReflectiveOperationException {
    for (Method method : port.getMethods()) {
      Object[] arguments =
          Arrays.stream(method.getParameterTypes()).map(MetricsDocumentTest::something).toArray();
      method.invoke(implementation, arguments);
    }
  }

  private static Object something(Class<?> type) {
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type == Duration.class) {
      return Duration.ofMillis(1);
    }
    if (type == Performed.class) {
      return new Performed("fetch", true, "call-manager");
    }
    if (type == EventType.class) {
      return EventType.FLOW_CREATED;
    }
    if (type == boolean.class) {
      return true;
    }
    return type == int.class ? (Object) 1 : "some";
  }
}
