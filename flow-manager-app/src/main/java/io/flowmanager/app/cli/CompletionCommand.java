package io.flowmanager.app.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** For shells that complete what is typed. */
@Command(
    name = "completion",
    description = "Prints a script with which bash and zsh complete commands and options.",
    footer = {
      "",
      "Examples:",
      "  source <(./flow-manager completion)",
      "  ./flow-manager completion > /etc/bash_completion.d/flow-manager"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Shell shell;

  CompletionCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    shell.out().println(AutoComplete.bash("flow-manager", Cli.commandLine(shell, Terminal.NONE)));
    return Exit.OK;
  }
}
