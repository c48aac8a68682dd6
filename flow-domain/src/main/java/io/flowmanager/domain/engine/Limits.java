package io.flowmanager.domain.engine;

/**
 * Limits that stop a flow which would never stop.
 *
 * @param inARow how many actions may be performed here one after the other before one is handed
 *     over
 * @param inALife how many transitions an activeflow may have
 */
public record Limits(int inARow, int inALife) {
  /**
   * Number of characters of text, about, that the actions may have that an activeflow comes to for
   * one request, filled in: as many as a single text. The first may have more, if it came so.
   */
  public static final long LENGTH_IN_A_ROW_MAX = 1024 * 1024;

  /** Enough for every honest flow, and a runaway one is stopped within milliseconds. */
  public static final Limits STANDARD = new Limits(100, 10_000);

  public Limits {
    if (inARow < 1 || inALife < 1) {
      throw new IllegalArgumentException(
          "Expected limits of at least 1, but they are %d and %d".formatted(inARow, inALife));
    }
  }
}
