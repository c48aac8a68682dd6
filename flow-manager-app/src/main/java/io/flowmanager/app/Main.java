package io.flowmanager.app;

import io.flowmanager.app.cli.Cli;
import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.config.FlowManagerConfig.Read;
import io.flowmanager.app.config.StartException;
import io.flowmanager.app.config.Usage;
import io.flowmanager.app.daemon.Daemon;
import io.flowmanager.app.daemon.Termination;
import io.flowmanager.app.daemon.WarmUp;
import io.flowmanager.app.observe.logging.Logging;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the settings, starts, waits, stops; or does what a command says. */
public final class Main {
  /** For the launcher; the usage does not tell of it. */
  private static final String WARM = "warm";

  /** The status that a signal ends with. */
  private static final int STOPPED = 0;

  /** Any other end of the thread that starts and serves. */
  private static final int START_FAILED = 1;

  private static final Logger log = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
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
    int status = STOPPED;
    try {
      serve(config);
    } catch (InterruptedException ended) {
      // As asked for by a signal.
    } catch (StartException useless) {
      System.err.println("flow-manager: " + useless.getMessage());
      status = START_FAILED;
    } catch (RuntimeException | Error bug) {
      log.error("Ended by a bug", bug);
      status = START_FAILED;
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
