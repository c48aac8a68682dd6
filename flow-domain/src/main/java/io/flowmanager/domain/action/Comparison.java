package io.flowmanager.domain.action;

import java.util.Optional;

/** The comparisons that conditions can make. */
public enum Comparison {
  EQUAL("=="),
  NOT_EQUAL("!="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  LESS("<"),
  LESS_OR_EQUAL("<=");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  public String sign() {
    return sign;
  }

  /** Empty for what is none: such a condition never holds. */
  public static Optional<Comparison> of(String sign) {
    for (Comparison comparison : values()) {
      if (comparison.sign.equals(sign)) {
        return Optional.of(comparison);
      }
    }
    return Optional.empty();
  }

  /** True if it holds for two things that compare like {@code order} and 0. */
  public boolean holds(int order) {
    return switch (this) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
    };
  }

  /** The comparison that holds with both sides exchanged: {@code a < b} is {@code b > a}. */
  public Comparison turned() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> this;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
    };
  }
}
