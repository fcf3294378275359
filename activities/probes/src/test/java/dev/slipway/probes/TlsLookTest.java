package dev.slipway.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.verify.HealthRequest;
import dev.slipway.houserules.Covers;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.verify.VerifyStep;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsLookTest {
  private static final String HERE = "dns:localhost,ip:127.0.0.1";

  @TempDir private Path folder;

  @Test
  @Covers("IPA-12")
  void countsTheDaysThatAreLeft() throws Exception {
    try (TlsServer server = new TlsServer(folder, HERE, "-validity", "90")) {
      Finding enough = look(server, "localhost", 30);
      assertThat(enough).isInstanceOf(Finding.Passed.class);
      assertThat(enough.detail()).contains("CN=Shop Test", "in 89 days");
      assertThat(look(server, "127.0.0.1", 30)).isInstanceOf(Finding.Passed.class);
      Finding tooFew = look(server, "localhost", 90);
      assertThat(tooFew).isInstanceOf(Finding.Failed.class);
      assertThat(tooFew.detail()).contains("in 89 days; wanted 90");
    }
  }

  @Test
  @Covers("IPA-12")
  void tellsHowLongAgoACertificateEnded() throws Exception {
    try (TlsServer server = new TlsServer(folder, HERE, "-startdate", "-10d", "-validity", "5")) {
      Finding finding = look(server, "localhost", 30);
      assertThat(finding).isInstanceOf(Finding.Failed.class);
      assertThat(finding.detail()).containsPattern("[56] days ago");
    }
  }

  @Test
  void doesNotTrustEverybody() throws Exception {
    try (TlsServer server = new TlsServer(folder, HERE, "-validity", "90")) {
      Finding finding = probes(null).check(new Check.TlsDays("localhost", server.port(), 30));
      assertThat(finding).isInstanceOf(Finding.Failed.class);
      assertThat(finding.detail()).contains("not trusted", "CN=Shop Test");
    }
  }

  @Test
  void seesACertificateForAnotherName() throws Exception {
    try (TlsServer server = new TlsServer(folder, "dns:other.example.org", "-validity", "90")) {
      Finding finding = look(server, "localhost", 30);
      assertThat(finding).isInstanceOf(Finding.Failed.class);
      assertThat(finding.detail()).contains("not trusted", "localhost");
    }
  }

  @Test
  void asksTheServerForTheNameOfTheHost() throws Exception {
    try (TlsServer server = new TlsServer(folder, HERE, "-validity", "90")) {
      look(server, "127.0.0.1", 1);
      assertThat(server.namesAsked).isEmpty();
      look(server, "localhost", 1);
      assertThat(server.namesAsked).containsExactly("localhost");
    }
  }

  @Test
  void probesOverTlsWithTheSitesOwnAuthorities() throws Exception {
    try (TlsServer server = new TlsServer(folder, HERE, "-validity", "90")) {
      assertThat(health(server, server.authority)).isInstanceOf(Verdict.Pass.class);
      Verdict strange = health(server, null);
      assertThat(strange).isInstanceOf(Verdict.Fail.class);
      assertThat(strange.why()).contains("TLS handshake");
    }
  }

  @Test
  void failsWhatSpeaksNoTls() throws IOException, GeneralSecurityException {
    try (ServerSocket plain = new ServerSocket(0)) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var socket = plain.accept()) {
                  socket.getOutputStream().write("220 hello\r\n".getBytes(StandardCharsets.UTF_8));
                  socket.getOutputStream().flush();
                  socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                  // the client has seen enough
                }
              });
      Finding finding =
          probes(null).check(new Check.TlsDays("localhost", plain.getLocalPort(), 30));
      assertThat(finding).isInstanceOf(Finding.Failed.class);
      assertThat(finding.detail()).contains("fails the TLS handshake");
    }
  }

  @Test
  void failsAPortWhereNobodyListens() {
    assertThat(probes(null).check(new Check.TlsDays("localhost", 1, 30)).detail())
        .contains("refuses connections");
  }

  @Test
  void cannotSeeAHostWithoutAnAddress() {
    assertThat(probes(null).check(new Check.TlsDays("shop.invalid", 443, 30)))
        .isInstanceOf(Finding.Unseen.class);
  }

  private static Finding look(TlsServer server, String host, int days) {
    return probes(server.authority).check(new Check.TlsDays(host, server.port(), days));
  }

  private static Verdict health(TlsServer server, @Nullable Path authority) {
    VerifyStep.Health step =
        new VerifyStep.Health(
            "health",
            false,
            new HttpTarget.Public("https://localhost:" + server.port()),
            "/",
            List.of(),
            1,
            Duration.ZERO,
            Duration.ZERO);
    return probes(authority).health(new HealthRequest(step, Services.CONTEXT)).verdict();
  }

  private static HttpProbes probes(@Nullable Path authority) {
    return new HttpProbes(
        new ProbeSettings(
            new Reach(List.of("localhost", "127.0.0.1", "invalid")),
            Duration.ofSeconds(5),
            authority),
        Services.behind(""),
        ref -> ref,
        Pulse.still());
  }
}
