package io.flowmanager.redis;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The line between us and a Redis, which can be cut, or go dead without anybody noticing. Seen from
 * our end that is a Redis that stops, restarts or hangs.
 */
final class Line implements Closeable {
  private enum State {
    WHOLE,
    DEAD,
    CUT
  }

  private final RedisAddress far;
  private final ServerSocket near;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile State state = State.WHOLE;

  private Line(RedisAddress far, ServerSocket near) {
    this.far = far;
    this.near = near;
  }

  static Line to(RedisAddress far) {
    try {
      var line = new Line(far, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(line::accept);
      return line;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  RedisAddress address() {
    return new RedisAddress("127.0.0.1", near.getLocalPort(), far.database(), far.password());
  }

  /** Number of times that somebody has connected. */
  int connections() {
    return connections.get();
  }

  /** Nothing comes through from now on, but connections stay, and new ones are accepted. */
  void goDead() {
    state = State.DEAD;
  }

  /** All connections end, new ones at once. */
  void cut() {
    state = State.CUT;
    hangUp();
  }

  /** New connections come through; the old ones have ended. */
  void restore() {
    hangUp();
    state = State.WHOLE;
  }

  private void hangUp() {
    ends.forEach(Line::close);
    ends.clear();
  }

  private void accept() {
    try {
      while (true) {
        Socket end = near.accept();
        connections.incrementAndGet();
        ends.add(end);
        switch (state) {
          case WHOLE -> connect(end);
          case CUT -> end.close();
          case DEAD -> {} // it waits, and waits
        }
      }
    } catch (IOException closed) {
      close();
    }
  }

  private void connect(Socket end) throws IOException {
    var other = new Socket(far.host(), far.port());
    ends.add(other);
    Thread.ofVirtual().start(() -> pass(end, other));
    Thread.ofVirtual().start(() -> pass(other, end));
  }

  private void pass(Socket from, Socket to) {
    try {
      byte[] some = new byte[8192];
      for (int read = from.getInputStream().read(some);
          read >= 0;
          read = from.getInputStream().read(some)) {
        if (state == State.WHOLE) {
          to.getOutputStream().write(some, 0, read);
        }
      }
    } catch (IOException ended) {
      close(from);
    } finally {
      close(to);
    }
  }

  private static void close(Closeable closed) {
    try {
      closed.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    cut();
    close(near);
  }
}
