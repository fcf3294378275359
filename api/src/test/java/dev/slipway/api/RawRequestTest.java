package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no proper client sends is refused in the same form as everything else. */
class RawRequestTest {
  private static final Bed BED = Bed.get();

  private static String answer(String head) throws IOException {
    try (var socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(BED.address()).getPort())) {
      socket
          .getOutputStream()
          .write(
              (head + "\r\nHost: here\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/releases/%zz HTTP/1.1",
        "GET /api/v1/releases/a|b{c HTTP/1.1",
        "GET /api/v1/releases/a%2Fb HTTP/1.1",
        "GET /livez HTTP/1.1\r\nBroken Header: x",
      })
  void areRefusedAsProblems(String head) throws IOException {
    assertThat(answer(head))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "urn:slipway:problem:malformed")
        .doesNotContain("<html", "Tomcat");
  }

  @ParameterizedTest
  @ValueSource(ints = {9_000, 60_000})
  void soAreHeadersThatAreTooLong(int length) throws IOException {
    assertThat(answer("GET /livez HTTP/1.1\r\nX-Long: " + "x".repeat(length)))
        .startsWith("HTTP/1.1 400")
        .contains("urn:slipway:problem:malformed", "too long");
  }
}
