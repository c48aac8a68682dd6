package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Steps one after the other, never changed. One with another step at its end shares with it nearly
 * all the others, so that a step costs much the same however many there were before.
 */
final class Trail extends AbstractList<Executed> implements RandomAccess {
  /** Number of entries that are copied for each step, at most; 10,000 steps are some 300 pieces. */
  static final int PIECE = 32;

  static final Trail NONE = new Trail(new Executed[0][], new Executed[0], 0);

  /** All as long as they can be. */
  private final Executed[][] pieces;

  /** The entries after those: room for one more, at least. */
  private final Executed[] rest;

  private final long length;

  private Trail(Executed[][] pieces, Executed[] rest, long length) {
    this.pieces = pieces;
    this.rest = rest;
    this.length = length;
  }

  static Trail of(List<Executed> steps) {
    if (steps instanceof Trail trail) {
      return trail;
    }
    Executed[] all = steps.toArray(Executed[]::new);
    long length = 0;
    for (Executed step : all) {
      length += requireNonNull(step, "step").action().length();
    }
    var pieces = new Executed[all.length / PIECE][];
    for (int piece = 0; piece < pieces.length; piece++) {
      pieces[piece] = Arrays.copyOfRange(all, piece * PIECE, (piece + 1) * PIECE);
    }
    return new Trail(pieces, Arrays.copyOfRange(all, pieces.length * PIECE, all.length), length);
  }

  Trail then(Executed step) {
    Executed[] longer = Arrays.copyOf(rest, rest.length + 1);
    longer[rest.length] = requireNonNull(step, "step");
    long newLength = length + step.action().length();
    if (longer.length < PIECE) {
      return new Trail(pieces, longer, newLength);
    }
    Executed[][] more = Arrays.copyOf(pieces, pieces.length + 1);
    more[pieces.length] = longer;
    return new Trail(more, NONE.rest, newLength);
  }

  /** The length of its actions, in characters of text, about. */
  long length() {
    return length;
  }

  /** As many of the last steps as are no longer than that; one at least, where there is any. */
  Trail latest(long lengthMax) {
    int from = size();
    long taken = 0;
    while (from > 0) {
      taken += get(from - 1).action().length();
      if (taken > lengthMax && from < size()) {
        break;
      }
      from--;
    }
    return of(List.copyOf(subList(from, size())));
  }

  @Override
  public Executed get(int index) {
    Objects.checkIndex(index, size());
    int piece = index / PIECE;
    return piece < pieces.length ? pieces[piece][index % PIECE] : rest[index % PIECE];
  }

  @Override
  public int size() {
    return pieces.length * PIECE + rest.length;
  }
}
