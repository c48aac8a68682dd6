package io.flowmanager.app.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address to listen on: {@code :2112}, {@code 0.0.0.0:2112}, {@code [::]:2112}, {@code
 * localhost:2112}.
 *
 * @param host empty: at every address of this machine
 * @param port 0: at any free one
 */
public record ListenAddress(String host, int port) {
  private static final int PORT_MAX = 65_535;
  private static final Pattern SHAPE =
      Pattern.compile("(?:\\[(?<six>[0-9a-fA-F:.]+)]|(?<host>[^:\\[\\]/\\s]*)):(?<port>\\d{1,5})");

  public ListenAddress {
    if (port < 0 || port > PORT_MAX) {
      throw new IllegalArgumentException(
          "Expected a port from 0 to %d, but it is %d".formatted(PORT_MAX, port));
    }
  }

  /**
   * The address that this text says.
   *
   * @throws IllegalArgumentException if it says none
   */
  public static ListenAddress of(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Expected an address to listen at such as :2112 or 0.0.0.0:2112, but it is \"%s\""
              .formatted(text));
    }
    String host = text.startsWith("[") ? matcher.group("six") : matcher.group("host");
    return new ListenAddress(host, Integer.parseInt(matcher.group("port")));
  }

  /**
   * The same for a socket.
   *
   * @throws UnknownHostException if the host has no address
   */
  public InetSocketAddress resolve() throws UnknownHostException {
    return host.isEmpty()
        ? new InetSocketAddress(port)
        : new InetSocketAddress(InetAddress.getByName(host), port);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
