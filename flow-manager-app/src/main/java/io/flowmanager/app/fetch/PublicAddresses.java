package io.flowmanager.app.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that anybody can reach: not of this machine, of a private network, of a network between
 * provider and customer, of a group, or of no use at all. Source: IANA's special-purpose address
 * registries.
 */
final class PublicAddresses {
  private static final List<Block> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8", // this network
              "10.0.0.0/8", // private
              "100.64.0.0/10", // behind a carrier's NAT
              "127.0.0.0/8", // this machine
              "169.254.0.0/16", // this link, and a cloud's secrets
              "172.16.0.0/12", // private
              "192.0.0.0/24", // protocols
              "192.0.2.0/24", // examples
              "192.88.99.0/24", // relays from IPv6
              "192.168.0.0/16", // private
              "198.18.0.0/15", // benchmarks
              "198.51.100.0/24", // examples
              "203.0.113.0/24", // examples
              "224.0.0.0/4", // groups
              "240.0.0.0/4", // reserved, and everyone
              "2001::/23", // protocols, tunnels among them
              "2001:db8::/32", // examples
              "2002::/16", // tunnels to an IPv4 address
              "3fff::/20") // examples
          .map(Block::of)
          .toList();

  /** Of IPv6, all that is public is in here. */
  private static final Block UNICAST = Block.of("2000::/3");

  /** IPv4 addresses, in their last four bytes, as a network with IPv6 alone sees them. */
  private static final Block NAT64 = Block.of("64:ff9b::/96");

  private PublicAddresses() {}

  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (NAT64.contains(bytes)) {
      return isPublic(Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length));
    }
    return isPublic(bytes);
  }

  private static boolean isPublic(byte[] address) {
    return (address.length == 4 || UNICAST.contains(address))
        && NOT_PUBLIC.stream().noneMatch(block -> block.contains(address));
  }

  /** The addresses that begin with the same bits. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
  private record Block(byte[] start, int bits) {
    static Block of(String notation) {
      int slash = notation.indexOf('/');
      try {
        return new Block(
            InetAddress.getByName(notation.substring(0, slash)).getAddress(),
            Integer.parseInt(notation.substring(slash + 1)));
      } catch (UnknownHostException impossible) { // it is no name
        throw new IllegalArgumentException(impossible);
      }
    }

    boolean contains(byte[] address) {
      if (address.length != start.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
