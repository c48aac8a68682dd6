package io.flowmanager.app.cli;

import static io.flowmanager.app.cli.Typed.typed;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.json.Body;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Commands that need no daemon. */
class CliTest {
  private static final String CUSTOMER = "5e4a0680-804e-11ec-8477-2fea5968d85b";

  /** Nobody listens at port 1. */
  private static final String NOBODY = "-rabbit_addr=amqp://flow:hush@127.0.0.1:1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flow list",
        "--version",
        "demo",
        "nonsense",
        "-redis_db 3 config",
        "--redis_db=3 -embedded config",
        "-rabbit_addr amqp://h flow list"
      })
  void takesACommandLineThatBeginsWithAWordOrHasACommandAfterSettings(String line) {
    assertThat(Cli.isFor(List.of(line.split(" ")))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-redis_db 3",
        "-h",
        "-h flow",
        "-redis_password= hush",
        "-rabbit_queue_listen flow",
        "-nonsense config"
      })
  void leavesEveryOtherToTheDaemon(String line) {
    assertThat(Cli.isFor(List.of(line.split(" ")))).isFalse();
    assertThat(Cli.isFor(List.of())).isFalse();
  }

  @Test
  void explainsEveryCommandWithAnExample() {
    CommandLine root = Cli.commandLine(shell(), Terminal.NONE);

    assertThat(root.getSubcommands().keySet())
        .contains(
            "flow",
            "activeflow",
            "explain",
            "variable",
            "rpc",
            "config",
            "demo",
            "completion",
            "help")
        .contains("check", "explore", "rehearse", "draw", "actions", "schema", "outbox", "message");
    root.getSubcommands()
        .forEach((name, command) -> {
          Typed help = typed(name, "--help");
          assertThat(help.exit()).isZero();
          assertThat(help.out()).contains("Examples:", "  ./flow-manager ", name);
          command
              .getSubcommands()
              .forEach((verb, unused) ->
                  assertThat(typed("help", name, verb).out())
                      .startsWith("Usage: flow-manager " + name + " " + verb));
        });
  }

  @Test
  void knowsTheVerbsOfFlowControl() {
    assertThat(verbs("flow"))
        .contains("create", "get", "list", "update", "update-actions", "delete", "action-get");
  }

  @Test
  void knowsWhatAnActiveflowCanBeAskedFor() {
    assertThat(verbs("activeflow"))
        .contains("create", "get", "list", "next", "execute", "continue", "stop", "delete")
        .contains("push", "forward", "watch");
    assertThat(verbs("variable")).contains("get", "set", "delete", "substitute");
  }

  /** Messages of flow-control, to the letter. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flow create --name x                              | Customer ID is required",
        "flow create --customer-id 5                       | invalid format for Customer ID: '5' is"
            + " not a valid UUID",
        "flow list --customer-id 00000000-0000-0000-0000-000000000000 | invalid format for Customer"
            + " ID: '00000000-0000-0000-0000-000000000000' is not a valid UUID",
        "flow create --customer-id " + CUSTOMER + "        | name is required",
        "flow get                                          | Flow ID is required",
        "flow update --id " + CUSTOMER + "                 | name is required",
        "flow update-actions --id " + CUSTOMER + "         | actions is required",
        "flow delete --id=x                                | invalid format for Flow ID: 'x' is not"
            + " a valid UUID",
        "flow action-get --flow-id " + CUSTOMER + "        | Action ID is required",
        "flow update-actions --id " + CUSTOMER + " --actions [ | failed to parse actions JSON",
      })
  void refusesWhatFlowControlRefusedInItsWords(String line, String message) {
    Typed refused = typed(line.split(" "));

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .startsWith("Usage: ")
        .containsPattern("\n\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d Execution failed: ")
        .contains("Execution failed: " + message);
  }

  @Test
  void endsWithTwoWhereItCantBeUnderstood() {
    assertThat(typed("flow", "list", "--limit", "many").exit()).isEqualTo(2);
    assertThat(typed("flow").exit()).isEqualTo(2);
    assertThat(typed("rpc", "GET").exit()).isEqualTo(2);
    assertThat(typed("flow", "count", "-redis_db", "one", "--customer-id", CUSTOMER).exit())
        .isEqualTo(2);
  }

  @Test
  void namesWhatIsAlikeWhereThereIsNoSuchCommand() {
    Typed wrong = typed("flwo", "list");

    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("'flwo' is no command").contains("Did you mean: flow");
  }

  @Test
  void endsWithThreeWhereNobodyAnswersAndShowsNoPassword() {
    Typed alone = typed("flow", "list", "--customer-id", CUSTOMER, NOBODY);

    assertThat(alone.exit()).isEqualTo(3);
    assertThat(alone.err())
        .contains("Execution failed: no connection to RabbitMQ at amqp://flow@127.0.0.1:1/")
        .doesNotContain("hush");
  }

  @Test
  void doesNotRepeatWhatMayBeAPasswordThatLostItsFlag() {
    Typed mistyped = typed("config", "-redis_pasword=hush", "hush");

    assertThat(mistyped.exit()).isEqualTo(2);
    assertThat(mistyped.err()).contains("-redis_pasword").doesNotContain("hush");
  }

  @Test
  void tellsEverySettingWithItsOriginAndWithoutSecrets(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(folder.resolve("settings"), "redis_password=hush\nlog_level=warn\n");

    Typed config =
        Typed.at(
            Terminal.NONE,
            Map.of("DATABASE_DSN", "flow:hush@tcp(db:3306)/flows", "LOG_LEVEL", "debug"),
            "config",
            "-config",
            file.toString(),
            "--redis_database=7");

    assertThat(config.exit()).isZero();
    assertThat(config.out()).doesNotContain("hush");
    assertThat(config.list().stream().map(Body::of))
        .extracting(row -> row.text("setting") + " " + row.text("value") + " " + row.text("origin"))
        .contains(
            "dbDSN db:3306/flows as flow environment DATABASE_DSN",
            "redis_db 7 flag -redis_db",
            "redis_password (hidden) file " + file,
            "log_level debug environment LOG_LEVEL",
            "prom_listen_addr :2112 default");
  }

  @Test
  void printsATableWhereAPersonReadsAlong() {
    var terminal = new Terminal(true, true, false);

    assertThat(Typed.at(terminal, Map.of(), "config").out())
        .startsWith("setting ")
        .contains("\nredis_db ");
    assertThat(Typed.at(terminal, Map.of(), "config", "--json").out()).startsWith("[");
    assertThat(typed("config", "--table").out()).startsWith("setting ");
  }

  @Test
  void usesColoursOnlyWhereTheyShow() {
    assertThat(Typed.at(new Terminal(true, true, true), Map.of(), "config").out())
        .contains("\u001B[1m");
    assertThat(Typed.at(new Terminal(true, true, false), Map.of(), "config").out())
        .doesNotContain("\u001B");
  }

  @Test
  void tellsItsVersion() {
    assertThat(typed("--version").exit()).isZero();
    assertThat(typed("--version").out()).startsWith("flow-manager ");
  }

  @Test
  void completesForShells() {
    assertThat(typed("completion").out())
        .startsWith("#!/usr/bin/env bash")
        .contains("regenerate-hash")
        .contains("--customer-id");
  }

  private static List<String> verbs(String command) {
    CommandLine found = Cli.commandLine(shell(), Terminal.NONE).getSubcommands().get(command);
    return List.copyOf(requireNonNull(found, command).getSubcommands().keySet());
  }

  private static Shell shell() {
    return new Shell(System.out, System.err, Map.of(), Terminal.NONE);
  }
}
