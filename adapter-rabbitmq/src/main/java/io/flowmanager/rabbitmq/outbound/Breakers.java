package io.flowmanager.rabbitmq.outbound;

import io.flowmanager.rabbitmq.RabbitMeasurements;
import io.flowmanager.rabbitmq.RabbitMeasurements.BreakerState;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A circuit breaker for each queue that requests are put to, in this process. */
final class Breakers {
  /** So many failures in a row open one. */
  static final int FAILURES = 5;

  /** Time that it stays open before a request is let through as a trial. */
  static final Duration OPEN_FOR = Duration.ofSeconds(30);

  private final CircuitBreakerConfig config;
  private final RabbitMeasurements measurements;
  private final ConcurrentMap<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

  Breakers(InstantSource clock, RabbitMeasurements measurements) {
    this.measurements = measurements;
    this.config =
        CircuitBreakerConfig.custom()
            // all of the last five failed: five in a row
            .slidingWindow(FAILURES, FAILURES, SlidingWindowType.COUNT_BASED)
            .failureRateThreshold(100)
            .waitDurationInOpenState(OPEN_FOR)
            .permittedNumberOfCallsInHalfOpenState(1)
            // some services take a minute and are well; each has a time-out of its own
            .slowCallDurationThreshold(Duration.ofDays(1))
            .clock(clock.withZone(ZoneOffset.UTC))
            .build();
  }

  CircuitBreaker of(String queue) {
    return breakers.computeIfAbsent(queue, this::breaker);
  }

  private CircuitBreaker breaker(String queue) {
    var breaker = CircuitBreaker.of(queue, config);
    breaker
        .getEventPublisher()
        .onStateTransition(event -> changed(queue, event.getStateTransition()));
    return breaker;
  }

  private void changed(String queue, StateTransition transition) {
    measurements.breakerChanged(
        queue, state(transition.getFromState()), state(transition.getToState()));
  }

  private static BreakerState state(CircuitBreaker.State state) {
    return switch (state) {
      case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
      case OPEN, FORCED_OPEN -> BreakerState.OPEN;
      case HALF_OPEN -> BreakerState.HALF_OPEN;
    };
  }
}
