package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Actions one after the other, never changed. One with another action at its end shares with it
 * nearly all the others, so that a step costs much the same however many there were before.
 */
final class Trail extends AbstractList<Action> implements RandomAccess {
  /** What is copied for each action, at most; 10,000 actions are some 300 pieces. */
  static final int PIECE = 32;

  static final Trail NONE = new Trail(new Action[0][], new Action[0]);

  /** All as long as they can be. */
  private final Action[][] pieces;

  /** What comes after those: room for one more, at least. */
  private final Action[] rest;

  private Trail(Action[][] pieces, Action[] rest) {
    this.pieces = pieces;
    this.rest = rest;
  }

  static Trail of(List<Action> actions) {
    if (actions instanceof Trail trail) {
      return trail;
    }
    Action[] all = actions.toArray(Action[]::new);
    for (Action action : all) {
      requireNonNull(action, "action");
    }
    var pieces = new Action[all.length / PIECE][];
    for (int piece = 0; piece < pieces.length; piece++) {
      pieces[piece] = Arrays.copyOfRange(all, piece * PIECE, (piece + 1) * PIECE);
    }
    return new Trail(pieces, Arrays.copyOfRange(all, pieces.length * PIECE, all.length));
  }

  Trail then(Action action) {
    Action[] longer = Arrays.copyOf(rest, rest.length + 1);
    longer[rest.length] = requireNonNull(action, "action");
    if (longer.length < PIECE) {
      return new Trail(pieces, longer);
    }
    Action[][] more = Arrays.copyOf(pieces, pieces.length + 1);
    more[pieces.length] = longer;
    return new Trail(more, NONE.rest);
  }

  @Override
  public Action get(int index) {
    Objects.checkIndex(index, size());
    int piece = index / PIECE;
    return piece < pieces.length ? pieces[piece][index % PIECE] : rest[index % PIECE];
  }

  @Override
  public int size() {
    return pieces.length * PIECE + rest.length;
  }
}
