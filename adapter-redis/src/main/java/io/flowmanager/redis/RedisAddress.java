package io.flowmanager.redis;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a Redis, and the way in.
 *
 * @param host a name or an address, without brackets
 * @param database its number; 0 is the one that Redis starts with
 * @param password empty: none is asked for. Never shown.
 * @param encrypted over TLS; the certificate must be one the Java runtime trusts, for this host
 */
public record RedisAddress(
    String host, int port, int database, String password, boolean encrypted) {
  /** Redis' own. */
  static final int DEFAULT_PORT = 6379;

  private static final int PORT_MAX = 65_535;
  private static final String ENCRYPTED = "rediss://";
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[(?<v6>[^\\[\\]]+)]|(?<name>[^:\\[\\]]*))(?::(?<port>[0-9]{1,5}))?");

  public RedisAddress {
    requireNonNull(host, "host");
    requireNonNull(password, "password");
    if (port < 1 || port > PORT_MAX) {
      throw new IllegalArgumentException(
          "Expected a port from 1 to %d, but it is %d".formatted(PORT_MAX, port));
    }
    if (database < 0) {
      throw new IllegalArgumentException(
          "Expected the number of a Redis database, but it is %d".formatted(database));
    }
  }

  /** An address that is not encrypted. */
  public RedisAddress(String host, int port, int database, String password) {
    this(host, port, database, password, false);
  }

  /**
   * An address written as {@code host:port} or {@code [v6 address]:port}. Without a host it is this
   * machine, without a port Redis' own. With {@code rediss://} before it, it is encrypted.
   */
  public static RedisAddress of(String hostAndPort, int database, String password) {
    String text = hostAndPort.strip();
    boolean encrypted = text.startsWith(ENCRYPTED);
    Matcher parts = HOST_AND_PORT.matcher(encrypted ? text.substring(ENCRYPTED.length()) : text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "Expected a Redis address as host:port or [v6 address]:port, but it is '%s'"
              .formatted(hostAndPort));
    }
    return new RedisAddress(host(parts), port(parts), database, password, encrypted);
  }

  private static String host(Matcher parts) {
    String v6 = parts.group("v6");
    if (v6 != null) {
      return v6;
    }
    String name = parts.group("name");
    return name == null || name.isEmpty() ? "localhost" : name;
  }

  private static int port(Matcher parts) {
    String port = parts.group("port");
    return port == null ? DEFAULT_PORT : Integer.parseInt(port);
  }

  /** {@code host:port/database}, with {@code rediss://} before it where it is encrypted. */
  @Override
  public String toString() {
    String shownHost = host.contains(":") ? "[" + host + "]" : host;
    return "%s%s:%d/%d".formatted(encrypted ? ENCRYPTED : "", shownHost, port, database);
  }
}
