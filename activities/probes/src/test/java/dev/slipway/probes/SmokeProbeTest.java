package dev.slipway.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.verify.SmokeRequest;
import dev.slipway.houserules.Covers;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.verify.Extract;
import dev.slipway.verify.FieldExpectation;
import dev.slipway.verify.Header;
import dev.slipway.verify.HttpCleanup;
import dev.slipway.verify.HttpStep;
import dev.slipway.verify.SecretVariable;
import dev.slipway.verify.VerifyStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmokeProbeTest {
  private static final HttpStep LOGIN =
      new HttpStep(
          "login",
          "POST",
          "/api/v1/auth/login",
          List.of(),
          "{\"password\":\"${password}\"}",
          List.of(),
          List.of(),
          List.of(new Extract("token", "/access_token")),
          null);
  private static final HttpStep CREATE =
      new HttpStep(
          "create",
          "POST",
          "/api/v1/workflows",
          List.of(new Header("Authorization", "Bearer ${token}")),
          "{\"name\":\"check-${run}\"}",
          List.of(201),
          List.of(),
          List.of(new Extract("workflow", "/id")),
          new HttpCleanup(
              "DELETE",
              "/api/v1/workflows/${workflow}",
              List.of(new Header("Authorization", "Bearer ${token}"))));
  private static final HttpStep SECOND =
      new HttpStep(
          "second",
          "POST",
          "/api/v1/workflows",
          List.of(),
          "{}",
          List.of(),
          List.of(),
          List.of(new Extract("other", "/id")),
          new HttpCleanup("DELETE", "/api/v1/workflows/${other}", List.of()));

  private static final HttpStep READ =
      new HttpStep("read", "GET", "/read", List.of(), null, List.of(), List.of(), List.of(), null);

  private final FakeService service = new FakeService();
  private final Remembering pulse = new Remembering();

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void fillsInSecretsAndExtractedValues() {
    assertThat(smoke(LOGIN, CREATE)).isEqualTo(new Verdict.Pass("2 of 2 steps good"));
    FakeService.Request login = service.requests.get(0);
    FakeService.Request create = service.requests.get(1);
    assertThat(login.body()).isEqualTo("{\"password\":\"secret-of-env:PASSWORD\"}");
    assertThat(create.headers()).containsEntry("Authorization", "Bearer very-secret-token");
    assertThat(create.body()).contains("check-rel-1");
    assertThat(create.headers()).containsEntry("X-slipway-run", "rel-1");
  }

  @Test
  @Covers({"IPA-43", "EDG-73"})
  void removesInReverseOrder() {
    smoke(LOGIN, CREATE, SECOND);
    assertThat(service.lines())
        .endsWith("DELETE /api/v1/workflows/object-2", "DELETE /api/v1/workflows/object-1");
    assertThat(service.objects).isEmpty();
  }

  @Test
  void removesAlsoWhenNobodyWantsTheAnswerAnyMore() {
    pulse.diesAtBeat = 5;
    assertThatThrownBy(() -> smoke(LOGIN, CREATE, SECOND)).isInstanceOf(Cancelled.class);
    assertThat(service.lines()).contains("POST /api/v1/workflows");
    assertThat(service.objects).isEmpty();
  }

  @Test
  void removesWhatAKilledAttemptLeftBeforeItMakesItsOwn() {
    service.objects.add("object-of-before");
    pulse.left =
        List.of(new PendingCleanup(1, new TreeMap<>(Map.of("workflow", "object-of-before"))));
    assertThat(smoke(LOGIN, CREATE)).isInstanceOf(Verdict.Pass.class);
    assertThat(service.lines())
        .containsSubsequence(
            "POST /api/v1/auth/login",
            "DELETE /api/v1/workflows/object-of-before",
            "POST /api/v1/workflows",
            "DELETE /api/v1/workflows/object-1");
    assertThat(service.objects).isEmpty();
  }

  @Test
  void remembersWhatStandsWithoutAnyToken() {
    smoke(LOGIN, CREATE);
    assertThat(pulse.beats)
        .contains(List.of(new PendingCleanup(1, new TreeMap<>(Map.of("workflow", "object-1")))));
    assertThat(pulse.beats.toString()).doesNotContain("very-secret-token", "secret-of");
  }

  @Test
  void saysWhatIsLeftWhenItCannotBeRemoved() {
    service.says("DELETE /api/v1/workflows/object-1", 500, "");
    Verdict verdict = smoke(LOGIN, CREATE);
    assertThat(verdict).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict.why())
        .contains("rel-1", "by hand", "DELETE /api/v1/workflows/${workflow}: status 500");
  }

  @Test
  void doesNotBlameTheServiceForDataThatCouldNotBeReached() {
    service.pages.put("DELETE /api/v1/workflows/object-1", FakeService::breakOff);
    Verdict verdict = smoke(LOGIN, CREATE);
    assertThat(verdict).isInstanceOf(Verdict.NoData.class);
    assertThat(verdict.why())
        .contains("2 of 2 steps good", "rel-1", "by hand", "DELETE /api/v1/workflows/${workflow}");
    assertThat(pulse.rested).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void removesAgainWhenTheWayWasClosedForAMoment() {
    AtomicInteger asked = new AtomicInteger();
    service.pages.put(
        "DELETE /api/v1/workflows/object-1",
        exchange -> {
          if (asked.incrementAndGet() < 3) {
            FakeService.breakOff(exchange);
          } else {
            FakeService.answer(exchange, 204, "");
          }
        });
    assertThat(smoke(LOGIN, CREATE)).isEqualTo(new Verdict.Pass("2 of 2 steps good"));
  }

  @Test
  void runsTheScriptAgainWhenAnAnswerIsLost() {
    AtomicInteger asked = new AtomicInteger();
    service.pages.put(
        "GET /read",
        exchange -> {
          if (asked.incrementAndGet() == 1) {
            FakeService.breakOff(exchange);
          } else {
            FakeService.answer(exchange, 200, "{}");
          }
        });
    assertThat(smoke(LOGIN, CREATE, READ)).isEqualTo(new Verdict.Pass("3 of 3 steps good"));
    assertThat(service.lines())
        .contains("DELETE /api/v1/workflows/object-1", "DELETE /api/v1/workflows/object-2");
    assertThat(service.objects).isEmpty();
  }

  @Test
  void failsAServiceThatLosesTheSameAnswerEveryTime() {
    service.pages.put("GET /read", FakeService::breakOff);
    Verdict verdict = smoke(LOGIN, CREATE, READ);
    assertThat(verdict).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict.why()).contains("step 3 of 3 'read'", "3 times in a row");
    assertThat(service.objects).isEmpty();
  }

  @Test
  void takesAnObjectThatIsGoneForRemoved() {
    service.says("DELETE /api/v1/workflows/object-1", 410, "");
    assertThat(smoke(LOGIN, CREATE)).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void neverRepeatsASecretOrAnExtractedValue() {
    HttpStep echo =
        new HttpStep(
            "echo",
            "GET",
            "/echo",
            List.of(),
            null,
            List.of(),
            List.of(new FieldExpectation("/word", "other")),
            List.of(),
            null);
    service.says("GET /echo", 200, "{\"word\":\"x very-secret-token secret-of-env:PASSWORD\"}");
    Verdict verdict = smoke(LOGIN, echo);
    assertThat(verdict.why())
        .contains("/word is", "${token}")
        .doesNotContain("very-secret-token", "secret-of-env");
  }

  @Test
  void doesNotTakeAMissingTokenForAToken() {
    service.says("POST /api/v1/auth/login", 200, "<html>welcome</html>");
    Verdict verdict = smoke(LOGIN, CREATE);
    assertThat(verdict).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict.why()).contains("step 1 of 2 'login'", "/access_token");
    assertThat(service.requests).hasSize(1);
  }

  @Test
  void keepsAValueInsideItsPlace() {
    service.says("POST /api/v1/auth/login", 200, "{\"access_token\":\"a/../b?c\\\"d\"}");
    HttpStep use =
        new HttpStep(
            "use",
            "POST",
            "/api/v1/things/${token}",
            List.of(),
            "{\"name\":\"${token}\"}",
            List.of(404),
            List.of(),
            List.of(),
            null);
    assertThat(smoke(LOGIN, use)).isInstanceOf(Verdict.Pass.class);
    FakeService.Request sent = service.requests.get(1);
    assertThat(sent.line()).isEqualTo("POST /api/v1/things/a%2F..%2Fb%3Fc%22d");
    assertThat(sent.body()).isEqualTo("{\"name\":\"a/../b?c\\\"d\"}");
  }

  @Test
  void saysThatAuthorizationDoesNotReachAServiceInTheCluster() {
    HttpProbes probes =
        new HttpProbes(
            Services.settings("127.0.0.1"),
            Services.behind(service.url() + "/api/v1/namespaces/shop/services/http:api:80/proxy"),
            ref -> ref,
            pulse);
    service.says(
        "POST /api/v1/namespaces/shop/services/http:api:80/proxy/api/v1/auth/login",
        200,
        "{\"access_token\":\"t\"}");
    assertThatThrownBy(() -> smoke(probes, Services.inside(), LOGIN, CREATE))
        .hasMessageContaining("public target");
  }

  @Test
  void refusesWordsItDoesNotKnow() {
    HttpStep brew =
        new HttpStep("brew", "BREW", "/", List.of(), null, List.of(), List.of(), List.of(), null);
    assertThatThrownBy(() -> smoke(brew)).hasMessageContaining("BREW").hasMessageContaining("GET");
    assertThatThrownBy(() -> smoke(CREATE)).hasMessageContaining("uses ${token}");
    assertThatThrownBy(() -> smoke(LOGIN, LOGIN)).hasMessageContaining("set already");
    assertThat(service.requests).isEmpty();
  }

  private Verdict smoke(HttpStep... steps) {
    return smoke(Services.probes(pulse), Services.at(service), steps);
  }

  private static Verdict smoke(HttpProbes probes, HttpTarget target, HttpStep... steps) {
    VerifyStep.Smoke script =
        new VerifyStep.Smoke(
            "smoke",
            false,
            target,
            List.of(steps),
            List.of(new SecretVariable("password", "env:PASSWORD")));
    return probes.smoke(new SmokeRequest(script, Services.CONTEXT)).verdict();
  }

  private static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final class Remembering implements Pulse {
    private final List<List<PendingCleanup>> beats = new ArrayList<>();
    private List<PendingCleanup> left = List.of();
    private int diesAtBeat = Integer.MAX_VALUE;
    private Duration rested = Duration.ZERO;

    @Override
    public void beat(List<PendingCleanup> pending) {
      beats.add(pending);
      if (beats.size() >= diesAtBeat) {
        throw new Cancelled();
      }
    }

    @Override
    public List<PendingCleanup> leftovers() {
      return left;
    }

    @Override
    public void pause(Duration duration, List<PendingCleanup> pending) {
      beat(pending);
    }

    @Override
    public void rest(Duration duration) {
      rested = rested.plus(duration);
    }
  }
}
