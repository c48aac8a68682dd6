package io.flowmanager.app.fetch;

import io.flowmanager.application.memory.MessageMemoryLimiter;
import io.flowmanager.domain.error.FlowException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;

/**
 * A connection to one address of a host, for one request of HTTP/1.1.
 *
 * <p>Its socket is opened to the address that was checked, so no name is looked up again; TLS
 * presents the host's name, and checks the certificate against it. Nothing is kept of it: neither
 * connection nor TLS session, cookie or password ever serves another request. Proxies are not used.
 *
 * <p>It blocks, and ends where its thread is interrupted, which has to be a virtual one: the socket
 * is closed then.
 */
final class Connection implements AutoCloseable {
  /** Together some hundred kilobytes of memory, and more than servers send. */
  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxLineLength(16_384).setMaxHeaderCount(100).build();

  /**
   * The bytes that a byte takes while more is read, about: as it is, as what it was copied from,
   * and as a copy without what it has too much.
   */
  private static final int READING_PER_BYTE = 3;

  private static final HttpRequestExecutor EXECUTOR = new HttpRequestExecutor();

  private final DefaultBHttpClientConnection http = new DefaultBHttpClientConnection(LIMITS);
  private final Socket socket;

  /** An answer, as far as it was asked for. */
  record Answer(int status, Optional<String> location, Optional<byte[]> body) {}

  /** No connection, and so nothing was sent. */
  static final class Unreachable extends IOException {
    private static final long serialVersionUID = 1;

    Unreachable(IOException cause) {
      super(cause);
    }
  }

  private Connection(Socket socket) {
    this.socket = socket;
  }

  /**
   * Connects, and waits at most {@code patience} for that.
   *
   * @throws Unreachable nobody accepts at this address
   * @throws IOException what was met there is not the host
   */
  static Connection open(
      WebAddress address, InetAddress at, TrustManager[] trusted, Duration patience)
      throws IOException {
    var socket = new Socket(Proxy.NO_PROXY);
    try {
      connect(socket, new InetSocketAddress(at, address.port()), patience);
      var connection = new Connection(socket);
      connection.begin(address, trusted);
      return connection;
    } catch (IOException | RuntimeException failure) {
      socket.close();
      throw failure;
    }
  }

  private static void connect(Socket socket, InetSocketAddress at, Duration patience)
      throws Unreachable {
    try {
      socket.connect(at, Math.max(1, Math.toIntExact(patience.toMillis())));
    } catch (IOException unreachable) {
      throw new Unreachable(unreachable);
    }
  }

  private void begin(WebAddress address, TrustManager[] trusted) throws IOException {
    if (address.isSecure()) {
      var tls =
          (SSLSocket)
              tls(trusted)
                  .getSocketFactory()
                  .createSocket(socket, address.host(), address.port(), true);
      tls.setSSLParameters(address.identity());
      tls.startHandshake();
      http.bind(tls, socket);
    } else {
      http.bind(socket);
    }
  }

  /** A connection that remembers no sessions. */
  private static SSLContext tls(TrustManager[] trusted) {
    try {
      var tls = SSLContext.getInstance("TLS");
      tls.init(new KeyManager[0], trusted, new SecureRandom());
      return tls;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Sends the request and reads the answer, its body only where the status is {@code wanted}.
   *
   * <p>The answer itself is never closed: that would read to its end, which may never come. It goes
   * with the connection.
   *
   * @param reserved takes room for what came so far, once that is no small answer any more
   * @return an empty body: it is longer than {@code bytesMax}, or was not read
   * @throws FlowException OVERLOADED there is no room for what comes
   */
  Answer ask(
      ClassicHttpRequest request,
      int wanted,
      int bytesMax,
      MessageMemoryLimiter.Reservation reserved)
      throws IOException {
    try {
      ClassicHttpResponse answer = EXECUTOR.execute(request, http, HttpCoreContext.create());
      return new Answer(
          answer.getCode(),
          Optional.ofNullable(answer.getFirstHeader("Location")).map(Header::getValue),
          answer.getCode() == wanted
              ? bytes(answer.getEntity(), bytesMax, reserved)
              : Optional.empty());
    } catch (HttpException unreadable) {
      throw new IOException("no HTTP: " + unreadable.getMessage(), unreadable);
    }
  }

  /** Nobody is believed how long it will be: room is taken for what comes, as it comes. */
  private static Optional<byte[]> bytes(
      HttpEntity entity, int bytesMax, MessageMemoryLimiter.Reservation reserved)
      throws IOException {
    if (entity == null) {
      return Optional.of(new byte[0]);
    }
    InputStream content = entity.getContent();
    int asked = Math.min(MessageMemoryLimiter.SMALL_MAX, bytesMax) + 1;
    byte[] bytes = content.readNBytes(asked);
    while (bytes.length == asked && asked <= bytesMax) {
      asked = Math.min(2 * asked, bytesMax + 1);
      reserved.growTo((long) READING_PER_BYTE * asked);
      byte[] longer = Arrays.copyOf(bytes, asked);
      int length = bytes.length + content.readNBytes(longer, bytes.length, asked - bytes.length);
      bytes = length == asked ? longer : Arrays.copyOf(longer, length);
    }
    return bytes.length > bytesMax ? Optional.empty() : Optional.of(bytes);
  }

  @Override
  public void close() {
    http.close(CloseMode.IMMEDIATE);
  }
}
