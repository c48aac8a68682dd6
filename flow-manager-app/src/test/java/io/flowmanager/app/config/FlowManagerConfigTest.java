package io.flowmanager.app.config;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowmanager.app.config.FlowManagerConfig.Read;
import io.flowmanager.application.flow.Scrutiny;
import io.flowmanager.domain.engine.Limits;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.rabbitmq.RabbitAddress;
import io.flowmanager.redis.RedisAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowManagerConfigTest {

  @Test
  void takesTheSeedsDefaultsWhenNothingIsGiven() {
    FlowManagerConfig config = config(Map.of());

    assertThat(config.database())
        .isEqualTo(DatabaseAddress.parse("testid:testpassword@tcp(127.0.0.1:3306)/test"));
    assertThat(config.rabbit()).isEqualTo(RabbitAddress.of("amqp://guest:guest@localhost:5672"));
    assertThat(config.requestQueues()).containsExactly("bin-manager.flow-manager.request");
    assertThat(config.eventExchange()).isEqualTo("bin-manager.flow-manager.event");
    assertThat(config.delayExchange()).isEqualTo("bin-manager.delay");
    assertThat(config.redis()).contains(new RedisAddress("127.0.0.1", 6379, 1, ""));
    assertThat(config.metrics())
        .contains(new FlowManagerConfig.Metrics(new ListenAddress("", 2112), "/metrics"));
    assertThat(config.embedded()).isFalse();
    assertThat(config.fetchAllowPrivate()).isFalse();
    assertThat(config.flowCheck()).isEqualTo(Scrutiny.COMPATIBLE);
    assertThat(config.limits()).isEqualTo(Limits.STANDARD);
    assertThat(config.log()).isEqualTo(new FlowManagerConfig.Log(LogLevel.INFO, LogFormat.JSON));
  }

  @Test
  void takesEveryFlagOfTheSeed() {
    FlowManagerConfig config =
        config(
            Map.of(),
            "-prom_endpoint",
            "/numbers",
            "-prom_listen_addr",
            "127.0.0.1:9000",
            "-dbDSN",
            "bin-manager:398e02d8@tcp(10.126.80.5:3306)/bin_manager",
            "-rabbit_addr",
            "amqp://guest:guest@rabbitmq.voipbin.net:5672",
            "-rabbit_queue_listen",
            "bin-manager.flow-manager.request,flow_manager-request",
            "-rabbit_queue_event",
            "events",
            "-rabbit_exchange_delay",
            "delay",
            "-redis_addr",
            "10.164.15.220:6379",
            "-redis_password",
            "hush",
            "-redis_db",
            "7");

    assertThat(config.metrics())
        .contains(new FlowManagerConfig.Metrics(new ListenAddress("127.0.0.1", 9000), "/numbers"));
    assertThat(config.database())
        .isEqualTo(DatabaseAddress.parse("bin-manager:398e02d8@tcp(10.126.80.5:3306)/bin_manager"));
    assertThat(config.rabbit())
        .isEqualTo(RabbitAddress.of("amqp://guest:guest@rabbitmq.voipbin.net:5672"));
    assertThat(config.requestQueues())
        .containsExactly("bin-manager.flow-manager.request", "flow_manager-request");
    assertThat(config.eventExchange()).isEqualTo("events");
    assertThat(config.delayExchange()).isEqualTo("delay");
    assertThat(config.redis()).contains(new RedisAddress("10.164.15.220", 6379, 7, "hush"));
  }

  @Test
  void takesEveryFlagOfItsOwn() {
    FlowManagerConfig config =
        config(
            Map.of(),
            "-embedded",
            "-embedded_data",
            "/var/lib/flow-manager",
            "-embedded_port",
            "5673",
            "-fetch_allow_private",
            "-flow_check",
            "strict",
            "-limit_in_a_row",
            "5",
            "-limit_in_a_life",
            "50",
            "-log_level",
            "debug",
            "-log_format",
            "text");

    assertThat(config.embedded()).isTrue();
    assertThat(config.embeddedServers().data()).contains(Path.of("/var/lib/flow-manager"));
    assertThat(config.embeddedServers().port()).isEqualTo(5673);
    assertThat(config.fetchAllowPrivate()).isTrue();
    assertThat(config.flowCheck()).isEqualTo(Scrutiny.STRICT);
    assertThat(config.limits()).isEqualTo(new Limits(5, 50));
    assertThat(config.log()).isEqualTo(new FlowManagerConfig.Log(LogLevel.DEBUG, LogFormat.TEXT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-redis_db 3", "--redis_db 3", "-redis_db=3", "--redis_db=3"})
  void takesOneDashOrTwoAndAnEqualsSignOrNone(String flag) {
    FlowManagerConfig config = config(Map.of(), flag.split(" "));

    assertThat(config.redis().orElseThrow().database()).isEqualTo(3);
  }

  @Test
  void keepsFurtherEqualsSignsAndDashesInAValue() {
    FlowManagerConfig config =
        config(Map.of(), "-dbDSN=a:b=c@tcp(h:1)/d?parseTime=true", "-redis_password", "-x");

    assertThat(config.database().password()).isEqualTo("b=c");
    assertThat(config.redis().orElseThrow().password()).isEqualTo("-x");
  }

  @ParameterizedTest
  @MethodSource("newerNames")
  void takesTheNewerNameOfEveryFlag(String newerName, String variable, String value) {
    FlowManagerConfig byFlag = config(Map.of(), "--" + newerName, value);
    FlowManagerConfig byVariable = config(Map.of(variable, value));

    assertThat(byFlag).isEqualTo(byVariable).isNotEqualTo(config(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traces:4318",
        "http:",
        "grpc://traces",
        "http://me:hush@traces",
        "http://hush it"
      })
  void takesOnlyAnAddressOfTheWebForACollector(String text) {
    Read read = FlowManagerConfig.read(List.of("-otlp_endpoint", text), Map.of());

    assertThat(((Read.Wrong) read).problems())
        .containsExactly(
            "-otlp_endpoint: Expected an address such as http://127.0.0.1:4318, without a user");
  }

  static Stream<Arguments> newerNames() {
    return Stream.of(
        arguments("rabbitmq_address", "RABBITMQ_ADDRESS", "amqp://rabbit:5672"),
        arguments("prometheus_endpoint", "PROMETHEUS_ENDPOINT", "/numbers"),
        arguments("prometheus_listen_address", "PROMETHEUS_LISTEN_ADDRESS", ":9000"),
        arguments("database_dsn", "DATABASE_DSN", "a:b@tcp(db:3306)/d"),
        arguments("redis_address", "REDIS_ADDRESS", "cache:6379"),
        arguments("redis_password", "REDIS_PASSWORD", "hush"),
        arguments("redis_database", "REDIS_DATABASE", "0"),
        arguments(
            "otel_exporter_otlp_endpoint", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://traces:4318"));
  }

  @Test
  void prefersAFlagToTheEnvironmentAndTheLaterFlagToTheEarlierByWhateverName() {
    Map<String, String> environment = Map.of("REDIS_DATABASE", "2", "REDIS_PASSWORD", "hush");

    assertThat(config(environment).redis().orElseThrow().database()).isEqualTo(2);
    assertThat(config(environment, "-redis_db", "3").redis().orElseThrow().database()).isEqualTo(3);
    assertThat(
            config(environment, "-redis_db", "3", "--redis_database=4", "-redis_db=5")
                .redis()
                .orElseThrow()
                .database())
        .isEqualTo(5);
    assertThat(config(environment, "-redis_db", "3").redis().orElseThrow().password())
        .isEqualTo("hush");
  }

  @Test
  void takesAnEmptyVariableForNone() {
    assertThat(config(Map.of("REDIS_DATABASE", ""))).isEqualTo(config(Map.of()));
  }

  @Test
  void servesNoMetricsWithoutAPathOrAnAddressAndNoRedisWithoutOne() {
    assertThat(config(Map.of(), "-prom_endpoint", "").metrics()).isEmpty();
    assertThat(config(Map.of(), "-prom_listen_addr=").metrics()).isEmpty();
    assertThat(config(Map.of(), "-redis_addr=").redis()).isEmpty();
  }

  @Test
  void takesAFlagThatIsTrueOrFalseWithAValueToo() {
    assertThat(config(Map.of(), "-embedded=true").embedded()).isTrue();
    assertThat(config(Map.of("EMBEDDED", "1"), "-embedded=false").embedded()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "-help", "--help", "--h"})
  void helpsWhoeverAsks(String flag) {
    assertThat(FlowManagerConfig.read(List.of("-redis_db", "3", flag), Map.of()))
        .isEqualTo(new Read.Help());
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    problems(
            Map.of("LIMIT_IN_A_ROW", "0", "LOG_LEVEL", "loud"),
            "-nonsense",
            "value",
            "-redis_db=one",
            "-prom_listen_addr",
            "2112",
            "-prom_endpoint",
            "metrics",
            "-redis_addr",
            "a:b:c",
            "-rabbit_queue_listen",
            "a,,b",
            "--embedded=perhaps",
            "-dbDSN")
        .containsExactly(
            "flag provided but not defined: -nonsense",
            "flag needs an argument: -dbDSN",
            "-prom_endpoint: Expected a path such as /metrics, and neither /healthz nor /readyz,"
                + " but it is \"metrics\"",
            "-prom_listen_addr: Expected an address to listen at such as :2112 or 0.0.0.0:2112, but"
                + " it is \"2112\"",
            "-rabbit_queue_listen: Expected a name, but it is empty",
            "-redis_addr: Expected a Redis address as host:port or [v6 address]:port, but it is"
                + " 'a:b:c'",
            "-redis_db: Expected a whole number from 0 on, but it is \"one\"",
            "-embedded: Expected true or false, but it is \"perhaps\"",
            "LIMIT_IN_A_ROW: Expected a whole number from 1 on, but it is \"0\"",
            "LOG_LEVEL: Expected one of error, warn, info, debug, but it is \"loud\"");
  }

  @Test
  void doesNotRepeatWhatMayBeAPasswordThatLostItsFlag() {
    problems(Map.of(), "-redis_password=", "hush", "-redis_pasword=hush")
        .containsExactly(
            "argument 2 is no flag and no flag's value",
            "flag provided but not defined: -redis_pasword");
  }

  @Test
  void doesNotRepeatPartsOfAnAddressThatMayHoldAPassword() {
    problems(Map.of("RABBITMQ_ADDRESS", "flow:hush@rabbit"), "-dbDSN=flow:hush(db/flows")
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem).contains("Expected").doesNotContain("hush"));
  }

  @Test
  void takesFromTheFileWhatNeitherAFlagNorTheEnvironmentSays(@TempDir Path folder)
      throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("flow-manager.properties"),
            """
            # where things are
            rabbit_addr = amqp://rabbit:5672
            redis_database=4
            redis_password=ä#!=hush
            log_level=warn
            """);
    Map<String, String> environment =
        Map.of("FLOW_MANAGER_CONFIG", file.toString(), "REDIS_DATABASE", "5");

    FlowManagerConfig config = config(environment, "-log_level", "debug");

    assertThat(config.rabbit()).isEqualTo(RabbitAddress.of("amqp://rabbit:5672"));
    assertThat(config.redis()).contains(new RedisAddress("127.0.0.1", 6379, 5, "ä#!=hush"));
    assertThat(config.log().level()).isEqualTo(LogLevel.DEBUG);
    assertThat(config(Map.of(), "-config", file.toString()).redis().orElseThrow().database())
        .isEqualTo(4);
  }

  @Test
  void namesEverythingThatIsWrongInTheFileToo(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("f"), "redis_db=one\nredis_database=2\nredis_pasword=hush\nconfig=x\n");

    problems(Map.of(), "-config", file.toString(), "-log_level=loud")
        .containsExactly(
            file + ": no setting of a file is called config",
            file + ": redis_database and redis_db are one setting, but both are there",
            file + ": no setting of a file is called redis_pasword",
            "-log_level: Expected one of error, warn, info, debug, but it is \"loud\"");
  }

  @Test
  void namesAFileThatCantBeRead(@TempDir Path folder) {
    Path absent = folder.resolve("absent");

    problems(Map.of(), "-config", absent.toString(), "-redis_db=one")
        .containsExactly(
            absent + ": Expected a file of settings that can be read, but there is none",
            "-redis_db: Expected a whole number from 0 on, but it is \"one\"");
  }

  @Test
  void saysWhyAFileCantBeReadAndQuotesNothingOfIt(@TempDir Path folder) throws IOException {
    Path latin1 = Files.write(folder.resolve("latin1"), new byte[] {'a', '=', (byte) 0xe4, 'b'});
    Path broken = Files.writeString(folder.resolve("broken"), "redis_password=\\uhush");

    problems(Map.of(), "-config", latin1.toString())
        .containsExactly(
            latin1 + ": Expected a file of settings that can be read, but it is not UTF-8");
    problems(Map.of(), "-config", broken.toString())
        .containsExactly(
            broken
                + ": Expected a file of settings that can be read, but an escape in it (a backslash"
                + " and u) is broken");
    problems(Map.of(), "-config", folder.toString())
        .containsExactly(
            folder + ": Expected a file of settings that can be read, but it can't be read");
  }

  @Test
  void showsNoPassword() {
    FlowManagerConfig config =
        config(
            Map.of(),
            "-dbDSN=flow:hush@tcp(db:3306)/flows",
            "-rabbit_addr=amqp://flow:hush@rabbit:5672",
            "-redis_password=hush");

    assertThat(config.toString())
        .contains("db:3306", "rabbit:5672", "127.0.0.1:6379")
        .doesNotContain("hush");
  }

  private static FlowManagerConfig config(Map<String, String> environment, String... arguments) {
    Read read = FlowManagerConfig.read(List.of(arguments), environment);

    assertThat(read).isInstanceOf(Read.Fine.class);
    return ((Read.Fine) read).config();
  }

  private static ListAssert<String> problems(Map<String, String> environment, String... arguments) {
    return assertThat(FlowManagerConfig.read(List.of(arguments), environment))
        .asInstanceOf(type(Read.Wrong.class))
        .extracting(Read.Wrong::problems, as(list(String.class)));
  }
}
