package io.flowmanager.app.cli;

import io.flowmanager.app.client.NoAnswerException;
import io.flowmanager.app.config.Setting;
import io.flowmanager.app.config.StartException;
import io.flowmanager.domain.error.FlowException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** Finds the command, has it run, and says what came of it. */
public final class Cli {
  /** Every command. Another one is a class with picocli's {@code @Command} and a line here. */
  private static final List<Function<Shell, Object>> COMMANDS =
      List.of(
          FlowCommand::new,
          ActiveflowCommand::new,
          ExplainCommand::new,
          VariableCommand::new,
          RpcCommand::new,
          OutboxCommand::new,
          MessageCommand::new,
          CheckCommand::new,
          ExploreCommand::new,
          RehearseCommand::new,
          DrawCommand::new,
          ActionsCommand::new,
          SchemaCommand::new,
          ConfigCommand::new,
          DemoCommand::new,
          CompletionCommand::new,
          HelpCommand::new);

  /** The settings that it takes to find the daemon; the help of a command names these alone. */
  private static final Set<String> SHOWN_SETTINGS =
      Set.of("config", "rabbit_addr", "rabbit_queue_listen", "rabbit_queue_event");

  private static final List<String> VERSION = List.of("-V", "-version", "--version");

  private static final DateTimeFormatter LOGGED =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");

  private Cli() {}

  /** The root that all commands hang from. */
  @Command(
      name = "flow-manager",
      versionProvider = Version.class,
      description = {
        "Without a command: serves requests (./flow-manager -h lists its settings).",
        "With one: asks a running flow-manager, over RabbitMQ; or works on files, and asks nobody."
      },
      footer = {
        "",
        "At a terminal the output is a table, elsewhere JSON; --json and --table say which.",
        "",
        "Exit codes: 0 done; 1 refused or failed; 2 the command line can't be understood;",
        "            3 nobody answered.",
        "",
        "Examples:",
        "  ./flow-manager flow list --customer-id 5e4a0680-804e-11ec-8477-2fea5968d85b",
        "  ./flow-manager activeflow --help",
        "  source <(./flow-manager completion)",
        "",
        "./flow-manager bench measures how fast it is; bench -h has its flags."
      })
  private static final class Root {}

  private static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "flow-manager "
            + Optional.ofNullable(Cli.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)")
      };
    }
  }

  /**
   * True if a command line is for a command, and not for the daemon: the first word is no flag, or
   * nothing but settings is before the name of a command. The version is a command, too.
   */
  public static boolean isFor(List<String> words) {
    if (!words.isEmpty() && VERSION.contains(words.getFirst())) {
      return true;
    }
    int at = 0;
    while (at < words.size() && words.get(at).startsWith("-")) {
      String flag = words.get(at).replaceFirst("^--?", "");
      Optional<Setting<?>> setting = Setting.named(flag.replaceFirst("(?s)=.*", ""));
      if (setting.isEmpty()) {
        return false;
      }
      at += flag.contains("=") || setting.get().needsNoValue() ? 1 : 2;
    }
    return at < words.size() && (at == 0 || names().contains(words.get(at)));
  }

  /** Runs the command that these words say, in this process' surroundings; gives its exit code. */
  public static int run(List<String> words) {
    Map<String, String> environment = System.getenv();
    return run(words, System.out, System.err, environment, Terminal.ofThisProcess(environment));
  }

  static int run(
      List<String> words,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Terminal terminal) {
    try (var shell = new Shell(out, err, environment, terminal)) {
      return commandLine(shell, terminal).execute(words.toArray(String[]::new));
    }
  }

  static CommandLine commandLine(Shell shell, Terminal terminal) {
    CommandSpec root = CommandSpec.forAnnotatedObject(new Root());
    Stream.concat(Stream.of(help(), json(shell), table(shell), timeout(shell)), settings(shell))
        .forEach(root::addOption);
    root.addOption(
        OptionSpec.builder(VERSION.toArray(String[]::new))
            .versionHelp(true)
            .description("Prints the version.")
            .build());
    var line = new CommandLine(root);
    COMMANDS.forEach(command -> line.addSubcommand(command.apply(shell)));
    return line.setDefaultValueProvider(Cli::standard)
        .setOverwrittenOptionsAllowed(true)
        .setExpandAtFiles(false)
        .setPosixClusteredShortOptionsAllowed(false)
        .setUsageHelpWidth(100)
        .setUsageHelpLongOptionsMaxWidth(36)
        .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.shows() ? Ansi.ON : Ansi.OFF))
        .setOut(writer(shell.out()))
        .setErr(writer(shell.err()))
        .setParameterExceptionHandler((wrong, arguments) -> misunderstood(shell, wrong))
        .setExecutionExceptionHandler((failure, of, parsed) -> failed(shell, of, failure, parsed));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static Set<String> names() {
    return commandLine(new Shell(System.out, System.err, Map.of(), Terminal.NONE), Terminal.NONE)
        .getSubcommands()
        .keySet();
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "-help", "--help")
        .usageHelp(true)
        .scopeType(ScopeType.INHERIT)
        .description("Prints this.")
        .build();
  }

  private static OptionSpec json(Shell shell) {
    return flag("--json", "JSON, also at a terminal.", () -> shell.wantJson(true));
  }

  private static OptionSpec table(Shell shell) {
    return flag("--table", "A table, also elsewhere.", () -> shell.wantJson(false));
  }

  private static OptionSpec flag(String name, String meaning, Runnable given) {
    return OptionSpec.builder(name)
        .type(boolean.class)
        .scopeType(ScopeType.INHERIT)
        .description(meaning)
        .setter(
            setter(value -> {
              if (value.equals(true)) {
                given.run();
              }
            }))
        .build();
  }

  private static OptionSpec timeout(Shell shell) {
    return OptionSpec.builder("--timeout")
        .type(Integer.class)
        .paramLabel("SECONDS")
        .scopeType(ScopeType.INHERIT)
        .description(
            "How long to wait for an answer (default %d).".formatted(Shell.ANSWER_WAIT_SECONDS))
        .setter(setter(value -> shell.waitAtMost((Integer) value)))
        .build();
  }

  /** Every setting of the daemon, by all its names; most matter to demo and config alone. */
  private static Stream<OptionSpec> settings(Shell shell) {
    return Setting.all()
        .flatMap(setting ->
            Stream.of(
                option(
                    shell, setting, SHOWN_SETTINGS.contains(setting.flag()), "-" + setting.flag()),
                option(shell, setting, false, otherNames(setting))));
  }

  private static OptionSpec option(
      Shell shell, Setting<?> setting, boolean shown, String... names) {
    return OptionSpec.builder(names)
        .type(String.class)
        .arity(setting.needsNoValue() ? "0..1" : "1")
        .fallbackValue("true")
        .paramLabel(setting.needsNoValue() ? "true" : setting.type())
        .scopeType(ScopeType.INHERIT)
        .hidden(!shown)
        .description(setting.meaning())
        .setter(setter(value -> shell.set(setting.flag(), value.toString())))
        .build();
  }

  private static String[] otherNames(Setting<?> setting) {
    return Stream.of("--" + setting.flag(), "-" + setting.newerFlag(), "--" + setting.newerFlag())
        .distinct()
        .filter(name -> !name.equals("-" + setting.flag()))
        .toArray(String[]::new);
  }

  private interface Taker {
    void take(Object value);
  }

  /** Picocli sets what was not given, too: to nothing. */
  private static ISetter setter(Taker taker) {
    return new ISetter() {
      @Override
      public <T extends @Nullable Object> T set(T value) {
        if (value != null) {
          taker.take(value);
        }
        return value;
      }
    };
  }

  /**
   * An option that is not given is empty, unless it says otherwise itself; settings have standards
   * of their own.
   */
  private static @Nullable String standard(ArgSpec argument) {
    return argument instanceof OptionSpec option
            && option.type() == String.class
            && option.defaultValue() == null
            && Setting.named(option.longestName().replaceFirst("^--?", "")).isEmpty()
        ? ""
        : null;
  }

  private static int misunderstood(Shell shell, ParameterException wrong) {
    PrintStream err = shell.err();
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      err.println(told(unmatched));
      List<String> alike = new ArrayList<>(unmatched.getSuggestions());
      if (!alike.isEmpty()) {
        err.println("Did you mean: " + String.join(" or ", alike) + "?");
      }
    } else {
      err.println(wrong.getMessage());
    }
    String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
    err.println("./%s --help says more".formatted(name));
    return Exit.USAGE;
  }

  /** Without values: one may be a password that lost its flag. */
  private static String told(UnmatchedArgumentException unmatched) {
    List<String> flags =
        unmatched.getUnmatched().stream()
            .filter(word -> word.startsWith("-"))
            .map(word -> word.replaceFirst("(?s)=.*", ""))
            .toList();
    if (!flags.isEmpty()) {
      return "there is no " + String.join(", ", flags);
    }
    boolean isCommand = unmatched.getCommandLine().getParent() == null;
    return isCommand
        ? "'%s' is no command".formatted(unmatched.getUnmatched().getFirst())
        : "there is more than the command takes";
  }

  private static int failed(
      Shell shell, CommandLine of, Exception failure, ParseResult unusedParsed) {
    PrintStream err = shell.err();
    switch (failure) {
      case InvalidSettingsException wrong -> {
        err.println(wrong.getMessage());
        return Exit.USAGE;
      }
      case InvalidArgumentException wrong -> of.usage(err);
      default -> {}
    }
    err.printf(
        "%s Execution failed: %s%n",
        LocalDateTime.now(ZoneId.systemDefault()).format(LOGGED), told(failure));
    return failure instanceof NoAnswerException ? Exit.NOBODY : Exit.FAILED;
  }

  private static String told(Exception failure) {
    if (failure instanceof FlowException wrong) {
      return "%s: %s".formatted(wrong.reason(), wrong.getMessage());
    }
    return failure instanceof RefusedException
            || failure instanceof InvalidArgumentException
            || failure instanceof NoAnswerException
            || failure instanceof StartException
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }
}
