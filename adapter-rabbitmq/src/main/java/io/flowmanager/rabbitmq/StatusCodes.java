package io.flowmanager.rabbitmq;

import io.flowmanager.domain.error.Status;

/** The numbers that the platform writes for statuses, as HTTP has them. */
public final class StatusCodes {
  public static final int SERVED = 200;

  private StatusCodes() {}

  /** The one place where a failure becomes a number. */
  public static int codeOf(Status status) {
    return switch (status) {
      case INVALID_ARGUMENT -> 400;
      case UNAUTHENTICATED -> 401;
      case PAYMENT_REQUIRED -> 402;
      case PERMISSION_DENIED -> 403;
      case NOT_FOUND -> 404;
      case ALREADY_EXISTS, FAILED_PRECONDITION -> 409;
      case RESOURCE_EXHAUSTED -> 429;
      case UNAVAILABLE -> 503;
      case INTERNAL -> 500;
    };
  }

  /** The meaning of a number that another service answers with and says no more. */
  public static Status statusOf(int code) {
    return switch (code) {
      case 400 -> Status.INVALID_ARGUMENT;
      case 401 -> Status.UNAUTHENTICATED;
      case 402 -> Status.PAYMENT_REQUIRED;
      case 403 -> Status.PERMISSION_DENIED;
      case 404 -> Status.NOT_FOUND;
      case 409 -> Status.FAILED_PRECONDITION;
      case 429 -> Status.RESOURCE_EXHAUSTED;
      case 503 -> Status.UNAVAILABLE;
      default -> Status.INTERNAL;
    };
  }
}
