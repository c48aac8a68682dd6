package io.flowmanager.rabbitmq;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.ConnectionFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Address of a broker: {@code amqp://user:password@host:port/vhost}, or {@code amqps://…} over TLS.
 *
 * <p>What is left out: user and password {@code guest}, port 5672 (5671 over TLS), vhost {@code /}.
 * Its text shows no password.
 *
 * @param encrypted over TLS; the certificate must be one the Java runtime trusts, for this host
 */
public record RabbitAddress(
    boolean encrypted, String host, int port, String user, String password, String vhost) {
  private static final int PORT = 5672;
  private static final int ENCRYPTED_PORT = 5671;

  public RabbitAddress {
    requireNonNull(user, "user");
    requireNonNull(password, "password");
    requireNonNull(vhost, "vhost");
    if (host.isEmpty()) {
      throw new IllegalArgumentException("Expected the host of a broker, but there is none");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "Expected a broker's port from 1 to 65535, but it is %d".formatted(port));
    }
  }

  /**
   * Reads a URI; its query is not looked at.
   *
   * @throws IllegalArgumentException it is no such URI; the message shows nothing of it, because it
   *     may hold a password
   */
  public static RabbitAddress of(String text) {
    URI uri = parsed(text);
    boolean encrypted = "amqps".equalsIgnoreCase(uri.getScheme());
    if (!encrypted && !"amqp".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException(
          "Expected amqp://user:password@host:port/vhost, but the scheme is neither amqp nor"
              + " amqps");
    }
    String[] login = Optional.ofNullable(uri.getRawUserInfo()).orElse("guest:guest").split(":", 2);
    String path = Optional.ofNullable(uri.getRawPath()).orElse("");
    return new RabbitAddress(
        encrypted,
        Optional.ofNullable(uri.getHost()).orElse("").replaceAll("[\\[\\]]", ""),
        uri.getPort() >= 0 ? uri.getPort() : encrypted ? ENCRYPTED_PORT : PORT,
        decoded(login[0]),
        login.length > 1 ? decoded(login[1]) : "",
        path.length() > 1 ? decoded(path.substring(1)) : "/");
  }

  /**
   * A factory of connections to it, with nothing else set.
   *
   * @throws GeneralSecurityException if this Java has no TLS
   */
  public ConnectionFactory connectionFactory() throws GeneralSecurityException {
    return configured(new ConnectionFactory());
  }

  /** The same of another kind. */
  public <F extends ConnectionFactory> F configured(F factory) throws GeneralSecurityException {
    factory.setHost(host);
    factory.setPort(port);
    factory.setUsername(user);
    factory.setPassword(password);
    factory.setVirtualHost(vhost);
    if (encrypted) {
      factory.useSslProtocol(SSLContext.getDefault());
      factory.enableHostnameVerification();
    }
    return factory;
  }

  private static URI parsed(String text) {
    try {
      return new URI(text.strip());
    } catch (URISyntaxException malformed) {
      // not its message, nor it as the cause: both quote the text
      throw new IllegalArgumentException(
          "Expected amqp://user:password@host:port/vhost, but it is no URI from character %d on"
              .formatted(malformed.getIndex() + 1));
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "%s://%s@%s:%d/%s"
        .formatted(
            encrypted ? "amqps" : "amqp",
            user,
            host.contains(":") ? "[" + host + "]" : host,
            port,
            vhost.equals("/") ? "" : vhost);
  }
}
