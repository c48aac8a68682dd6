package io.flowmanager.app.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.app.observe.metrics.Meters;
import io.flowmanager.app.observe.tracing.Tracing;
import io.flowmanager.application.Arrival;
import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.rabbitmq.inbound.Answer;
import io.flowmanager.rabbitmq.inbound.Handler;
import io.flowmanager.rabbitmq.inbound.IncomingRequest;
import io.flowmanager.rabbitmq.inbound.Interceptor;
import io.flowmanager.rabbitmq.inbound.Interceptors;
import io.flowmanager.rabbitmq.inbound.RoutedRequest;
import io.flowmanager.rabbitmq.outbound.Rpc;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What every request passes, put together as in the daemon, while creations are refused. */
class InterceptorsTest {
  private static final String FLOW = "f0000000-0000-4000-8000-000000000001";
  private static final int MORE_THAN_WAIT = 1000;

  private static final IncomingRequest CREATION =
      new IncomingRequest(
          "requests",
          Map.of(),
          EnvelopeJson.readRequest(
              "{\"uri\":\"/v1/activeflows\",\"method\":\"POST\",\"data\":{\"flow_id\":\"%s\"}}"
                  .formatted(FLOW)
                  .getBytes(UTF_8)),
          "correlation",
          Arrival.ONCE,
          true);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicInteger spans = new AtomicInteger();
  private final Interceptors interceptors =
      RabbitModule.interceptors(new OpenSpans(spans), new Meters(registry));
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @AfterEach
  void forget() {
    MDC.clear();
  }

  @Test
  void areAllOverWhenACreationIsRefused() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var coming = new ArrayList<Future<Answer>>();
      for (int number = 0; number < MORE_THAN_WAIT; number++) {
        Handler handler = arrived(this::stay);
        coming.add(threads.submit(handler::handle));
      }
      await().until(() -> coming.stream().anyMatch(Future::isDone));
      mayEnd.countDown();
      await().until(() -> coming.stream().allMatch(Future::isDone));

      List<Throwable> refusals =
          coming.stream()
              .filter(one -> one.state() == Future.State.FAILED)
              .map(Future::exceptionNow)
              .toList();
      assertThat(refusals)
          .isNotEmpty()
          .allMatch(refusal -> ((FlowException) refusal).isFor(Reason.OVERLOADED));
    }
    assertThat(registry.get("flow_manager_requests_queued").gauge().value()).isZero();
    assertThat(registry.get("flow_manager_requests_in_work").gauge().value()).isZero();
    assertThat(spans).hasValue(0);
  }

  @Test
  void nameARequestInTheLogThoughItIsRefused() {
    RoutedRequest refused =
        RoutedRequest.notFound(new FlowException(Reason.ROUTE_NOT_FOUND, "Expected a route"));

    try {
      interceptors.around(CREATION, refused, refused.handler()).handle();
    } catch (FlowException refusal) {
      assertThat(refusal.isFor(Reason.ROUTE_NOT_FOUND)).isTrue();
    }

    // The line that says so is written right after.
    assertThat(MDC.getCopyOfContextMap())
        .containsEntry("request_id", "correlation")
        .containsEntry("flow_id", FLOW);
  }

  private Handler arrived(Handler handler) {
    var creation = new RoutedRequest("/activeflows", Optional.empty(), true, false, true, handler);
    return interceptors.around(CREATION, creation, handler);
  }

  private Answer stay() {
    try {
      mayEnd.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return Answer.DONE;
  }

  /** Counts the spans that have not ended. */
  private record OpenSpans(AtomicInteger open) implements Tracing {
    @Override
    public Interceptor requests() {
      return (request, routed, next) -> {
        open.incrementAndGet();
        return () -> {
          try {
            return next.handle();
          } finally {
            open.decrementAndGet();
          }
        };
      };
    }

    @Override
    public Rpc questions(Rpc rpc) {
      return rpc;
    }

    @Override
    public Runnable work(Runnable work) {
      return work;
    }

    @Override
    public void close() {}
  }
}
