package io.flowmanager.app.fetch;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of hosts. The system's own search can be neither limited nor interrupted, so
 * it has threads of its own, and whoever gives up leaves it behind.
 */
final class Resolver {
  /** As many as may hang at once in names whose servers don't answer. */
  private static final int SEARCHES_MAX = 32;

  private static final int THREAD_IDLE_SECONDS_MAX = 60;

  /** Asks for the addresses of a host, and blocks. */
  interface Search {
    InetAddress[] addressesOf(String host) throws UnknownHostException;
  }

  private final Search search;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          SEARCHES_MAX,
          SEARCHES_MAX,
          THREAD_IDLE_SECONDS_MAX,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(), // whoever waits in it gives up at its deadline
          Thread.ofPlatform().daemon().name("fetch-resolver-", 0).factory());

  Resolver(Search search) {
    this.search = search;
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * At least one address.
   *
   * @throws FlowException SERVICE_UNAVAILABLE there is none, or none was found in time
   */
  List<InetAddress> addressesOf(String host, Deadline deadline) {
    Future<InetAddress[]> found = threads.submit(() -> search.addressesOf(host));
    try {
      return List.of(found.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException unknown) {
      throw unavailable(host, "there is none", unknown);
    } catch (TimeoutException late) {
      throw unavailable(host, "none was found in time", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unavailable(host, "the search was interrupted", interrupted);
    } finally {
      found.cancel(true);
    }
  }

  private static FlowException unavailable(String host, String found, Exception cause) {
    return new FlowException(
        Reason.SERVICE_UNAVAILABLE,
        "Expected an address of %s, but %s".formatted(host, found),
        cause);
  }
}
