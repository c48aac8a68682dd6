package io.flowmanager.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlarmTest {
  private final Alarm alarm = new Alarm();

  @Test
  void lastsUntilTheBrokerTakesMessagesAgain() {
    assertThat(alarm.reason()).isEmpty();

    alarm.handleBlocked("low on memory");
    alarm.handleBlocked("low on memory & disk");
    assertThat(alarm.reason()).contains("low on memory & disk");

    alarm.handleUnblocked();
    assertThat(alarm.reason()).isEmpty();
  }

  @Test
  void isForgottenWithItsConnection() {
    alarm.handleBlocked("low on disk");

    alarm.forget();

    assertThat(alarm.reason()).isEmpty();
  }

  @Test
  void makesTheConnectionOneThatDoesNotServe() {
    try (var connection =
        new RabbitConnection(
            RabbitSettings.of(RabbitAddress.of("amqp://guest:guest@127.0.0.1:1")),
            RabbitMeasurements.NONE)) {
      assertThat(connection.isBlocked()).isFalse();

      connection.alarm().handleBlocked("low on memory");

      assertThat(connection.isBlocked()).isTrue();
      assertThat(connection.trouble())
          .hasValueSatisfying(why -> assertThat(why).contains("memory"));
    }
  }
}
