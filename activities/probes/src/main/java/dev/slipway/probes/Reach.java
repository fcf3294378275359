package dev.slipway.probes;

import dev.slipway.contract.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Where probes may go. Addresses come from documents that many people write, and the worker stands
 * where those people may not look.
 *
 * @param hosts names that may be asked, each with its subdomains; {@code *} for every host except
 *     loopback ones, which must be named. Link-local addresses, where clouds keep their metadata,
 *     are refused always
 */
public record Reach(List<String> hosts) {
  private static final List<String> METADATA =
      List.of("168.63.129.16", "100.100.100.200", "fd00:ec2:0:0:0:0:0:254");

  public Reach {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException(
          "probe hosts are empty: name hosts that may be asked, or *");
    }
  }

  /**
   * @throws ApplicationFailure INVALID for an address that is refused
   * @throws UnknownHostException when the name has no address
   */
  void check(URI address) throws UnknownHostException {
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!http || address.getHost() == null || address.getUserInfo() != null) {
      throw FailureType.INVALID.failure(
          "'%s' is not http(s)://host[:port] with an optional path".formatted(address));
    }
    check(address.getHost());
  }

  void check(String host) throws UnknownHostException {
    boolean named =
        hosts.stream().anyMatch(known -> host.equals(known) || host.endsWith("." + known));
    if (!named && !hosts.contains("*")) {
      throw refused(host, "is not among the hosts of this site");
    }
    for (InetAddress found : InetAddress.getAllByName(host)) {
      if (found.isLinkLocalAddress()
          || found.isAnyLocalAddress()
          || found.isMulticastAddress()
          || METADATA.contains(found.getHostAddress())) {
        throw refused(host, "is " + found.getHostAddress() + ", which is never asked");
      }
      if (found.isLoopbackAddress() && !named) {
        throw refused(host, "is this machine itself");
      }
    }
  }

  private ApplicationFailure refused(String host, String why) {
    return FailureType.INVALID.failure(
        "host %s %s: known are %s; correct the document, or add the host to the site's settings"
            .formatted(host, why, hosts));
  }
}
