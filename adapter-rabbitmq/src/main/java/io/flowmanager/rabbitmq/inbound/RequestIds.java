package io.flowmanager.rabbitmq.inbound;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.flowmanager.domain.id.RequestId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Names a request by what every delivery of it has: where its answer goes, what its sender calls
 * it, and what it says. Services of the platform send no correlation id, but take a reply queue for
 * each request; others keep one queue, and number their requests. Either will do.
 */
final class RequestIds {
  private RequestIds() {}

  /** None for a message that nothing sets apart from another one with the same body. */
  static RequestId of(BasicProperties properties, byte[] body) {
    return names(properties).allMatch(String::isEmpty) ? RequestId.NONE : always(properties, body);
  }

  /** The same for a message that may not be told from another one with the same body. */
  static RequestId always(BasicProperties properties, byte[] body) {
    MessageDigest digest = sha256();
    names(properties)
        .forEach(name -> {
          digest.update(name.getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
        });
    return new RequestId(uuid(ByteBuffer.wrap(digest.digest(body))));
  }

  private static Stream<String> names(BasicProperties properties) {
    return Stream.of(
            properties.getReplyTo(), properties.getCorrelationId(), properties.getMessageId())
        .map(name -> Objects.requireNonNullElse(name, ""));
  }

  /** Version 8, whose bits are up to whoever makes it: RFC 9562, section 5.8. */
  private static UUID uuid(ByteBuffer hash) {
    long high = (hash.getLong() & ~0xF000L) | 0x8000L;
    long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Expected SHA-256, which every JDK has", impossible);
    }
  }
}
