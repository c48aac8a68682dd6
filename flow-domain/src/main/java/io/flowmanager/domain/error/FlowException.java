package io.flowmanager.domain.error;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * A failure that its caller can act on: a status, a reason, and a message for a person.
 *
 * <p>The reason is one of {@link Reason}, unless another service refused: then status, reason and
 * domain are that service's own, passed on as they came.
 */
public final class FlowException extends RuntimeException {
  /** Whose reasons ours are. */
  public static final String DOMAIN = "flow-manager";

  private final Status status;
  private final String reason;
  private final String domain;

  // Not part of what is serialised: nobody sends exceptions.
  private final transient List<Map<String, String>> details;

  private FlowException(
      Status status,
      String reason,
      String domain,
      String message,
      List<Map<String, String>> details) {
    super(message);
    this.status = requireNonNull(status, "status");
    this.reason = requireNonNull(reason, "reason");
    this.domain = requireNonNull(domain, "domain");
    this.details = List.copyOf(details);
  }

  public FlowException(Reason reason, String message) {
    this(reason, message, List.of());
  }

  /**
   * @param details objects of names and texts that say more, for programs
   */
  public FlowException(Reason reason, String message, List<Map<String, String>> details) {
    this(reason.status(), reason.name(), DOMAIN, message, details);
  }

  public FlowException(Reason reason, String message, Throwable cause) {
    this(reason, message);
    initCause(cause);
  }

  /** A refusal of another service, in its own words. */
  public static FlowException refusedBy(
      String domain, Status status, String reason, String message) {
    return new FlowException(status, reason, domain, message, List.of());
  }

  public Status status() {
    return status;
  }

  /** An UPPER_SNAKE word: the name of a {@link Reason}, or another service's own. */
  public String reason() {
    return reason;
  }

  /** The service that failed. */
  public String domain() {
    return domain;
  }

  /** Objects of names and texts that say more; empty for most failures. */
  public List<Map<String, String>> details() {
    return details;
  }

  /** True if this service itself is in trouble, whatever was asked of it. */
  public boolean isOwnTrouble() {
    return Reason.OWN_TROUBLE.stream().anyMatch(this::isFor);
  }

  /** True of one of ours for this reason. */
  public boolean isFor(Reason asked) {
    return domain.equals(DOMAIN) && reason.equals(asked.name());
  }
}
