package io.flowmanager.application.port;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.port.Filter.FlowKey;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A repository of flows, temporary ones too. Every method may be called from any thread, and fails
 * with STORE_UNAVAILABLE where the store can't be reached; whether a change was kept is then
 * unknown.
 */
public interface FlowRepository {
  /**
   * Keeps a new flow and what the world is to know of it, in one commit.
   *
   * @param flow its id has to be new
   * @param lifetime after how long it goes by itself, by the store's clock; empty for a persistent
   *     one
   * @throws FlowException INVALID_REQUEST, if a text is longer than can be stored
   */
  void create(Flow flow, Optional<Duration> lifetime, List<DomainEvent> events);

  /** The flow of this id, deleted ones too, but no temporary one whose lifetime is over. */
  Optional<Versioned<Flow>> find(FlowId id);

  /**
   * Keeps a flow in place of the version it was made from, and what the world is to know of it, in
   * one commit. False means that someone else was faster, or that it is gone, and nothing was kept:
   * read again and decide again.
   *
   * @throws FlowException INVALID_REQUEST, if a text is longer than can be stored
   */
  boolean replace(Versioned<Flow> before, Flow after, List<DomainEvent> events);

  /**
   * Persistent flows, newest first, deleted ones too; see {@link Page} for what a page holds.
   *
   * @throws FlowException ANSWER_TOO_LARGE, where a page of more than one takes more memory than
   *     there is for it
   */
  List<Flow> list(Filter<FlowKey> filter, Page page);

  /** Number of persistent flows that a customer has that are not deleted. */
  long count(CustomerId customer);

  /**
   * Removes temporary flows whose lifetime is over, the oldest first, and says how many of at most
   * {@code most}. Nobody is told.
   */
  int removeExpired(int most);
}
