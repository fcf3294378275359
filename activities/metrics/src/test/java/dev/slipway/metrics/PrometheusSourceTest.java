package dev.slipway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.FailureType;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.verify.Comparison;
import dev.slipway.verify.VerifyStep;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusSourceTest {
  private final FakePrometheus prometheus = new FakePrometheus();

  @AfterEach
  void stop() {
    prometheus.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "+Inf", "-Inf", ""})
  void takesWhatIsNoNumberForNoData(String value) {
    prometheus.vector("q", value);
    assertThat(ask("q", 1)).isInstanceOf(Verdict.NoData.class);
  }

  @Test
  void readsSmallNumbersAsTheyAre() {
    prometheus.vector("errors", "3.2e-05");
    assertThat(ask("errors", 0.01)).isInstanceOf(Verdict.Pass.class);
    assertThat(ask("errors", 0.00001)).isInstanceOf(Verdict.Fail.class);
  }

  @Test
  void readsAScalar() {
    prometheus.queries.put("q", "{\"resultType\":\"scalar\",\"result\":[1.0,\"0.5\"]}");
    assertThat(ask("q", 1)).isEqualTo(new Verdict.Pass("q is 0.5, wanted < 1"));
  }

  @Test
  void refusesARange() {
    prometheus.queries.put("q[5m]", "{\"resultType\":\"matrix\",\"result\":[]}");
    ApplicationFailure failure = failure("q[5m]");
    assertThat(failure.getType()).isEqualTo(FailureType.INVALID.name());
    assertThat(failure.getOriginalMessage()).contains("q[5m]", "rate()");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 429, 500, 502, 503})
  void doesNotJudgeByASickServer(int status) {
    prometheus.vector("q", "1");
    prometheus.status = status;
    assertThat(ask("q", 5)).isInstanceOf(Verdict.ProviderDown.class);
    Check check = new Check.PrometheusTargets(prometheus.url(), "pods");
    assertThatThrownBy(() -> source("127.0.0.1").check(check))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            ill -> assertThat(ill.getType()).isEqualTo(FailureType.UNAVAILABLE.name()));
  }

  @Test
  void doesNotJudgeByASilentServer() {
    prometheus.close();
    assertThat(ask("q", 5)).isInstanceOf(Verdict.ProviderDown.class);
  }

  @Test
  void logsInWhereAServerWantsIt() {
    prometheus.vector("q", "1");
    prometheus.wantedToken = Optional.of("secret-token");
    assertThat(ask("q", 5))
        .isInstanceOfSatisfying(
            Verdict.ProviderDown.class,
            blind -> assertThat(blind.why()).contains("give the site a login"));
    PrometheusSource source =
        new PrometheusSource(
            new PrometheusSettings(
                Duration.ofSeconds(5),
                List.of("127.0.0.1"),
                List.of(new PrometheusSettings.Login(prometheus.url() + "/", "env:TOKEN"))),
            reference -> "secret-token\n");
    assertThat(source.condition(condition("q", 5)).verdict()).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void namesTargetsThatAreDownWithTheirError() {
    prometheus.targets =
        """
        {"activeTargets":[
         {"labels":{"job":"pods","instance":"a:1"},"health":"up"},
         {"labels":{"job":"pods","instance":"b:1"},"health":"down","lastError":"status 404"}]}""";
    Finding finding =
        source("127.0.0.1").check(new Check.PrometheusTargets(prometheus.url(), "pods"));
    assertThat(finding).isInstanceOf(Finding.Failed.class);
    assertThat(finding.detail()).contains("1 of 2", "b:1 is down status 404");
  }

  @Test
  void seesARuleThatCannotBeEvaluated() {
    prometheus.rules =
        """
        {"groups":[{"rules":[
         {"name":"Down","type":"alerting","lastError":"many-to-many"}]}]}""";
    Finding finding =
        source("127.0.0.1").check(new Check.PrometheusRules(prometheus.url(), List.of("Down")));
    assertThat(finding).isInstanceOf(Finding.Failed.class);
    assertThat(finding.detail()).contains("many-to-many");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254",
        "http://127.0.0.1:1",
        "http://localhost:1",
        "file:///etc/passwd",
        "http://name:word@prometheus.example.org",
        "not a url"
      })
  void staysAwayFromAddressesThatAreNotTheSites(String address) {
    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class, () -> source("*").condition(condition(address, "q", 1)));
    assertThat(failure.getType()).isEqualTo(FailureType.INVALID.name());
  }

  @Test
  void namesTheHostsThatMayBeAsked() {
    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class,
            () -> source("example.org").condition(condition("http://example.com", "q", 1)));
    assertThat(failure.getOriginalMessage()).contains("example.com", "example.org");
  }

  private Verdict ask(String query, double limit) {
    return source("127.0.0.1").condition(condition(query, limit)).verdict();
  }

  private ApplicationFailure failure(String query) {
    return catchThrowableOfType(ApplicationFailure.class, () -> ask(query, 1));
  }

  private VerifyStep.Condition condition(String query, double limit) {
    return condition(prometheus.url(), query, limit);
  }

  private static VerifyStep.Condition condition(String url, String query, double limit) {
    return new VerifyStep.Condition("step", false, url, query, Comparison.BELOW, limit);
  }

  private static PrometheusSource source(String host) {
    return new PrometheusSource(
        new PrometheusSettings(Duration.ofSeconds(2), List.of(host), List.of()),
        reference -> reference);
  }
}
