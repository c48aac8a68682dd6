package io.flowmanager.authoring.check;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Names that a misspelt one may have been meant to be. */
final class Similar {
  /** So many letters added, left out or taken for others are a slip; more are another word. */
  private static final int SLIPS_MAX = 2;

  private Similar() {}

  static Optional<String> to(String name, Stream<String> known) {
    return known
        .filter(candidate -> Math.abs(candidate.length() - name.length()) <= SLIPS_MAX)
        .map(candidate -> new Candidate(candidate, slips(name, candidate)))
        .filter(candidate -> candidate.slips() <= SLIPS_MAX)
        .filter(candidate -> candidate.slips() < candidate.name().length())
        .min(Comparator.comparingInt(Candidate::slips))
        .map(Candidate::name);
  }

  private record Candidate(String name, int slips) {}

  /** Levenshtein's distance. */
  private static int slips(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        int same = one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1;
        int best = Math.min(diagonal + same, 1 + Math.min(row[column], row[column - 1]));
        diagonal = row[column];
        row[column] = best;
      }
    }
    return row[other.length()];
  }
}
