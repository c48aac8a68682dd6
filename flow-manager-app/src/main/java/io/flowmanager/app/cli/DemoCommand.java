package io.flowmanager.app.cli;

import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.daemon.Termination;
import io.flowmanager.app.demo.Demo;
import io.flowmanager.app.observe.logging.Logging;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** A call, to see what this is. */
@Command(
    name = "demo",
    description =
        "Plays one call with a broker and a database of its own, and stops. Takes every flag of the"
            + " daemon.",
    footer = {"", "Examples:", "  ./flow-manager demo", "  ./flow-manager demo -log_level debug"})
final class DemoCommand implements Callable<Integer> {
  private final Shell shell;

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    FlowManagerConfig config = shell.config();
    Logging.use(config.log());
    Termination termination = Termination.interrupting(Thread.currentThread());
    try {
      Demo.play(config, shell.out());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      termination.done();
    }
    return Exit.OK;
  }
}
