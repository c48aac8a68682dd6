package io.flowmanager.app.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A conversation with a flow manager, as a file tells it.
 *
 * @param name its file's, without the ending; conversations are had in the order of their names
 * @param text the whole file
 */
record Conversation(String name, String text, JsonNode content) {
  private static final String FOLDER = "/conversations";
  private static final String ENDING = ".json";

  static Conversation of(String name, String text) {
    return new Conversation(name, text, JsonText.of(text));
  }

  /** All there are, in order. */
  static List<Conversation> all() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .sorted()
          .map(Conversation::read)
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path folder() {
    try {
      return Path.of(requireNonNull(Conversation.class.getResource(FOLDER), FOLDER).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Conversation read(Path file) {
    String fileName = requireNonNull(file.getFileName(), "file name").toString();
    try {
      return of(
          fileName.substring(0, fileName.length() - ENDING.length()),
          Files.readString(file, UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  String description() {
    return content.path("description").asString("");
  }

  List<JsonNode> steps() {
    return JsonText.elements(content.path("steps"));
  }

  /** The differences that we make on purpose. */
  List<JsonNode> differences() {
    return JsonText.elements(content.path("differences"));
  }

  @Override
  public String toString() {
    return name;
  }
}
