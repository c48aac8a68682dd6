package io.flowmanager.rabbitmq.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.rabbitmq.Rabbit;
import io.flowmanager.rabbitmq.RabbitAddress;
import io.flowmanager.rabbitmq.RabbitMeasurements;
import io.flowmanager.rabbitmq.RabbitSettings;
import org.junit.jupiter.api.Test;

class BrokerReadinessTest {
  private static final RabbitSettings NOWHERE =
      RabbitSettings.of(RabbitAddress.of("amqp://guest:guest@127.0.0.1:1"));

  @Test
  void isNoneWhileTheBrokerTakesNoMessages() {
    try (var rabbit = new Rabbit(NOWHERE, RabbitMeasurements.NONE)) {
      rabbit.connection.alarm().handleBlocked("low on memory");

      assertThat(rabbit.readiness().trouble())
          .hasValueSatisfying(why -> assertThat(why).contains("low on memory"));
    }
  }

  @Test
  void isNoneWithoutABrokerAndSaysHowItStands() {
    try (var rabbit = new Rabbit(NOWHERE, RabbitMeasurements.NONE)) {
      assertThat(rabbit.readiness().trouble()).contains(rabbit.connection.state());
    }
  }
}
