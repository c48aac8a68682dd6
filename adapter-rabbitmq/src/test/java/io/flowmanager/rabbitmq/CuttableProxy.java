package io.flowmanager.rabbitmq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to the broker that a test can cut, and mend. */
public final class CuttableProxy implements AutoCloseable {
  private final RabbitAddress broker;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile Optional<ServerSocket> server = Optional.empty();

  /** A proxy that lets nobody through until it is mended. */
  public CuttableProxy(RabbitAddress broker) throws IOException {
    this.broker = broker;
    try (var free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
  }

  public static CuttableProxy to(RabbitAddress broker) throws IOException {
    var proxy = new CuttableProxy(broker);
    proxy.mend();
    return proxy;
  }

  public RabbitAddress address() {
    return new RabbitAddress(
        false, "127.0.0.1", port, broker.user(), broker.password(), broker.vhost());
  }

  public void mend() throws IOException {
    var listening = new ServerSocket();
    listening.setReuseAddress(true);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    server = Optional.of(listening);
    Thread.startVirtualThread(() -> acceptAll(listening));
  }

  /** Breaks every connection, and lets nobody in. */
  public void cut() throws IOException {
    if (server.isPresent()) {
      server.get().close();
    }
    breakConnections();
  }

  /** Breaks every connection; new ones work. */
  public void breakConnections() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  private void acceptAll(ServerSocket listening) {
    try {
      while (true) {
        Socket inside = listening.accept();
        var outside = new Socket(broker.host(), broker.port());
        inside.setTcpNoDelay(true);
        outside.setTcpNoDelay(true);
        sockets.add(inside);
        sockets.add(outside);
        Thread.startVirtualThread(() -> pump(inside, outside));
        Thread.startVirtualThread(() -> pump(outside, inside));
      }
    } catch (IOException cut) {
      // how it ends
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException cut) {
      // how it ends
    }
  }

  @Override
  public void close() {
    try {
      cut();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
