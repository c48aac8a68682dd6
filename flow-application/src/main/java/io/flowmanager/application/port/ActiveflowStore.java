package io.flowmanager.application.port;

import io.flowmanager.application.port.Filter.ActiveflowKey;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import java.util.List;
import java.util.Optional;

/**
 * A store of activeflows: with their variables, with the actions they have left, and each with the
 * version it had when it was read. Every method may be called from any thread, and fails with
 * STORE_UNAVAILABLE where the store can't be reached; whether a change was kept is then unknown,
 * and the version tells.
 */
public interface ActiveflowStore {
  /**
   * Keeps a new activeflow, as version 1, and what the world is to know of it, in one commit.
   *
   * @throws FlowException ACTIVEFLOW_ALREADY_EXISTS
   */
  void create(Change.Birth birth);

  /** The activeflow of this id, deleted ones too. */
  Optional<Versioned<Activeflow>> find(ActiveflowId id);

  /**
   * Keeps what it is now in place of the version it was decided on, with the actions left
   * meanwhile, with what the world is to know, and with its successor, in one commit.
   *
   * <p>When this returns true, the change survives a crash. False means that someone else was
   * faster, or that there is no such activeflow, and nothing was kept: read again and decide again.
   *
   * @throws FlowException ACTIVEFLOW_ALREADY_EXISTS, if the successor's id is taken; nothing was
   *     kept then
   */
  boolean commit(Change change);

  /**
   * Activeflows whose last request was taken up by a process that is gone now, so that someone else
   * has to see to it; a few at a time.
   */
  List<ActiveflowId> abandoned();

  /**
   * Activeflows, newest first, deleted ones too; see {@link Page} for what a page holds.
   *
   * @throws FlowException ANSWER_TOO_LARGE, where a page of more than one takes more memory than
   *     there is for it
   */
  List<Activeflow> list(Filter<ActiveflowKey> filter, Page page);
}
