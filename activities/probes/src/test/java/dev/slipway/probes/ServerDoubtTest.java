package dev.slipway.probes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an API server says of itself where the answer of a Service is wanted. */
@Timeout(120)
class ServerDoubtTest {
  private static final String WAY = "/api/v1/namespaces/shop/services/http:api:80/proxy";
  private static final String LOOK = "GET " + WAY + "/health";
  private static final String REFUSAL =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"message\":\"forbidden: services/proxy\"}";

  private final FakeService server = new FakeService();

  @AfterEach
  void stop() {
    server.close();
  }

  private Finding look() {
    return look(Duration.ofSeconds(5));
  }

  private Finding look(Duration timeout) {
    return look("", timeout);
  }

  private Finding look(String path, Duration timeout) {
    var probes =
        new HttpProbes(
            Services.settings("127.0.0.1", timeout),
            Services.behind(server.url() + path + WAY),
            ref -> ref,
            Pulse.still());
    return probes.check(new Check.HealthEndpoint(Services.inside(), "/health"));
  }

  @Test
  void aRefusalByAServerThatIsNotReadySaysNothingAboutRights() {
    server.says(LOOK, 403, REFUSAL);
    server.says("GET /readyz", 500, "[-]poststarthook/rbac/bootstrap-roles failed");

    Finding finding = look();

    assertThat(finding).isInstanceOf(Finding.Unseen.class);
    assertThat(finding.detail())
        .contains("refuses everybody while it is not ready (/readyz says HTTP 500)");
  }

  @Test
  void aRefusalFromBeforeTheServerWasReadyIsForgotten() {
    var looks = new AtomicInteger();
    server.pages.put(
        LOOK,
        exchange ->
            FakeService.answer(
                exchange,
                looks.incrementAndGet() == 1 ? 403 : 200,
                looks.get() == 1 ? REFUSAL : "{\"status\":\"healthy\"}"));
    server.says("GET /readyz", 200, "ok");

    assertThat(look()).isInstanceOf(Finding.Passed.class);
    assertThat(looks).hasValue(2);
  }

  @Test
  void aSecondRefusalByAReadyServerIsMeant() {
    server.says(LOOK, 403, REFUSAL);
    server.says("GET /readyz", 200, "ok");

    assertThat(look().detail()).contains("allow get, create, update and delete");
    assertThat(server.lines()).containsExactly(LOOK, "GET /readyz", LOOK);
  }

  @Test
  void aGatewayThatKnowsNoSuchPageGivesNoReasonToDoubt() {
    server.says(LOOK, 403, REFUSAL);
    server.says("GET /readyz", 404, "no such page");

    assertThat(look().detail()).contains("allow get, create, update and delete");
  }

  @Test
  void aServerBelowAPathIsAskedThere() {
    server.says("GET /clusters/c1" + WAY + "/health", 403, REFUSAL);
    server.says("GET /clusters/c1/readyz", 503, "not yet");

    assertThat(look("/clusters/c1", Duration.ofSeconds(5))).isInstanceOf(Finding.Unseen.class);
  }

  @Test
  void aServerThatMayNotBeAskedWhetherItIsReadyIsBelievedInTheEnd() {
    server.says(LOOK, 403, REFUSAL);
    server.says("GET /readyz", 403, REFUSAL);

    assertThat(look().detail()).contains("allow get, create, update and delete");
    assertThat(server.lines().stream().filter("GET /readyz"::equals)).hasSize(4);
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUpAndItsConnectionClosed() throws Exception {
    var hungUp = new CompletableFuture<Boolean>();
    server.pages.put(LOOK, exchange -> dribble(exchange, hungUp));

    Finding finding = look(Duration.ofSeconds(2));

    assertThat(finding.detail()).contains("gave no whole answer within PT2S");
    assertThat(hungUp.get(60, TimeUnit.SECONDS)).isTrue();
  }

  /** Says a little now and then, until nobody listens any more. */
  private static void dribble(HttpExchange exchange, CompletableFuture<Boolean> hungUp)
      throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try {
      while (!Thread.currentThread().isInterrupted()) {
        exchange.getResponseBody().write(" ".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    } catch (IOException gone) {
      hungUp.complete(true);
      throw gone;
    }
  }
}
