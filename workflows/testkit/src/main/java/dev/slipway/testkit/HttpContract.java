package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.verify.HealthRequest;
import dev.slipway.contract.verify.HttpActivities;
import dev.slipway.contract.verify.SmokeRequest;
import dev.slipway.contract.verify.VerifyContext;
import dev.slipway.houserules.Covers;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.verify.Extract;
import dev.slipway.verify.FieldExpectation;
import dev.slipway.verify.Header;
import dev.slipway.verify.HttpCleanup;
import dev.slipway.verify.HttpStep;
import dev.slipway.verify.VerifyStep;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What probes see of the sample application in version 1.2.0, one pod, healthy. */
public abstract class HttpContract {
  private static final VerifyContext CONTEXT =
      new VerifyContext(
          RunId.of("rel-1"), EnvironmentName.of("production"), ServiceName.of("api"), "v1.2.0");
  private static final HttpCleanup REMOVE_WORKFLOW =
      new HttpCleanup("DELETE", "/api/v1/workflows/${workflow}", List.of());
  private static final HttpCleanup REMOVE_DEVICE =
      new HttpCleanup("DELETE", "/api/v1/device/${device}", List.of());
  private static final Extract DEVICE = new Extract("device", "/device_id");

  protected abstract HttpActivities probes();

  /** The application, by whichever way this implementation reaches it. */
  protected abstract HttpTarget target();

  /** Whether this way lets a header Authorization through. */
  protected abstract boolean passesAuthorization();

  @Test
  @Covers("EDG-72")
  void passesAHealthyVersionInEverySample() {
    Verdict verdict =
        health("/health", 10, "status=healthy", "version=${version}", "database=connected");
    assertThat(verdict).isInstanceOf(Verdict.Pass.class);
    assertThat(verdict.why()).contains("10 of 10", "1.2.0");
  }

  @Test
  @Covers({"IPA-40", "PLT-32"})
  void knowsTheOtherHealthPages() {
    assertThat(health("/health/detailed", 1, "redis=connected")).isInstanceOf(Verdict.Pass.class);
    assertThat(health("/health/live", 1, "status=alive")).isInstanceOf(Verdict.Pass.class);
    assertThat(health("/api/v1/ready", 1)).isInstanceOf(Verdict.Pass.class);
    assertThat(health("/api/v1/healthz", 1, "status=healthy").why()).contains("version 1.2.0");
  }

  @Test
  void failsAVersionThatIsNotTheReleasedOne() {
    Verdict verdict = health("/health", 3, "version=1.3.0");
    assertThat(verdict).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict.why()).contains("sample 1 of 3", "1.2.0", "1.3.0");
  }

  @Test
  void failsAPageThatIsMissing() {
    assertThat(health("/no/such/page", 2).why()).contains("status 404");
  }

  @Test
  void failsAPageThatIsNotJson() {
    Verdict verdict = health("/metrics", 1, "status=healthy");
    assertThat(verdict).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict.why()).contains("not JSON");
  }

  @Test
  void passesTheHealthCheck() {
    assertThat(probes().check(new Check.HealthEndpoint(target(), "/health")))
        .isInstanceOf(Finding.Passed.class);
    assertThat(probes().check(new Check.HealthEndpoint(target(), "/no/such/page")))
        .isInstanceOf(Finding.Failed.class);
  }

  @Test
  void logsInReadsCreatesAndRemoves() {
    List<Header> session =
        passesAuthorization()
            ? List.of(new Header("Authorization", "Bearer ${token}"))
            : List.of(new Header("X-Session", "${token}"));
    Verdict verdict =
        smoke(
            step("login", "POST", "/api/v1/auth/login", "{\"email\":\"test@example.com\"}")
                .extracting("token", "/access_token")
                .make(),
            step("read", "GET", "/api/v1/workflows", null).with(session).make(),
            step("create", "POST", "/api/v1/workflows", "{\"name\":\"check-${run}\"}")
                .with(session)
                .extracting("workflow", "/id")
                .removedBy(REMOVE_WORKFLOW)
                .make());
    assertThat(verdict).isInstanceOf(Verdict.Pass.class);
    assertThat(verdict.why()).contains("3 of 3");
    assertThat(smoke(noWorkflowsLeft())).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void registersADeviceUsesItAndRemovesIt() {
    Verdict verdict =
        smoke(
            step("register", "POST", "/api/v1/device/register", "{\"name\":\"check-${run}\"}")
                .extracting(DEVICE.variable(), DEVICE.pointer())
                .removedBy(REMOVE_DEVICE)
                .make(),
            step("config", "GET", "/api/v1/device/${device}/config", null).make(),
            step("metrics", "POST", "/api/v1/device/${device}/metrics", "{\"latency_ms\":50}")
                .make());
    assertThat(verdict).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void removesWhatItMadeWhenALaterStepFails() {
    Verdict verdict =
        smoke(
            step("create", "POST", "/api/v1/workflows", "{}")
                .extracting("workflow", "/id")
                .removedBy(REMOVE_WORKFLOW)
                .make(),
            step("lost", "GET", "/no/such/page", null).make());
    assertThat(verdict).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict.why()).contains("step 2 of 2 'lost'", "status 404").doesNotContain("left");
    assertThat(smoke(noWorkflowsLeft())).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void sendsNothingWhenAVariableIsUnknown() {
    HttpStep create =
        step("create", "POST", "/api/v1/workflows", "{}").extracting("workflow", "/id").make();
    HttpStep broken = step("use", "GET", "/api/v1/workflows/${nothing}", null).make();
    assertThatThrownBy(() -> smoke(create, broken))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.INVALID.name()))
        .hasMessageContaining("${nothing}")
        .hasMessageContaining("workflow");
    assertThat(smoke(noWorkflowsLeft())).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void neverClimbsOutOfTheService() {
    assertThatThrownBy(() -> health("/../../../secrets", 1)).hasMessageContaining("..");
  }

  private Verdict health(String path, int samples, String... fields) {
    List<FieldExpectation> expect =
        List.of(fields).stream()
            .map(field -> field.split("="))
            .map(parts -> new FieldExpectation("/" + parts[0], parts[1]))
            .toList();
    VerifyStep.Health step =
        new VerifyStep.Health(
            "health", false, target(), path, expect, samples, Duration.ofMillis(10), Duration.ZERO);
    return probes().health(new HealthRequest(step, CONTEXT)).verdict();
  }

  private Verdict smoke(HttpStep... steps) {
    VerifyStep.Smoke script =
        new VerifyStep.Smoke("smoke", false, target(), List.of(steps), List.of());
    return probes().smoke(new SmokeRequest(script, CONTEXT)).verdict();
  }

  private static HttpStep noWorkflowsLeft() {
    return new HttpStep(
        "count",
        "GET",
        "/api/v1/workflows",
        List.of(),
        null,
        List.of(200),
        List.of(new FieldExpectation("/total", "0")),
        List.of(),
        null);
  }

  private static Draft step(String name, String method, String path, @Nullable String body) {
    return new Draft(
        new HttpStep(name, method, path, List.of(), body, List.of(), List.of(), List.of(), null));
  }

  private record Draft(HttpStep make) {
    Draft with(List<Header> headers) {
      return of(headers, make.extract(), make.cleanup());
    }

    Draft extracting(String variable, String pointer) {
      return of(make.headers(), List.of(new Extract(variable, pointer)), make.cleanup());
    }

    Draft removedBy(HttpCleanup cleanup) {
      return of(make.headers(), make.extract(), cleanup);
    }

    private Draft of(List<Header> headers, List<Extract> extract, @Nullable HttpCleanup cleanup) {
      return new Draft(
          new HttpStep(
              make.name(),
              make.method(),
              make.path(),
              headers,
              make.body(),
              make.expectStatus(),
              make.expect(),
              extract,
              cleanup));
    }
  }
}
