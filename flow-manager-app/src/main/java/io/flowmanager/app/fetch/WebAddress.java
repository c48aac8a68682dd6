package io.flowmanager.app.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;

/**
 * An address where actions can be fetched: http or https, a host, no credentials.
 *
 * @param origin who said so
 */
record WebAddress(URI uri, Origin origin) {
  private static final int PORT_MAX = 65_535;

  /**
   * The characters that may not stand in a URI as they are, besides blanks and what is not ASCII.
   */
  private static final String ENCODED = "\"<>\\^`{|}";

  /** Who named an address, and is to blame for it. */
  enum Origin {
    AUTHOR("event_url", Reason.INVALID_OPTION),
    REDIRECT("a redirect", Reason.UNEXPECTED_ANSWER);

    private final String text;
    private final Reason reason;

    Origin(String text, Reason reason) {
      this.text = text;
      this.reason = reason;
    }

    FlowException refusing(String wanted, String found) {
      return new FlowException(
          reason, "Expected %s to be %s, but %s".formatted(text, wanted, found));
    }
  }

  /**
   * The address in a text; what should have been percent-encoded is.
   *
   * @throws FlowException INVALID_OPTION, UNEXPECTED_ANSWER
   */
  static WebAddress of(String text, Origin origin) {
    return checked(parsed(text, origin), origin);
  }

  /** The address that a redirect leads to from here. */
  WebAddress redirectedTo(String location) {
    return checked(uri.resolve(parsed(location, Origin.REDIRECT)), Origin.REDIRECT);
  }

  private static URI parsed(String text, Origin origin) {
    try {
      return new URI(encoded(text));
    } catch (URISyntaxException none) {
      throw origin.refusing("a URL", "it is none: " + none.getReason());
    }
  }

  /** Blanks become %20; what controls lines has to be nothing but a part of the path, too. */
  private static String encoded(String text) {
    var encoded = new StringBuilder();
    text.strip()
        .codePoints()
        .forEach(character -> {
          if (character > ' ' && character < 0x7F && ENCODED.indexOf(character) < 0) {
            encoded.appendCodePoint(character);
          } else {
            for (byte part : Character.toString(character).getBytes(UTF_8)) {
              encoded.append("%%%02X".formatted(part));
            }
          }
        });
    return encoded.toString();
  }

  private static WebAddress checked(URI uri, Origin origin) {
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    if (!List.of("http", "https").contains(scheme)) {
      throw origin.refusing("an http or https URL", "its scheme is \"%s\"".formatted(scheme));
    }
    if (uri.getRawUserInfo() != null) {
      throw origin.refusing("a URL without credentials", "there are some");
    }
    if (uri.getHost() == null) {
      throw origin.refusing("a URL with the name or address of a host", "there is none");
    }
    if (uri.getPort() == 0 || uri.getPort() > PORT_MAX) {
      throw origin.refusing("a URL with a port up to " + PORT_MAX, "it is " + uri.getPort());
    }
    var address = new WebAddress(uri, origin);
    try {
      address.identity();
    } catch (IllegalArgumentException tooLong) {
      throw origin.refusing("a URL with the name of a host", "no host is called so");
    }
    return address;
  }

  String scheme() {
    return uri.getScheme();
  }

  boolean isSecure() {
    return uri.getScheme().equalsIgnoreCase("https");
  }

  /** A name, or an address; an IPv6 address is in brackets. */
  String host() {
    return uri.getHost();
  }

  /** The text of the Host header. */
  String authority() {
    return uri.getPort() < 0 ? host() : host() + ':' + uri.getPort();
  }

  int port() {
    int standardPort = isSecure() ? 443 : 80;
    return uri.getPort() < 0 ? standardPort : uri.getPort();
  }

  /** The target that a request names: path and query. */
  String target() {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
  }

  /** For TLS, which is to present and to check the host's name and not the address. */
  SSLParameters identity() {
    var parameters = new SSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (isName()) {
      String name = host().endsWith(".") ? host().substring(0, host().length() - 1) : host();
      parameters.setServerNames(List.of(new SNIHostName(name)));
    }
    return parameters;
  }

  private boolean isName() {
    // A name's last part begins with a letter, or it is none to URI.
    int dot = host().lastIndexOf('.', host().length() - 2);
    return Character.isLetter(host().charAt(dot + 1));
  }

  FlowException refusing(String wanted, String found) {
    return origin.refusing(wanted, found);
  }

  /** For a person; path and query may hold secrets. */
  @Override
  public String toString() {
    return authority();
  }
}
