package dev.slipway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.contract.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RetryAfterHeaderTest {
  private HttpServer server;
  private int status;
  private String type = "text/plain";
  private String after = "7";
  private String body = "Too many requests, please try again later.\n";

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("Retry-After", after);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @ParameterizedTest
  @CsvSource({"429,7,7", "503,12,12", "429,86400,300"})
  void waitsAsLongAsAHeaderAsksButNoLongerThanFiveMinutes(int code, String said, int seconds) {
    status = code;
    after = said;

    ApplicationFailure failure = asked();

    assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
    assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(failure.getOriginalMessage()).contains("HTTP " + code, seconds + " s");
  }

  @Test
  void keepsTheWordsOfAServerThatAnswersWithADocument() {
    status = 429;
    type = "application/json";
    body =
        """
        {"kind":"Status","apiVersion":"v1","status":"Failure","message":"the leader changes",
         "reason":"TooManyRequests","details":{"retryAfterSeconds":4},"code":429}
        """;

    ApplicationFailure failure = asked();

    assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(4));
    assertThat(failure.getOriginalMessage()).contains("the leader changes");
  }

  @Test
  void aDateIsNotUnderstoodAndTheUsualPaceIsKept() {
    status = 503;
    after = "Fri, 31 Dec 1999 23:59:59 GMT";

    ApplicationFailure failure = asked();

    assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
    assertThat(failure.getNextRetryDelay()).isNull();
  }

  private ApplicationFailure asked() {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (KubernetesSite site = KubernetesSite.open(SiteSettings.api(address, null, null))) {
      return catchThrowableOfType(
          ApplicationFailure.class,
          () ->
              KubernetesFaults.calling(
                  "read it", () -> site.client().namespaces().withName("shop").get()));
    }
  }
}
