package io.flowmanager.domain.type;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Something that an action tells apart, and so is worth trying by whoever wants to see it all. */
public sealed interface Distinction {

  /**
   * Values of a variable. Any value that is not among them is one more.
   *
   * @param variable its name
   */
  record Values(String variable, List<String> values) implements Distinction {
    public Values {
      requireNonNull(variable, "variable");
      values = List.copyOf(values);
    }
  }

  /**
   * Times at which a condition holds, and those at which it does not.
   *
   * @param minutes minutes of a day, in UTC, about which it may change; 0 to 1439
   */
  record Times(Set<Integer> minutes, Predicate<Instant> holds) implements Distinction {
    public Times {
      minutes = Set.copyOf(minutes);
      requireNonNull(holds, "holds");
    }
  }
}
