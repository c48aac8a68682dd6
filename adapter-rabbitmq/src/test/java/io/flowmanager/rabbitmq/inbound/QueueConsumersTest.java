package io.flowmanager.rabbitmq.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.Envelope;
import io.flowmanager.application.json.Json;
import io.flowmanager.rabbitmq.Message;
import io.flowmanager.rabbitmq.connection.Broker;
import io.flowmanager.rabbitmq.connection.Dialect;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** A channel that breaks in the middle of something can't be had of a real broker. */
class QueueConsumersTest {
  private static final Broker BROKER = new Broker(Dialect.RABBITMQ, true);
  private static final Duration NOT_LONG = Duration.ofMillis(10);

  private final Channel channel = mock(Channel.class);
  private final List<Delivery> taken = new ArrayList<>();
  private final QueueConsumers intake =
      new QueueConsumers("requests", List.of("one", "two"), 5, taken::add);

  private Consumer consumerOf(String queue) throws IOException {
    var consumer = ArgumentCaptor.forClass(Consumer.class);
    verify(channel).basicConsume(eq(queue), eq(false), anyString(), consumer.capture());
    return consumer.getValue();
  }

  private static void deliver(Consumer consumer) throws IOException {
    consumer.handleDelivery(
        "tag", new Envelope(7, true, "", "one"), new BasicProperties(), new byte[] {1});
  }

  @Test
  void consumesWithThePlatformsTagAndABoundOnWhatItTakes() throws Exception {
    intake.open(channel, BROKER);

    verify(channel).basicQos(5);
    verify(channel).basicConsume(eq("one"), eq(false), eq("flow-manager"), any(Consumer.class));
    verify(channel).basicConsume(eq("two"), eq(false), eq("flow-manager-two"), any(Consumer.class));
  }

  /** On that thread it would wait for an answer that only that thread can read. */
  @Test
  void asksForANewChannelWhenTheBrokerCancelsAConsumerThoughNotOnTheReadingThread()
      throws Exception {
    var aborting = new CompletableFuture<Thread>();
    doAnswer(called -> aborting.complete(Thread.currentThread())).when(channel).abort();
    intake.open(channel, BROKER);

    consumerOf("two").handleCancel("flow-manager-two");

    assertThat(aborting.get(10, TimeUnit.SECONDS)).isNotEqualTo(Thread.currentThread());
  }

  @Test
  void isIdleOnlyWhenWhatItTookIsDoneAndItsConsumersAreGone() throws Exception {
    intake.open(channel, BROKER);
    deliver(consumerOf("one"));

    intake.stopTaking();
    consumerOf("one").handleCancelOk("flow-manager");
    assertThat(intake.awaitIdle(NOT_LONG)).isFalse();
    taken.getFirst().acknowledge();
    assertThat(intake.awaitIdle(NOT_LONG)).isFalse();
    consumerOf("two").handleCancelOk("flow-manager-two");

    assertThat(intake.awaitIdle(NOT_LONG)).isTrue();
    verify(channel).basicCancel("flow-manager");
    verify(channel).basicCancel("flow-manager-two");
  }

  @Test
  void isIdleWithoutItsChannelOnceWhatItTookIsDone() throws Exception {
    intake.open(channel, BROKER);
    deliver(consumerOf("one"));
    intake.stopTaking();

    intake.lost(channel);
    assertThat(intake.awaitIdle(NOT_LONG)).isFalse();
    taken.getFirst().acknowledge();

    assertThat(intake.awaitIdle(NOT_LONG)).isTrue();
  }

  @Test
  void takesNothingOverANewChannelOnceItIsStopped() throws Exception {
    intake.stopTaking();

    intake.open(channel, BROKER);

    verify(channel, never()).basicConsume(anyString(), eq(false), anyString(), any(Consumer.class));
    assertThat(intake.awaitIdle(NOT_LONG)).isTrue();
  }

  @Test
  void answersAndAcknowledgesOverTheChannelItCameBy() throws Exception {
    intake.open(channel, BROKER);
    deliver(consumerOf("one"));
    var answer = Message.toQueue("caller", new BasicProperties(), Json.of("{}"));

    taken.getFirst().answer(answer);
    taken.getFirst().acknowledge();

    var order = inOrder(channel);
    order.verify(channel).basicPublish("", "caller", answer.properties(), answer.body().utf8());
    order.verify(channel).basicAck(7, false);
    assertThat(taken.getFirst().mayBeServed()).isTrue();
  }

  @Test
  void isDoneWithADeliveryWhoseChannelIsGone() throws Exception {
    intake.open(channel, BROKER);
    deliver(consumerOf("one"));
    doThrow(new IOException("gone")).when(channel).basicAck(7, false);

    taken.getFirst().acknowledge();

    intake.stopTaking();
    intake.lost(channel);
    assertThat(intake.awaitIdle(NOT_LONG)).isTrue();
  }

  @Test
  void givesBackWhatIsNotDone() throws Exception {
    intake.open(channel, BROKER);
    deliver(consumerOf("one"));

    taken.getFirst().giveBack();

    verify(channel).basicNack(7, false, true);
  }
}
