package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.name.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/swagger-ui/../tokens",
        "/api/v1/swagger-ui/..;/tokens",
        "/api/v1/swagger-ui/%2e%2e/tokens",
        "/api/v1/swagger-ui;/../tokens",
        "/api/v1/openapi/../tokens",
        "/api/v1/openapi/..%2ftokens",
        "/livez/../api/v1/tokens",
        "/livez;/../api/v1/tokens",
        "//api/v1/tokens",
        "/api//v1/tokens",
        "/api/v1/./tokens",
        "/api/v1/tokens/",
        "/api/v1/tokens;x=livez",
        "/api/v1/tokens%3b",
        "/API/V1/TOKENS",
        "/api/v1/docs/../tokens?/livez",
      })
  void noWayOfWritingAPathLeadsPastTheDoor(String path) throws IOException {
    assertThat(answer("GET " + path + " HTTP/1.1"))
        .matches("(?s)HTTP/1.1 (400|401|404) .*")
        .doesNotContain("createdBy", "slip_");
    assertThat(answer("DELETE " + path + "/t-1 HTTP/1.1"))
        .matches("(?s)HTTP/1.1 (400|401|404|405) .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override: DELETE",
        "X-Method-Override: POST",
        "X-Original-URL: /api/v1/tokens",
        "X-Rewrite-URL: /api/v1/tokens",
        "X-Forwarded-Prefix: /api/v1/tokens",
        "X-Forwarded-For: 127.0.0.1",
      })
  void noHeaderMakesAnotherRequestOfIt(String header) throws IOException {
    assertThat(answer("GET /livez HTTP/1.1\r\n" + header))
        .startsWith("HTTP/1.1 200")
        .contains("alive");
    assertThat(answer("GET /api/v1/tokens HTTP/1.1\r\n" + header)).startsWith("HTTP/1.1 401");
  }

  @Test
  void aHeaderSaidTwiceGivesNobodyMoreThanTheFirst() throws IOException {
    String viewer = "Authorization: Bearer " + BED.token("twice", Role.VIEWER);
    String admin = "Authorization: Bearer " + BED.token("twice", Role.ADMIN);
    assertThat(answer("GET /api/v1/tokens HTTP/1.1\r\n" + viewer + "\r\n" + admin))
        .startsWith("HTTP/1.1 403");
    assertThat(answer("GET /api/v1/releases HTTP/1.1\r\nAuthorization: Bearer x\r\n" + admin))
        .startsWith("HTTP/1.1 401");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 1\r\nContent-Length: 2",
        "Content-Length: -1",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
      })
  void aBodyOfTwoLengthsIsNoRequest(String headers) throws IOException {
    assertThat(answer("POST /api/v1/releases HTTP/1.1\r\n" + headers))
        .matches("(?s)HTTP/1.1 (400|501) .*");
  }
}
