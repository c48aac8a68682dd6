package io.flowmanager.app.config;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.flow.Scrutiny;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.rabbitmq.RabbitAddress;
import io.flowmanager.redis.RedisAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A thing an operator can set, and all there is to know of it. Another setting is a constant here
 * and its name in {@link #SEED} or {@link #OWN}.
 *
 * @param flag its name on the command line, after one dash or two
 * @param newerFlag another name for the same; where there is none, the first once more
 * @param type what the usage calls its values; empty for a flag that needs none
 * @param standard what is taken when nothing is given
 * @param meaning for the usage
 * @param secrecy what of it must not be seen
 * @param reader makes the value of the text; an IllegalArgumentException says what is wrong with it
 */
public record Setting<T>(
    String flag,
    String newerFlag,
    String type,
    String standard,
    String meaning,
    Secrecy secrecy,
    Function<String, T> reader) {

  /** True if a value may be seen in logs and messages. */
  enum Secrecy {
    OPEN,
    /** It is a secret, or holds one. */
    SECRET
  }

  private static final int PORT_MAX = 65_535;

  static final Setting<DatabaseAddress> DATABASE =
      text("dbDSN", "testid:testpassword@tcp(127.0.0.1:3306)/test")
          .called("database_dsn")
          .secret()
          .meaning("database dsn for flow-manager.")
          .read(DatabaseAddress::parse);

  static final Setting<Optional<String>> METRICS_PATH =
      text("prom_endpoint", "/metrics")
          .called("prometheus_endpoint")
          .meaning("endpoint for prometheus metric collecting.")
          .readUnlessEmpty(Setting::path);

  static final Setting<Optional<ListenAddress>> METRICS_ADDRESS =
      text("prom_listen_addr", ":2112")
          .called("prometheus_listen_address")
          .meaning("endpoint for prometheus metric collecting.")
          .readUnlessEmpty(ListenAddress::of);

  static final Setting<RabbitAddress> RABBIT =
      text("rabbit_addr", "amqp://guest:guest@localhost:5672")
          .called("rabbitmq_address")
          .secret()
          .meaning("rabbitmq service address.")
          .read(RabbitAddress::of);

  static final Setting<String> DELAY_EXCHANGE =
      text("rabbit_exchange_delay", "bin-manager.delay")
          .meaning("rabbitmq exchange name for delayed messaging.")
          .read(Setting::someText);

  static final Setting<String> EVENT_EXCHANGE =
      text("rabbit_queue_event", "bin-manager.flow-manager.event")
          .meaning("rabbitmq queue name for event notify")
          .read(Setting::someText);

  static final Setting<List<String>> REQUEST_QUEUES =
      text("rabbit_queue_listen", "bin-manager.flow-manager.request")
          .meaning("rabbitmq queue name for request listen")
          .read(Setting::names);

  static final Setting<Optional<RedisAddress>> REDIS =
      text("redis_addr", "127.0.0.1:6379")
          .called("redis_address")
          .meaning("redis address.")
          .readUnlessEmpty(Setting::redis);

  static final Setting<Integer> REDIS_DATABASE =
      wholeNumber("redis_db", 1, 0, Integer.MAX_VALUE)
          .called("redis_database")
          .meaning("redis database.");

  static final Setting<String> REDIS_PASSWORD =
      text("redis_password", "").secret().meaning("redis password");

  /** Not named CONFIG in the environment: other programs may mean something else by that. */
  static final Setting<Optional<Path>> CONFIG_FILE =
      text("config", "")
          .called("flow_manager_config")
          .meaning(
              "a file of settings, name=value, for what neither a flag nor the environment says.")
          .readUnlessEmpty(Path::of);

  static final Setting<Boolean> EMBEDDED =
      flag("embedded").meaning("bring a broker and a database of one's own, and no redis.");

  static final Setting<Optional<Path>> EMBEDDED_DATA =
      text("embedded_data", "")
          .meaning("where -embedded keeps its data. Empty: flow-manager in the user's data folder")
          .readUnlessEmpty(Path::of);

  static final Setting<Integer> EMBEDDED_PORT =
      wholeNumber("embedded_port", 5672, 0, PORT_MAX)
          .meaning("where the broker of -embedded listens; 0: at any free port.");

  static final Setting<Boolean> FETCH_ALLOW_PRIVATE =
      flag("fetch_allow_private").meaning("let the action fetch ask private addresses too.");

  static final Setting<Scrutiny> FLOW_CHECK =
      text("flow_check", "compatible")
          .meaning("compatible or strict: refuse actions that a check finds an error in.")
          .read(text -> one(Scrutiny.class, text));

  static final Setting<Integer> LIMIT_IN_A_LIFE =
      wholeNumber("limit_in_a_life", 10_000, 1, Integer.MAX_VALUE)
          .meaning("how many transitions an activeflow may have.");

  static final Setting<Integer> LIMIT_IN_A_ROW =
      wholeNumber("limit_in_a_row", 100, 1, Integer.MAX_VALUE)
          .meaning("how many actions may be performed before one is handed over.");

  /** The launcher sets its variable to text where a person reads along. */
  static final Setting<LogFormat> LOG_FORMAT =
      text("log_format", "json")
          .meaning("json or text. Started at a terminal: text.")
          .read(text -> one(LogFormat.class, text));

  static final Setting<LogLevel> LOG_LEVEL =
      text("log_level", "info")
          .meaning("error, warn, info or debug.")
          .read(text -> one(LogLevel.class, text));

  /** In the environment it has OpenTelemetry's own name. */
  static final Setting<Optional<URI>> COLLECTOR =
      text("otlp_endpoint", "")
          .called("otel_exporter_otlp_endpoint")
          .meaning("where a collector takes spans, OTLP over HTTP. Empty: nothing is traced.")
          .readUnlessEmpty(Setting::webAddress);

  /** Those there always were, in the order of the usage. */
  static final List<Setting<?>> SEED =
      List.of(
          DATABASE,
          METRICS_PATH,
          METRICS_ADDRESS,
          RABBIT,
          DELAY_EXCHANGE,
          EVENT_EXCHANGE,
          REQUEST_QUEUES,
          REDIS,
          REDIS_DATABASE,
          REDIS_PASSWORD);

  /** Those that came with this flow manager, in the order of the usage. */
  static final List<Setting<?>> OWN =
      List.of(
          CONFIG_FILE,
          EMBEDDED,
          EMBEDDED_DATA,
          EMBEDDED_PORT,
          FETCH_ALLOW_PRIVATE,
          FLOW_CHECK,
          LIMIT_IN_A_LIFE,
          LIMIT_IN_A_ROW,
          LOG_FORMAT,
          LOG_LEVEL,
          COLLECTOR);

  public Setting {
    requireNonNull(flag, "flag");
    requireNonNull(newerFlag, "newerFlag");
    requireNonNull(type, "type");
    requireNonNull(standard, "standard");
    requireNonNull(meaning, "meaning");
    requireNonNull(secrecy, "secrecy");
    requireNonNull(reader, "reader");
  }

  /** All of them, in the order of the usage. */
  public static Stream<Setting<?>> all() {
    return Stream.concat(SEED.stream(), OWN.stream());
  }

  /** The one with this flag, by either name. */
  public static Optional<Setting<?>> named(String flag) {
    return all()
        .filter(setting -> setting.flag.equals(flag) || setting.newerFlag.equals(flag))
        .findFirst();
  }

  /** The environment variable that sets it, where the command line does not. */
  String variable() {
    return newerFlag.toUpperCase(Locale.ROOT);
  }

  /** True if its name alone means true. */
  public boolean needsNoValue() {
    return type.isEmpty();
  }

  boolean isSecret() {
    return secrecy == Secrecy.SECRET;
  }

  /**
   * A value of it, as it may be seen: an address without its password, and of a password nothing.
   */
  String shown(String text) {
    if (!isSecret()) {
      return text;
    }
    Object value = reader.apply(text);
    return value instanceof String ? (text.isEmpty() ? "" : "(hidden)") : value.toString();
  }

  private static Setting<String> text(String flag, String standard) {
    return new Setting<>(flag, flag, "string", standard, "", Secrecy.OPEN, Function.identity());
  }

  private static Setting<Integer> wholeNumber(String flag, int standard, int least, int most) {
    return new Setting<>(
        flag,
        flag,
        "int",
        Integer.toString(standard),
        "",
        Secrecy.OPEN,
        text -> wholeNumber(text, least, most));
  }

  private static Setting<Boolean> flag(String flag) {
    return new Setting<>(flag, flag, "", "false", "", Secrecy.OPEN, Setting::trueOrFalse);
  }

  private Setting<T> called(String newer) {
    return new Setting<>(flag, newer, type, standard, meaning, secrecy, reader);
  }

  private Setting<T> secret() {
    return new Setting<>(flag, newerFlag, type, standard, meaning, Secrecy.SECRET, reader);
  }

  private Setting<T> meaning(String meant) {
    return new Setting<>(flag, newerFlag, type, standard, meant, secrecy, reader);
  }

  private <R> Setting<R> read(Function<String, R> by) {
    return new Setting<>(flag, newerFlag, type, standard, meaning, secrecy, by);
  }

  private <R> Setting<Optional<R>> readUnlessEmpty(Function<String, R> by) {
    return read(text -> text.isEmpty() ? Optional.empty() : Optional.of(by.apply(text)));
  }

  /** The address alone; its database and password are settings of their own. */
  private static RedisAddress redis(String text) {
    return RedisAddress.of(text, 0, "");
  }

  private static String path(String text) {
    if (!text.startsWith("/") || text.equals("/healthz") || text.equals("/readyz")) {
      throw new IllegalArgumentException(
          "Expected a path such as /metrics, and neither /healthz nor /readyz, but it is \"%s\""
              .formatted(text));
    }
    return text;
  }

  private static URI webAddress(String text) {
    return uri(text)
        .filter(uri -> uri.getHost() != null && uri.getRawUserInfo() == null)
        .filter(uri -> "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        .orElseThrow(() ->
            // which shows nothing of it: it may hold a password
            new IllegalArgumentException(
                "Expected an address such as http://127.0.0.1:4318, without a user"));
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  private static int wholeNumber(String text, int least, int most) {
    String expected =
        most == Integer.MAX_VALUE
            ? "from %d on".formatted(least)
            : "from %d to %d".formatted(least, most);
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      throw new IllegalArgumentException(wholeNumberExpected(expected, text), noNumber);
    }
    throw new IllegalArgumentException(wholeNumberExpected(expected, text));
  }

  private static String wholeNumberExpected(String range, String text) {
    return "Expected a whole number %s, but it is \"%s\"".formatted(range, text);
  }

  private static boolean trueOrFalse(String text) {
    return switch (text) {
      case "true", "True", "TRUE", "t", "T", "1" -> true;
      case "false", "False", "FALSE", "f", "F", "0" -> false;
      default ->
          throw new IllegalArgumentException(
              "Expected true or false, but it is \"%s\"".formatted(text));
    };
  }

  private static String someText(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("Expected a name, but it is empty");
    }
    return text;
  }

  private static List<String> names(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).map(Setting::someText).toList();
  }

  private static <E extends Enum<E>> E one(Class<E> of, String text) {
    return Arrays.stream(of.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Expected one of %s, but it is \"%s\"".formatted(wireNames(of), text)));
  }

  private static String wireNames(Class<? extends Enum<?>> of) {
    return Arrays.stream(of.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
