package io.flowmanager.app.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy before a server: it can lead to another one, cut what there is, or let nothing
 * through without cutting anything, as a frozen server does.
 */
final class SwitchableProxy implements AutoCloseable {
  private static final int BUFFER = 8192;

  private final ServerSocket near = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile String far;
  private volatile boolean isFrozen;

  /**
   * @param far e.g. {@code 127.0.0.1:3306}
   */
  SwitchableProxy(String far) throws IOException {
    this.far = far;
    Thread.ofVirtual().start(this::accept);
  }

  /** The address that clients connect to. */
  String address() {
    return "127.0.0.1:" + near.getLocalPort();
  }

  /** New connections lead there from now on; those there are stay where they are. */
  void leadTo(String other) {
    far = other;
  }

  /** What is sent from now on is lost, either way. */
  void freeze() {
    isFrozen = true;
  }

  void thaw() {
    isFrozen = false;
  }

  /** Ends all connections. */
  void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  private void accept() {
    try {
      while (!near.isClosed()) {
        Socket client = near.accept();
        sockets.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      isFrozen = true;
    }
  }

  private void serve(Socket client) {
    String to = far;
    int colon = to.lastIndexOf(':');
    try {
      var server = new Socket(to.substring(0, colon), Integer.parseInt(to.substring(colon + 1)));
      sockets.add(server);
      Thread.ofVirtual().start(() -> copy(client, server));
      copy(server, client);
    } catch (IOException refused) {
      end(client);
    }
  }

  private void copy(Socket from, Socket to) {
    var bytes = new byte[BUFFER];
    try {
      for (int count = from.getInputStream().read(bytes);
          count >= 0;
          count = from.getInputStream().read(bytes)) {
        if (!isFrozen) {
          to.getOutputStream().write(bytes, 0, count);
        }
      }
    } catch (IOException closed) {
      sockets.remove(from);
    } finally {
      end(from);
      end(to);
    }
  }

  private void end(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException already) {
      sockets.remove(socket);
    }
  }

  @Override
  public void close() throws IOException {
    near.close();
    cut();
  }
}
