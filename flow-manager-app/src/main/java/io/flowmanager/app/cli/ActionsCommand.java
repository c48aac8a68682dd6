package io.flowmanager.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowmanager.authoring.reference.ActionReference;
import io.flowmanager.domain.catalog.ActionCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The reference of actions, at a terminal. */
@Command(
    name = "actions",
    description = "Lists the types of action, or says all about one: its options and an example.",
    footer = {
      "",
      "It is text for people; ./flow-manager schema has the same for programs.",
      "",
      "Examples:",
      "  ./flow-manager actions",
      "  ./flow-manager actions branch"
    })
final class ActionsCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      arity = "0..1",
      paramLabel = "TYPE",
      description = "Such as talk; a name it had once will do, too.")
  private String type = "";

  ActionsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (shell.insistsOnJson()) {
      throw new InvalidArgumentException(
          "actions are told as text; ./flow-manager schema prints JSON");
    }
    var reference = new ActionReference(ActionCatalog.standard(), ActionsCommand::example);
    String text =
        type.isEmpty()
            ? reference.text()
            : reference
                .text(type)
                .orElseThrow(() ->
                    new InvalidArgumentException(
                        "there is no type of action '%s'".formatted(type)));
    shell.out().print(text);
    shell.out().flush();
    return Exit.OK;
  }

  /** The example that the catalog has beside its classes, a file for each type. */
  private static Optional<String> example(String type) {
    String file = "examples/%s.json".formatted(type);
    try (InputStream example = ActionCatalog.class.getResourceAsStream(file)) {
      return example == null
          ? Optional.empty()
          : Optional.of(new String(example.readAllBytes(), UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
