package io.flowmanager.app.fetch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Tells addresses that anybody may reach from those of our own networks. */
final class PublicAddresses {

  /** Blocks of IPv4 that {@link InetAddress} has no question for, each with its length in bits. */
  private record Block(int first, int bits) {
    boolean has(int address) {
      return bits == 0 || (address ^ first) >>> (32 - bits) == 0;
    }
  }

  private static final List<Block> OTHER_BLOCKS =
      List.of(
          block(0, 0, 0, 8), // this network
          block(100, 64, 0, 10), // shared by a carrier's customers
          block(192, 0, 0, 24), // protocol assignments, and clouds' own services
          block(198, 18, 0, 15), // bench tests
          block(240, 0, 0, 4)); // reserved, broadcast

  private PublicAddresses() {}

  static boolean isPublic(InetAddress address) {
    return !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isSiteLocalAddress()
        && !address.isMulticastAddress()
        && !(address instanceof Inet6Address six ? isOurs(six) : isOurs(address.getAddress(), 0));
  }

  private static boolean isOurs(Inet6Address address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
    return uniqueLocal || (carriesFour(bytes) && !isPublic(four(bytes)));
  }

  /** Translated (64:ff9b::/96), compatible (::/96) or tunnelled: what counts is inside. */
  private static boolean carriesFour(byte[] six) {
    boolean sixToFour = six[0] == 0x20 && six[1] == 0x02;
    boolean translated = six[0] == 0 && six[1] == 0x64 && (six[2] & 0xff) == 0xff;
    boolean compatible = true;
    for (int place = 0; place < 12; place++) {
      compatible &= six[place] == 0;
    }
    return sixToFour || translated || compatible;
  }

  private static InetAddress four(byte[] six) {
    int from = six[0] == 0x20 ? 2 : 12;
    try {
      return InetAddress.getByAddress(
          new byte[] {six[from], six[from + 1], six[from + 2], six[from + 3]});
    } catch (UnknownHostException wrongLength) {
      throw new IllegalStateException("Expected four bytes to be an address", wrongLength);
    }
  }

  private static boolean isOurs(byte[] four, int from) {
    int address =
        (four[from] & 0xff) << 24
            | (four[from + 1] & 0xff) << 16
            | (four[from + 2] & 0xff) << 8
            | (four[from + 3] & 0xff);
    return OTHER_BLOCKS.stream().anyMatch(block -> block.has(address));
  }

  private static Block block(int one, int two, int three, int bits) {
    return new Block(one << 24 | two << 16 | three << 8, bits);
  }
}
