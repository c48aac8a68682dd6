package io.flowmanager.app;

import io.flowmanager.app.bench.Bench;
import io.flowmanager.app.cli.Cli;
import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.config.FlowManagerConfig.Read;
import io.flowmanager.app.config.Usage;
import io.flowmanager.app.logging.Logging;
import java.util.List;

/** Reads the settings, starts, waits, stops; or does what a command says. */
public final class Main {
  private static final String BENCH = "bench";

  /** For the launcher; the usage does not tell of it. */
  private static final String WARM = "warm";

  private Main() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    if (!words.isEmpty() && words.getFirst().equals(BENCH)) {
      bench(words.subList(1, words.size()));
    }
    if (words.equals(List.of(WARM))) {
      warm();
    }
    if (Cli.isFor(words)) {
      System.exit(Cli.run(words));
    }
    switch (FlowManagerConfig.read(words, System.getenv())) {
      case Read.Help help -> System.out.print(Usage.text());
      case Read.Wrong wrong -> {
        wrong.problems().forEach(System.err::println);
        System.err.print(Usage.text());
        System.exit(2);
      }
      case Read.Fine fine -> run(fine.config());
    }
  }

  private static void run(FlowManagerConfig config) {
    Logging.use(config.log());
    Termination termination = Termination.interrupting(Thread.currentThread());
    try {
      serve(config);
      termination.done();
    } catch (InterruptedException ended) {
      termination.done();
    } catch (StartFailure useless) {
      termination.done();
      System.err.println("flow-manager: " + useless.getMessage());
      System.exit(1);
    }
  }

  private static void bench(List<String> flags) {
    Termination termination = Termination.interrupting(Thread.currentThread());
    int status = 1;
    try {
      status = Bench.run(flags, System.out, System.err);
    } catch (InterruptedException ended) {
      System.err.println("flow-manager: stopped before it had measured");
    } catch (StartFailure useless) {
      System.err.println("flow-manager: " + useless.getMessage());
    }
    termination.done();
    System.exit(status);
  }

  private static void warm() {
    try {
      WarmUp.run();
    } catch (InterruptedException stopped) {
      System.exit(1);
    }
    System.exit(0);
  }

  private static void serve(FlowManagerConfig config) throws InterruptedException {
    try (Daemon daemon = Daemon.start(config)) {
      daemon.work();
    }
  }
}
