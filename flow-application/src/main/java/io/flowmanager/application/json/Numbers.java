package io.flowmanager.application.json;

import java.math.BigDecimal;

/** Numbers as JSON has them, to the last digit. */
final class Numbers {
  /**
   * Number of digits that a number may have: far more than anyone counts with, and few enough that
   * reading one takes no time. A huge exponent costs nothing, because it is never written out.
   */
  static final int DIGITS_MAX = 1000;

  /**
   * Whole numbers of up to this many digits are written without an exponent. More than any id or
   * count has; few enough that {@code 1e999999999} stays eleven characters.
   */
  private static final int PLAIN_DIGITS_MAX = 40;

  private Numbers() {}

  /** The number, in plain digits if it is a whole one that was written with an exponent. */
  static BigDecimal plain(BigDecimal number) {
    boolean plain =
        number.scale() < 0 && (long) number.precision() - number.scale() <= PLAIN_DIGITS_MAX;
    return plain ? number.setScale(0) : number;
  }

  static String write(BigDecimal number) {
    return plain(number).toString();
  }
}
