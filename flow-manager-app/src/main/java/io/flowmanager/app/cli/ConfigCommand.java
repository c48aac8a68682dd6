package io.flowmanager.app.cli;

import io.flowmanager.app.cli.Printer.Columns;
import io.flowmanager.app.config.FlowManagerConfig.Effective;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * The settings that the daemon would work with, started with the same flags, environment and file.
 */
@Command(
    name = "config",
    description =
        "Prints every setting, and where it comes from: a flag, the environment, the file that"
            + " -config names, or the default. Secrets are hidden. Takes every flag of the daemon.",
    footer = {
      "",
      "Examples:",
      "  ./flow-manager config",
      "  ./flow-manager config -config /etc/flow-manager/flow-manager.properties -redis_db 2"
    })
final class ConfigCommand implements Callable<Integer> {
  private final Shell shell;

  ConfigCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    var settings = new Items(shell.settings().stream().map(ConfigCommand::row).toList());
    shell.printer().show(settings, Columns.SETTINGS);
    return Exit.OK;
  }

  private static Value row(Effective effective) {
    return Members.EMPTY
        .with("setting", new Text(effective.setting()))
        .with("value", new Text(effective.value()))
        .with("origin", new Text(effective.origin()));
  }
}
