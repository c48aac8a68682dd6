package io.flowmanager.rabbitmq.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class BoundedFramesTest {
  private static final int MAX = 100;

  private final Queue<Frame> sent = new ArrayDeque<>();
  private final BoundedFrames frames = new BoundedFrames(sending(), MAX);

  private FrameHandler sending() {
    try {
      FrameHandler handler = mock(FrameHandler.class);
      when(handler.readFrame()).thenAnswer(asked -> sent.poll());
      return handler;
    } catch (IOException never) {
      throw new AssertionError(never);
    }
  }

  private static Frame header(int channel, long length) {
    byte[] payload =
        ByteBuffer.allocate(16)
            .putShort((short) 60)
            .putShort((short) 0)
            .putLong(length)
            .putInt(0x1234_5678)
            .array();
    return new Frame(AMQP.FRAME_HEADER, channel, payload);
  }

  private static Frame body(int channel, int length) {
    return new Frame(AMQP.FRAME_BODY, channel, new byte[length]);
  }

  private static Frame method(int channel) {
    return new Frame(AMQP.FRAME_METHOD, channel, new byte[4]);
  }

  private static long length(Frame header) {
    return ByteBuffer.wrap(header.getPayload()).getLong(4);
  }

  @Test
  void leavesAloneWhatIsNotTooLarge() throws IOException {
    List<Frame> all = List.of(method(1), header(1, MAX), body(1, 60), body(1, 40), method(1));
    sent.addAll(all);

    for (Frame frame : all) {
      assertThat(frames.readFrame()).isSameAs(frame);
    }
    assertThat(frames.readFrame()).as("none came in time").isNull();
  }

  @Test
  void putsAMarkInPlaceOfABodyThatIsTooLarge() throws IOException {
    Frame after = method(1);
    sent.addAll(List.of(header(1, MAX + 1), body(1, 60), body(1, 41), after));

    Frame header = frames.readFrame();
    Frame mark = frames.readFrame();

    assertThat(length(header)).isEqualTo(mark.getPayload().length);
    assertThat(ByteBuffer.wrap(header.getPayload()).getInt(12))
        .as("its properties")
        .isEqualTo(0x1234_5678);
    assertThat(mark.getType()).isEqualTo(AMQP.FRAME_BODY);
    assertThat(BoundedFrames.isMark(mark.getPayload())).isTrue();
    assertThat(frames.readFrame()).isSameAs(after);
  }

  @Test
  void tellsChannelsApart() throws IOException {
    Frame others = header(2, 5);
    Frame othersBody = body(2, 5);
    sent.addAll(List.of(header(1, 1000), body(1, 500), others, othersBody, body(1, 500)));

    assertThat(frames.readFrame().getChannel()).isEqualTo(1);
    assertThat(BoundedFrames.isMark(frames.readFrame().getPayload())).isTrue();
    assertThat(frames.readFrame()).isSameAs(others);
    assertThat(frames.readFrame()).isSameAs(othersBody);
    assertThat(frames.readFrame()).isNull();
  }

  @Test
  void readsTheNextBodyOfTheSameChannel() throws IOException {
    Frame nextBody = body(1, 10);
    sent.addAll(List.of(header(1, 500), body(1, 500), header(1, 10), nextBody));
    frames.readFrame();
    frames.readFrame();

    assertThat(length(frames.readFrame())).isEqualTo(10);
    assertThat(frames.readFrame()).isSameAs(nextBody);
  }
}
