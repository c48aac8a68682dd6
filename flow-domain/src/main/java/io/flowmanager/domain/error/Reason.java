package io.flowmanager.domain.error;

import static io.flowmanager.domain.error.Status.ALREADY_EXISTS;
import static io.flowmanager.domain.error.Status.FAILED_PRECONDITION;
import static io.flowmanager.domain.error.Status.INVALID_ARGUMENT;
import static io.flowmanager.domain.error.Status.NOT_FOUND;
import static io.flowmanager.domain.error.Status.PERMISSION_DENIED;
import static io.flowmanager.domain.error.Status.RESOURCE_EXHAUSTED;
import static io.flowmanager.domain.error.Status.UNAVAILABLE;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Everything a request can fail for. The names are contract: adding one is free, renaming one is
 * not.
 */
public enum Reason {
  /** The request is not one: no JSON, no object, a member of the wrong kind. */
  INVALID_REQUEST(INVALID_ARGUMENT),
  /** The request is longer than is read. */
  REQUEST_TOO_LARGE(INVALID_ARGUMENT),
  /**
   * The change to be stored is larger than the database takes at once. Repeating it is of no use.
   */
  CHANGE_TOO_LARGE(INVALID_ARGUMENT),
  /** The answer is longer than is sent; asking for less of it helps. */
  ANSWER_TOO_LARGE(RESOURCE_EXHAUSTED),
  /** No such method and URI. */
  ROUTE_NOT_FOUND(NOT_FOUND),
  INVALID_FILTER(INVALID_ARGUMENT),
  INVALID_PAGE(INVALID_ARGUMENT),

  INVALID_ACTION_TYPE(INVALID_ARGUMENT),
  /** An option is missing, of the wrong kind, or holds what its type does not know. */
  INVALID_OPTION(INVALID_ARGUMENT),
  INVALID_ANONYMOUS_VALUE(INVALID_ARGUMENT),
  /** The actions have errors; the details name each. */
  INVALID_FLOW(INVALID_ARGUMENT),
  DUPLICATE_ACTION_ID(INVALID_ARGUMENT),
  RESERVED_ACTION_ID(INVALID_ARGUMENT),
  TOO_MANY_ACTIONS(INVALID_ARGUMENT),
  INVALID_REFERENCE_TYPE(INVALID_ARGUMENT),

  FLOW_NOT_FOUND(NOT_FOUND),
  ACTION_NOT_FOUND(NOT_FOUND),
  ACTIVEFLOW_NOT_FOUND(NOT_FOUND),
  /** No such message is parked. */
  MESSAGE_NOT_FOUND(NOT_FOUND),

  ACTIVEFLOW_ALREADY_EXISTS(ALREADY_EXISTS),
  ACTIVEFLOW_ALREADY_STOPPED(FAILED_PRECONDITION),
  /** Only an activeflow that has not begun can be executed. */
  ACTIVEFLOW_ALREADY_STARTED(FAILED_PRECONDITION),
  /** The caller is at another action than the activeflow. */
  NOT_THE_CURRENT_ACTION(FAILED_PRECONDITION),
  /** Only an activeflow that waits at a block can be continued. */
  NOT_BLOCKED(FAILED_PRECONDITION),
  /** The action to go to is in no stack that the activeflow is in. */
  TARGET_NOT_FOUND(INVALID_ARGUMENT),
  STACK_ALREADY_EXISTS(FAILED_PRECONDITION),
  /** The service to stop is none of those that the activeflow is in. */
  SERVICE_NOT_RUNNING(FAILED_PRECONDITION),
  /** Actions can be added to a pushed stack only. */
  NOT_IN_A_PUSHED_STACK(FAILED_PRECONDITION),
  CHAIN_TOO_DEEP(FAILED_PRECONDITION),
  OWNER_MISMATCH(PERMISSION_DENIED),

  TOO_MANY_TRANSITIONS(RESOURCE_EXHAUSTED),
  /** Actions that push actions that push actions … */
  TOO_MANY_STACKS(RESOURCE_EXHAUSTED),
  /** Options that are too long with their placeholders filled in. */
  TEXT_TOO_LONG(RESOURCE_EXHAUSTED),
  TOO_MANY_FLOWS(RESOURCE_EXHAUSTED),
  TOO_MANY_VARIABLES(RESOURCE_EXHAUSTED),
  OVERLOADED(RESOURCE_EXHAUSTED),

  /** The answer of another service can't be gone on with. */
  UNEXPECTED_ANSWER(FAILED_PRECONDITION),
  NO_CALL_CREATED(FAILED_PRECONDITION),
  /** An action that works for one kind of reference only, and this is another. */
  UNSUPPORTED_REFERENCE(FAILED_PRECONDITION),
  /** Another service did not answer in time, or can't be reached. */
  SERVICE_UNAVAILABLE(UNAVAILABLE),
  /** Our own store can't be reached; whether the last change was kept is unknown. */
  STORE_UNAVAILABLE(UNAVAILABLE),
  /**
   * Others may take this process for gone, because it could not show in time that it is there.
   * Worth repeating.
   */
  LEASE_NOT_RENEWED(UNAVAILABLE),
  /** Our connection to the broker was lost; whether those who were asked did it is unknown. */
  BROKER_UNAVAILABLE(UNAVAILABLE),
  /** Others changed the activeflow faster, again and again. Worth repeating. */
  CONTENDED(UNAVAILABLE),
  /** An earlier request of the same activeflow waits for another service. Worth repeating. */
  REQUEST_IN_PROGRESS(UNAVAILABLE),
  /** This process is on its way down. Worth repeating. */
  SHUTTING_DOWN(UNAVAILABLE),

  /** Processes ended with this message in work; nobody works on it any more. */
  MESSAGE_PARKED(Status.INTERNAL),
  INTERNAL(Status.INTERNAL);

  /**
   * Trouble of this service itself. It says nothing about the flow, so it is never a reason to end
   * one.
   */
  public static final Set<Reason> OWN_TROUBLE =
      Collections.unmodifiableSet(
          EnumSet.of(
              OVERLOADED,
              STORE_UNAVAILABLE,
              LEASE_NOT_RENEWED,
              BROKER_UNAVAILABLE,
              CONTENDED,
              REQUEST_IN_PROGRESS,
              SHUTTING_DOWN,
              MESSAGE_PARKED,
              INTERNAL));

  private final Status status;

  Reason(Status status) {
    this.status = status;
  }

  public Status status() {
    return status;
  }
}
