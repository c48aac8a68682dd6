package io.flowmanager.app.cli;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The text of {@code --help}, for who asks for it first. */
@Command(
    name = "help",
    description = "Says what there is, or what a command takes.",
    footer = {"", "Examples:", "  ./flow-manager help", "  ./flow-manager help flow create"})
final class HelpCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command's words.")
  private List<String> words = List.of();

  HelpCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    CommandLine of = requireNonNull(spec, "spec").root().commandLine();
    for (String word : words) {
      of = of.getSubcommands().get(word);
      if (of == null) {
        throw new InvalidArgumentException("'%s' is no command".formatted(word));
      }
    }
    of.usage(shell.out());
    return Exit.OK;
  }
}
