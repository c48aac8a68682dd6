package io.flowmanager.domain.error;

/**
 * The kinds of failure that all services of the platform share. What each becomes as a number is
 * the wire's business.
 */
public enum Status {
  INVALID_ARGUMENT,
  UNAUTHENTICATED,
  PAYMENT_REQUIRED,
  PERMISSION_DENIED,
  NOT_FOUND,
  ALREADY_EXISTS,
  FAILED_PRECONDITION,
  RESOURCE_EXHAUSTED,
  UNAVAILABLE,
  INTERNAL
}
