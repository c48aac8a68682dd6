package io.flowmanager.rabbitmq.connection;

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
}
