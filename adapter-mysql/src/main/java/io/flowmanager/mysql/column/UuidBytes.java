package io.flowmanager.mysql.column;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.jooq.impl.AbstractConverter;

/**
 * A UUID in a {@code binary(16)} column, the most significant byte first. All zeros means none, and
 * so does NULL, which the original left in some of its rows.
 */
public final class UuidBytes extends AbstractConverter<byte[], UUID> {
  private static final long serialVersionUID = 1;
  private static final int LENGTH = 16;
  private static final UUID NONE = new UUID(0, 0);

  public UuidBytes() {
    super(byte[].class, UUID.class);
  }

  @Override
  public UUID from(byte[] bytes) {
    if (bytes == null || bytes.length < LENGTH) {
      return NONE;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  @Override
  public byte[] to(UUID id) {
    return of(id);
  }

  public static byte[] of(UUID id) {
    return ByteBuffer.allocate(LENGTH)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
