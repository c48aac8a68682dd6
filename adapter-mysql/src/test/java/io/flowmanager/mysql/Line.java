package io.flowmanager.mysql;

import io.flowmanager.mysql.server.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A line to a server that counts, and that can go silent without being cut, as networks do. */
public final class Line implements AutoCloseable {
  private final DatabaseAddress far;
  private final ServerSocket near = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger roundTrips = new AtomicInteger();
  private final AtomicBoolean isAnswered = new AtomicBoolean();

  // guarded by this
  private boolean isFrozen;

  public Line(DatabaseAddress far) throws IOException {
    this.far = far;
    Thread.ofVirtual().start(this::accept);
  }

  /** The server's, as seen from this end. */
  public DatabaseAddress address() {
    return new DatabaseAddress(
        "127.0.0.1:" + near.getLocalPort(),
        far.database(),
        far.user(),
        far.password(),
        far.driverProperties());
  }

  /** Number of times that one end waited for the other so far. */
  public int roundTrips() {
    return roundTrips.get();
  }

  /** From now on nothing arrives any more, either way. */
  public synchronized void freeze() {
    isFrozen = true;
  }

  /** What was under way arrives after all. */
  synchronized void thaw() {
    isFrozen = false;
    notifyAll();
  }

  private synchronized void awaitThaw() throws IOException {
    try {
      while (isFrozen) {
        wait();
      }
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = near.accept();
        int colon = far.hosts().lastIndexOf(':');
        var server =
            new Socket(
                far.hosts().substring(0, colon),
                Integer.parseInt(far.hosts().substring(colon + 1)));
        sockets.add(client);
        sockets.add(server);
        Thread.ofVirtual().start(() -> copy(client, server, this::asked));
        Thread.ofVirtual().start(() -> copy(server, client, () -> isAnswered.set(true)));
      }
    } catch (IOException closed) {
      freeze();
    }
  }

  /** What is asked in several pieces before there is an answer is asked once. */
  private void asked() {
    if (isAnswered.getAndSet(false)) {
      roundTrips.incrementAndGet();
    }
  }

  private void copy(Socket from, Socket to, Runnable counted) {
    var bytes = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        counted.run();
        awaitThaw();
        out.write(bytes, 0, count);
      }
    } catch (IOException closed) {
      sockets.remove(from);
    }
  }

  @Override
  public void close() throws IOException {
    near.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
