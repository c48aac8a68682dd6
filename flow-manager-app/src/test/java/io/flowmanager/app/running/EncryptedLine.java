package io.flowmanager.app.running;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** TLS in front of a server that has none of its own. */
final class EncryptedLine implements AutoCloseable {
  private final SSLServerSocket listening;
  private final String host;
  private final int port;

  private EncryptedLine(SSLServerSocket listening, String host, int port) {
    this.listening = listening;
    this.host = host;
    this.port = port;
  }

  static EncryptedLine to(String host, int port, SSLContext context) throws IOException {
    var listening =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var line = new EncryptedLine(listening, host, port);
    Thread.ofVirtual().start(line::accept);
    return line;
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket server = new Socket(host, port);
        Thread.ofVirtual().start(() -> copy(client, server));
        Thread.ofVirtual().start(() -> copy(server, client));
      } catch (IOException closed) {
        // the next one, if there is one
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException refused) {
      // Both ends are closed, and see it.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
