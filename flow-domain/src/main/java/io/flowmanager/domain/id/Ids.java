package io.flowmanager.domain.id;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reading ids as the platform writes them. */
public final class Ids {
  private static final Pattern DASHED =
      Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
  private static final Pattern PLAIN = Pattern.compile("[0-9a-fA-F]{32}");

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
    if (DASHED.matcher(id).matches()) {
      return Optional.of(UUID.fromString(id));
    }
    if (PLAIN.matcher(id).matches()) {
      return Optional.of(
          new UUID(Long.parseUnsignedLong(id, 0, 16, 16), Long.parseUnsignedLong(id, 16, 32, 16)));
    }
    return Optional.empty();
  }
}
