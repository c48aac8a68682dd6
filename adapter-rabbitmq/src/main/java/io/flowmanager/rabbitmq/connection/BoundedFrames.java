package io.flowmanager.rabbitmq.connection;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.WriteListener;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Frames off the broker, without the bodies of messages that are larger than there is room for: of
 * such a message only its properties come, so that it can be answered, and a mark in place of its
 * body.
 *
 * <p>The client puts bodies together before anybody sees their length, or else closes the
 * connection; then the message comes again, and takes one process after the other with it.
 *
 * <p>Source: the AMQP 0-9-1 specification, 2.3.5.2, and 4.2.6: a header frame's payload is the
 * class's number, a weight (two bytes each), the body's length (eight bytes), and the properties.
 */
public final class BoundedFrames implements FrameHandler {
  /** No JSON begins like this. */
  private static final byte[] MARK = {0};

  private static final int LENGTH_AT = 4;

  private final FrameHandler frames;
  private final long bodyBytesMax;

  // the next two: only for the thread that reads
  private final Queue<Frame> marks = new ArrayDeque<>();

  /** Bytes of a body that are still to come, by the channel's number. */
  private final Map<Integer, Long> left = new HashMap<>();

  BoundedFrames(FrameHandler frames, long bodyBytesMax) {
    this.frames = requireNonNull(frames, "frames");
    this.bodyBytesMax = bodyBytesMax;
  }

  /** True for what stands for a body that was too large. */
  public static boolean isMark(byte[] body) {
    return body.length == MARK.length && body[0] == MARK[0];
  }

  /** Null: none came in time. */
  @Override
  public Frame readFrame() throws IOException {
    if (!marks.isEmpty()) {
      return marks.remove();
    }
    Frame frame = frames.readFrame();
    while (frame != null && isLeftOut(frame)) {
      frame = frames.readFrame();
    }
    return frame != null && frame.getType() == AMQP.FRAME_HEADER ? bounded(frame) : frame;
  }

  private boolean isLeftOut(Frame frame) {
    if (frame.getType() != AMQP.FRAME_BODY || !left.containsKey(frame.getChannel())) {
      return false;
    }
    left.computeIfPresent(
        frame.getChannel(),
        (channel, bytes) -> {
          long after = bytes - frame.getPayload().length;
          return after > 0 ? after : null;
        });
    return true;
  }

  private Frame bounded(Frame header) {
    byte[] payload = header.getPayload();
    long length = ByteBuffer.wrap(payload).getLong(LENGTH_AT);
    if (length <= bodyBytesMax) {
      return header;
    }
    left.put(header.getChannel(), length);
    marks.add(new Frame(AMQP.FRAME_BODY, header.getChannel(), MARK));
    byte[] shortened = payload.clone();
    ByteBuffer.wrap(shortened).putLong(LENGTH_AT, MARK.length);
    return new Frame(AMQP.FRAME_HEADER, header.getChannel(), shortened);
  }

  @Override
  public boolean internalHearbeat() {
    return frames.internalHearbeat();
  }

  @Override
  public void setTimeout(int timeoutMs) throws SocketException {
    frames.setTimeout(timeoutMs);
  }

  @Override
  public int getTimeout() throws SocketException {
    return frames.getTimeout();
  }

  @Override
  public void sendHeader() throws IOException {
    frames.sendHeader();
  }

  @Override
  public void initialize(AMQConnection connection) {
    frames.initialize(connection);
  }

  @Override
  public void startProcessing() {
    frames.startProcessing();
  }

  @Override
  public void finishConnectionNegotiation() {
    frames.finishConnectionNegotiation();
  }

  @Override
  public void setFrameMax(int bytes) {
    frames.setFrameMax(bytes);
  }

  @Override
  public void writeFrame(Frame frame) throws IOException {
    frames.writeFrame(frame);
  }

  @Override
  public void flush(WriteListener listener) throws IOException {
    frames.flush(listener);
  }

  @Override
  public void close() {
    frames.close();
  }

  @Override
  public InetAddress getLocalAddress() {
    return frames.getLocalAddress();
  }

  @Override
  public int getLocalPort() {
    return frames.getLocalPort();
  }

  @Override
  public InetAddress getAddress() {
    return frames.getAddress();
  }

  @Override
  public int getPort() {
    return frames.getPort();
  }
}
