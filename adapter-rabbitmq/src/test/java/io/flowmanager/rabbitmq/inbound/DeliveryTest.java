package io.flowmanager.rabbitmq.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import io.flowmanager.rabbitmq.inbound.Delivery.Origin;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final OptionalLong NEVER = OptionalLong.empty();

  @Test
  void mayHaveEndedAProcessWhenItComesAgainThoughNothingOfOursWasLost() {
    assertThat(delivered(true, NEVER).mayHaveEndedAProcess()).isTrue();
  }

  @Test
  void hasEndedNoneWhenItComesForTheFirstTime() {
    assertThat(delivered(false, NEVER).mayHaveEndedAProcess()).isFalse();
  }

  @Test
  void hasEndedNoneWhenItComesAgainBecauseTheBrokerWasLost() {
    assertThat(delivered(true, ago(Duration.ZERO)).mayHaveEndedAProcess()).isFalse();
  }

  @Test
  void mayHaveEndedAProcessLongAfterTheBrokerWasLost() {
    OptionalLong longAgo = ago(Delivery.EXPLAINS.plusSeconds(1));

    assertThat(delivered(true, longAgo).mayHaveEndedAProcess()).isTrue();
  }

  private static OptionalLong ago(Duration length) {
    return OptionalLong.of(System.nanoTime() - length.toNanos());
  }

  private static Delivery delivered(boolean isAgain, OptionalLong reopened) {
    return new Delivery(
        new Origin(mock(Channel.class), reopened),
        "queue",
        new Envelope(1, isAgain, "", "queue"),
        new BasicProperties(),
        new byte[0],
        () -> {});
  }
}
