package io.flowmanager.authoring.rehearse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The flow that the README shows. */
public final class FrontDesk {
  /** The path of the project, seen from this module. */
  public static final Path PROJECT = Path.of("..");

  private static final String OPENING = "```json\n";

  private FrontDesk() {}

  public static List<Action> actions() {
    return Json.options(json()).actions("actions");
  }

  private static String json() {
    String readme = textOf("README.md");
    int start = readme.indexOf(OPENING) + OPENING.length();
    return readme.substring(start, readme.indexOf("```", start));
  }

  public static String textOf(String file) {
    try {
      return Files.readString(PROJECT.resolve(file), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** These actions, as an author writes a list of them. */
  public static List<Action> actions(String json) {
    return new Options(Json.members("{'actions': " + json + "}")).actions("actions");
  }
}
