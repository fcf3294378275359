package dev.slipway.probes;

import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Resolves a name as this site's machine does, and compares where it leads. */
final class DnsLook {
  private DnsLook() {}

  /**
   * Passes when every address of the name is one of the expected ones: a stray second address sends
   * a part of the users elsewhere.
   */
  static Finding look(Check.DnsTarget check) {
    SortedSet<String> found;
    SortedSet<String> expected = new TreeSet<>();
    try {
      found = addresses(check.host());
    } catch (UnknownHostException e) {
      return silent(e)
          ? new Finding.Unseen("the resolver does not answer for " + check.host())
          : new Finding.Failed(check.host() + " has no address", "create its DNS record");
    }
    for (String name : check.expected()) {
      try {
        expected.addAll(addresses(name));
      } catch (UnknownHostException e) {
        expected.add(name + " (which has no address)");
      }
    }
    SortedSet<String> stray = new TreeSet<>(found);
    stray.removeAll(expected);
    return stray.isEmpty() || check.expected().isEmpty()
        ? new Finding.Passed("%s leads to %s".formatted(check.host(), found))
        : new Finding.Failed(
            "%s leads to %s, wanted %s".formatted(check.host(), found, expected),
            "correct the DNS record of " + check.host() + ", or wait for its TTL");
  }

  /** The one difference the JDK makes between "no such name" and "nobody to ask". */
  private static boolean silent(UnknownHostException failure) {
    return String.valueOf(failure.getMessage()).contains("Temporary failure");
  }

  private static SortedSet<String> addresses(String name) throws UnknownHostException {
    return Arrays.stream(InetAddress.getAllByName(name))
        .map(InetAddress::getHostAddress)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
