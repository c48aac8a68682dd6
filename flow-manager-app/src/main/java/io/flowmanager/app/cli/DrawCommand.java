package io.flowmanager.app.cli;

import io.flowmanager.authoring.draw.Drawing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A picture of a flow in a file. */
@Command(
    name = "draw",
    description = "Draws a flow: as SVG, or as text for Mermaid or Graphviz.",
    footer = {
      "",
      "Examples:",
      "  ./flow-manager draw front-desk.json --out front-desk.svg",
      "  ./flow-manager draw front-desk.json --format mermaid",
      "  ./flow-manager draw front-desk.json --format dot | dot -Tpng -o front-desk.png"
    })
final class DrawCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "FILE", description = "A flow, or its actions; - reads stdin.")
  private String file = "";

  @Option(
      names = "--format",
      defaultValue = "svg",
      description = "${COMPLETION-CANDIDATES} (default svg).")
  private Format format = Format.svg;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to; by default stdout.")
  private String out = "";

  DrawCommand(Shell shell) {
    this.shell = shell;
  }

  /** As they are typed. */
  enum Format {
    svg,
    mermaid,
    dot
  }

  @Override
  public Integer call() {
    var drawing = Drawing.of(FlowFile.read(file).accepted());
    String picture =
        switch (format) {
          case svg -> drawing.svg();
          case mermaid -> drawing.mermaid();
          case dot -> drawing.dot();
        };
    String text = picture.endsWith("\n") ? picture : picture + "\n";
    if (out.isEmpty()) {
      shell.out().print(text);
      shell.out().flush();
    } else {
      write(text);
    }
    return Exit.OK;
  }

  private void write(String text) {
    try {
      Files.writeString(Path.of(out), text);
    } catch (IOException | InvalidPathException unwritable) {
      throw new InvalidArgumentException(
          "can't write %s: %s".formatted(out, unwritable.getMessage()));
    }
  }
}
