package io.flowmanager.rabbitmq.connection;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import java.io.IOException;

/** Makes connections that leave out the bodies of messages that are too large. */
final class BoundedConnectionFactory extends ConnectionFactory {
  private final long bodyBytesMax;

  BoundedConnectionFactory(long bodyBytesMax) {
    this.bodyBytesMax = bodyBytesMax;
  }

  @Override
  protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
    FrameHandlerFactory frames = super.createFrameHandlerFactory();
    return (address, name) -> new BoundedFrames(frames.create(address, name), bodyBytesMax);
  }
}
