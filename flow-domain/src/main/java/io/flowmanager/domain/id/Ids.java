package io.flowmanager.domain.id;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** Reading ids as the platform writes them. */
public final class Ids {
  private static final int DIGITS = 32;
  private static final int DASHED_LENGTH = 36;

  private Ids() {}

  /**
   * The id in a text: with dashes or 32 digits without, in any case, in braces or after {@code
   * urn:uuid:}. Empty if it is none.
   */
  public static Optional<UUID> parse(String text) {
    String id = text;
    if (id.regionMatches(true, 0, "urn:uuid:", 0, 9)) {
      id = id.substring(9);
    } else if (id.startsWith("{") && id.endsWith("}") && id.length() > 2) {
      id = id.substring(1, id.length() - 1);
    }
    if (isDashed(id)) {
      return Optional.of(UUID.fromString(id));
    }
    if (id.length() == DIGITS && id.chars().allMatch(HexFormat::isHexDigit)) {
      return Optional.of(
          new UUID(Long.parseUnsignedLong(id, 0, 16, 16), Long.parseUnsignedLong(id, 16, 32, 16)));
    }
    return Optional.empty();
  }

  private static boolean isDashed(String id) {
    if (id.length() != DASHED_LENGTH) {
      return false;
    }
    for (int at = 0; at < DASHED_LENGTH; at++) {
      boolean fits =
          switch (at) {
            case 8, 13, 18, 23 -> id.charAt(at) == '-';
            default -> HexFormat.isHexDigit(id.charAt(at));
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
