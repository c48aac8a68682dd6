package io.flowmanager.domain.action;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number that compares exactly and is never written out: {@code 1e999999999} costs no more than
 * its eleven characters, and a number of a million digits is read once.
 *
 * @param sign -1, 0 or 1
 * @param point how many digits stand before the decimal point; negative for as many zeros behind it
 * @param digits without zeros at either end; empty for 0
 */
public record Decimal(int sign, long point, String digits) implements Comparable<Decimal> {
  private static final Decimal ZERO = new Decimal(0, 0, "");

  /**
   * An exponent of more than that is as good as that: no number of a {@link BigDecimal} reaches it,
   * and no text has as many digits.
   */
  private static final long EXPONENT_MAX = 1_000_000_000_000L;

  public Decimal {
    requireNonNull(digits, "digits");
  }

  public static Decimal of(BigDecimal number) {
    String digits = number.unscaledValue().abs().toString();
    return of(number.signum(), (long) digits.length() - number.scale(), digits);
  }

  /**
   * The number that a text is; empty if it is none. As the original reads numbers: a sign, a point
   * and an exponent may be there, underscores stand between digits only, there are no spaces.
   */
  public static Optional<Decimal> find(String text) {
    return new Scan(text).number();
  }

  private static Decimal of(int sign, long point, String digits) {
    int first = 0;
    while (first < digits.length() && digits.charAt(first) == '0') {
      first++;
    }
    int end = digits.length();
    while (end > first && digits.charAt(end - 1) == '0') {
      end--;
    }
    return first == end ? ZERO : new Decimal(sign, point - first, digits.substring(first, end));
  }

  @Override
  public int compareTo(Decimal other) {
    if (sign != other.sign) {
      return Integer.compare(sign, other.sign);
    }
    int order =
        point == other.point ? digits.compareTo(other.digits) : Long.compare(point, other.point);
    return sign * Integer.signum(order);
  }

  /** A text being read from left to right, each character once. */
  private static final class Scan {
    private final String text;
    private int at;

    Scan(String text) {
      this.text = text;
    }

    Optional<Decimal> number() {
      int sign = sign();
      var digits = new StringBuilder();
      if (!digits(digits) && next() != '.') {
        return Optional.empty();
      }
      int whole = digits.length();
      if (next() == '.') {
        at++;
        if (!digits(digits) && whole == 0) {
          return Optional.empty();
        }
      }
      long exponent = 0;
      if (next() == 'e' || next() == 'E') {
        at++;
        int direction = sign();
        var power = new StringBuilder();
        if (!digits(power)) {
          return Optional.empty();
        }
        exponent = direction * bounded(power);
      }
      return at == text.length()
          ? Optional.of(of(sign, whole + exponent, digits.toString()))
          : Optional.empty();
    }

    private char next() {
      return at < text.length() ? text.charAt(at) : '\0';
    }

    private int sign() {
      if (next() != '+' && next() != '-') {
        return 1;
      }
      return text.charAt(at++) == '-' ? -1 : 1;
    }

    /** Takes digits, if there are some; an underscore that is not between two is left. */
    private boolean digits(StringBuilder taken) {
      int before = taken.length();
      while (isDigit(at) || (next() == '_' && taken.length() > before && isDigit(at + 1))) {
        if (next() != '_') {
          taken.append(next());
        }
        at++;
      }
      return taken.length() > before;
    }

    private boolean isDigit(int index) {
      return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private static long bounded(CharSequence digits) {
      long number = 0;
      for (int index = 0; index < digits.length() && number < EXPONENT_MAX; index++) {
        number = number * 10 + (digits.charAt(index) - '0');
      }
      return Math.min(number, EXPONENT_MAX);
    }
  }
}
