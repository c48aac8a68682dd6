package io.flowmanager.domain.catalog;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Stream;

/** Digits that a condition on their number or their value tells apart. */
final class TriedDigits {
  /** Nobody dials more, whatever a flow compares with. */
  private static final int LENGTH_MAX = 20;

  private TriedDigits() {}

  /** As many digits, one less and one more. */
  static Stream<String> around(int length) {
    return Stream.of(length - 1, length, length + 1)
        .map(number -> "1".repeat(Math.clamp(number, 0, LENGTH_MAX)));
  }

  /** The whole number, the one before and the one after; none for one that nobody dials. */
  static Stream<String> around(BigDecimal number) {
    long digits = (long) number.precision() - number.scale();
    if (digits > LENGTH_MAX || number.scale() > LENGTH_MAX) {
      return Stream.empty();
    }
    BigInteger whole = number.toBigInteger();
    return Stream.of(whole.subtract(BigInteger.ONE), whole, whole.add(BigInteger.ONE))
        .map(BigInteger::toString);
  }
}
