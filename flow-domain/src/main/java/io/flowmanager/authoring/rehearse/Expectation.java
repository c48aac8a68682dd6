package io.flowmanager.authoring.rehearse;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.text.Wording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A performance as it is to be. Parts that are empty are not looked at.
 *
 * @param path the actions in order, each by its type, its id, or # and its place in the flow
 * @param variables some, with their values at the end
 * @param failure an upper-case word of a failure's reason
 * @param heard the texts spoken, in order
 * @param asked the names of the requests, in order, as in {@link Exchange#nameOf}
 */
public record Expectation(
    Optional<List<String>> path,
    Map<String, String> variables,
    Optional<End> end,
    Optional<String> failure,
    Optional<List<String>> heard,
    Optional<List<String>> asked) {
  public static final Expectation NONE =
      new Expectation(
          Optional.empty(),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Expectation {
    path = path.map(List::copyOf);
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    requireNonNull(end, "end");
    requireNonNull(failure, "failure");
    heard = heard.map(List::copyOf);
    asked = asked.map(List::copyOf);
  }

  public Expectation withPath(List<String> names) {
    return new Expectation(Optional.of(names), variables, end, failure, heard, asked);
  }

  public Expectation withVariables(Map<String, String> values) {
    return new Expectation(path, values, end, failure, heard, asked);
  }

  public Expectation withEnd(End wanted) {
    return new Expectation(path, variables, Optional.of(wanted), failure, heard, asked);
  }

  public Expectation withFailure(String reason) {
    return new Expectation(path, variables, end, Optional.of(reason), heard, asked);
  }

  public Expectation withHeard(List<String> texts) {
    return new Expectation(path, variables, end, failure, Optional.of(texts), asked);
  }

  public Expectation withAsked(List<String> requests) {
    return new Expectation(path, variables, end, failure, heard, Optional.of(requests));
  }

  /** True if nothing is looked at. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /**
   * The differences of a performance from this, each in a sentence; empty where all is as expected.
   */
  public List<String> differences(Performance found) {
    var differences = new ArrayList<String>();
    path.flatMap(names -> pathDifference(names, found)).ifPresent(differences::add);
    end.filter(wanted -> wanted != found.end())
        .map(wanted ->
            "Expected that the flow %s, but %s".formatted(wanted.sentence(), found.ending()))
        .ifPresent(differences::add);
    failure
        .filter(reason -> found.failure().map(why -> !why.reason().equals(reason)).orElse(true))
        .map(reason -> "Expected a failure for %s, but %s".formatted(reason, found.ending()))
        .ifPresent(differences::add);
    variables.forEach((name, value) -> {
      String is = found.variables().valueOf(name);
      if (!is.equals(value)) {
        differences.add(
            "Expected the variable %s to be %s, but it is %s"
                .formatted(name, Wording.quoted(value), Wording.quoted(is)));
      }
    });
    heard
        .flatMap(texts -> listDifference("the caller to hear", texts, found.heard()))
        .ifPresent(differences::add);
    asked
        .flatMap(names ->
            listDifference(
                "other services to be asked",
                names,
                found.requests().stream()
                    .map(request -> Exchange.nameOf(request.getClass()))
                    .toList()))
        .ifPresent(differences::add);
    return differences;
  }

  private static Optional<String> listDifference(
      String what, List<String> wanted, List<String> found) {
    return wanted.equals(found)
        ? Optional.empty()
        : Optional.of(
            "Expected %s\n%sbut it was\n%s"
                .formatted(what, lines(wanted, found), lines(found, wanted)));
  }

  /**
   * The entries of a list, each on a line; those are marked that are not in the other list at the
   * same place.
   */
  private static String lines(List<String> texts, List<String> others) {
    if (texts.isEmpty()) {
      return "    nothing\n";
    }
    var lines = new StringBuilder();
    for (int index = 0; index < texts.size(); index++) {
      String other = index < others.size() ? others.get(index) : null;
      lines
          .append(Objects.equals(texts.get(index), other) ? "    " : "  * ")
          .append(texts.get(index))
          .append('\n');
    }
    return lines.toString();
  }

  private static Optional<String> pathDifference(List<String> names, Performance found) {
    List<Scene> scenes = found.scenes();
    int same = 0;
    while (same < names.size()
        && same < scenes.size()
        && scenes.get(same).isCalled(names.get(same))) {
      same++;
    }
    if (same == names.size() && same == scenes.size()) {
      return Optional.empty();
    }
    var picture = new StringBuilder("Expected another path:\n");
    int width = 12;
    for (String name : names) {
      width = Math.max(width, name.length());
    }
    picture.append("        %s  %s\n".formatted(padded("expected", width), "was"));
    for (int row = 0; row < Math.max(names.size(), scenes.size()); row++) {
      String wanted = row < names.size() ? names.get(row) : "–";
      String was = row < scenes.size() ? Report.name(scenes.get(row)) : "–";
      boolean fits =
          row < names.size() && row < scenes.size() && scenes.get(row).isCalled(names.get(row));
      picture.append(
          "  %s %2d  %s  %s\n"
              .formatted(
                  fits ? " " : row == same ? ">" : "*", row + 1, padded(wanted, width), was));
    }
    return Optional.of(picture.toString().stripTrailing());
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
