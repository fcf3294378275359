package dev.slipway.probes;

import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Shakes hands with a TLS server and reads what it shows. */
record TlsLook(Reach reach, Duration timeout, Trust trust, Clock clock) {

  Finding look(Check.TlsDays check) {
    String place = check.host() + ":" + check.port();
    WitnessedTrust witness = new WitnessedTrust(trust.manager());
    try {
      reach.check(check.host());
      shake(check, witness);
    } catch (UnknownHostException e) {
      return new Finding.Unseen("host %s has no address in DNS".formatted(check.host()));
    } catch (SSLException e) {
      return new Finding.Failed(
          "%s fails the TLS handshake: %s".formatted(place, e.getMessage()),
          "let it serve TLS 1.2 or 1.3 under this name");
    } catch (ConnectException e) {
      return new Finding.Failed(
          place + " refuses connections", "start what serves TLS there, or correct the port");
    } catch (IOException e) {
      return new Finding.Unseen("%s does not answer: %s".formatted(place, e.getMessage()));
    }
    return judge(check, witness);
  }

  private void shake(Check.TlsDays check, WitnessedTrust witness) throws IOException {
    int millis = Math.toIntExact(timeout.toMillis());
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(check.host(), check.port()), millis);
      plain.setSoTimeout(millis);
      try (SSLSocket socket =
          (SSLSocket)
              Trust.context(witness)
                  .getSocketFactory()
                  .createSocket(plain, check.host(), check.port(), true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        // addresses carry no server name
        if (!check.host().matches("[0-9.]+|\\[?[0-9a-fA-F:]+]?")) {
          parameters.setServerNames(List.of(new SNIHostName(check.host())));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
      }
    }
  }

  private Finding judge(Check.TlsDays check, WitnessedTrust witness) {
    // of a chain the link that breaks first counts
    X509Certificate first =
        witness.chain().stream()
            .min((a, b) -> a.getNotAfter().compareTo(b.getNotAfter()))
            .orElseThrow(() -> new IllegalStateException("a handshake without a certificate"));
    Instant end = first.getNotAfter().toInstant();
    long days = Math.floorDiv(Duration.between(clock.instant(), end).toSeconds(), 86_400);
    String what =
        "certificate of %s:%d from %s ends %s"
            .formatted(check.host(), check.port(), issuer(first), end);
    String wayOut = "renew the certificate of " + check.host();
    if (days < 0) {
      return new Finding.Failed("%s, %d days ago".formatted(what, -days), wayOut);
    }
    if (witness.objection().isPresent()) {
      return new Finding.Failed(
          "%s, and it is not trusted: %s".formatted(what, witness.objection().get()),
          "let it show the whole chain for this name, or add its authority to the site's trusted certificates");
    }
    return days < check.minDays()
        ? new Finding.Failed(
            "%s, in %d days; wanted %d".formatted(what, days, check.minDays()), wayOut)
        : new Finding.Passed("%s, in %d days".formatted(what, days));
  }

  private static String issuer(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().getName();
  }
}
