package io.flowmanager.rabbitmq.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import io.flowmanager.application.json.Json;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.rabbitmq.Message;
import io.flowmanager.rabbitmq.RabbitMeasurements;
import io.flowmanager.rabbitmq.connection.Broker;
import io.flowmanager.rabbitmq.connection.Dialect;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** A broker that takes messages and confirms none can't be had. */
class ConfirmedPublisherTest {
  private static final Duration CONFIRM_WAIT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Channel channel = mock(Channel.class);
  private final AtomicLong published = new AtomicLong();
  private final ConfirmedPublisher publisher =
      new ConfirmedPublisher(() -> false, CONFIRM_WAIT, mock(RabbitMeasurements.class));

  private ConfirmListener opened() throws IOException {
    when(channel.getNextPublishSeqNo()).thenAnswer(asked -> published.incrementAndGet());
    publisher.open(channel, new Broker(Dialect.RABBITMQ, true));
    var listener = ArgumentCaptor.forClass(ConfirmListener.class);
    verify(channel).addConfirmListener(listener.capture());
    verify(channel).confirmSelect();
    return listener.getValue();
  }

  private CompletableFuture<Void> publish(int messages) {
    var message = Message.toQueue("queue", new BasicProperties(), Json.of("{}"));
    return publisher
        .publish(Collections.nCopies(messages, message), Duration.ZERO)
        .toCompletableFuture();
  }

  @Test
  void failsWhatIsNotConfirmedInTime() throws IOException {
    opened();

    assertThat(publish(1))
        .failsWithin(LONG)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(FlowException.class)
        .withMessage("Expected RabbitMQ to take a message, but it did not confirm within 0.1 s");
    assertThat(publish(2)).as("watched again").failsWithin(LONG);
  }

  @Test
  void failsTheOthersToo() throws IOException {
    opened();

    List<CompletableFuture<Void>> open = List.of(publish(1), publish(1), publish(1));

    assertThat(open).allSatisfy(one -> assertThat(one).failsWithin(LONG));
  }

  @Test
  void leavesAloneWhatIsConfirmed() throws IOException {
    ConfirmListener broker = opened();
    CompletableFuture<Void> confirmed = publish(2);
    CompletableFuture<Void> late = publish(1);

    broker.handleAck(2, true);

    assertThat(confirmed).succeedsWithin(LONG);
    assertThat(late).failsWithin(LONG);
    verify(channel, times(3)).basicPublish(any(), any(), any(), any());
  }

  @Test
  void failsWhatWasRefusedInPartThoughTheRestIsConfirmed() throws IOException {
    ConfirmListener broker = opened();

    for (long first = 1; first < 2000; first += 2) {
      CompletableFuture<Void> refused = publish(2);
      broker.handleNack(first, false);
      broker.handleAck(first + 1, false);
      assertThat(refused).failsWithin(LONG);
    }
  }

  @Test
  void failsWhatWentOverAnotherChannelBeforeAnythingGoesOverThisOne() throws IOException {
    opened();
    CompletableFuture<Void> before = publish(1);

    publisher.open(mock(Channel.class), new Broker(Dialect.RABBITMQ, true));

    assertThat(before).isCompletedExceptionally();
  }
}
