package dev.slipway.practice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.rollout.LogScanRequest;
import dev.slipway.contract.verify.MetricActivities;
import dev.slipway.houserules.Covers;
import dev.slipway.metrics.PrometheusSettings;
import dev.slipway.metrics.PrometheusSource;
import dev.slipway.verify.StepVerdict;
import dev.slipway.verify.VerifyPlan;
import dev.slipway.verify.VerifyStep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The limits that the systems write into their production documents, asked of a Prometheus that
 * counts what users of the running services see, through the real adapter.
 */
class JudgedByTrafficTest {
  private static final Duration LONGER_THAN_EVERY_WINDOW = Duration.ofMinutes(6);

  private final MetricActivities metrics =
      new PrometheusSource(
          new PrometheusSettings(Duration.ofSeconds(5), List.of("127.0.0.1"), List.of()),
          reference -> reference);

  @TempDir Path folder;

  @Test
  @Covers({"AIW-110", "AIW-111", "AIW-112", "AIW-113"})
  void aiwIsHeldAgainstItsFourNumbers() throws IOException {
    try (var aiw = new ExampleSystem("aiw", folder)) {
      VerifyPlan verify = verify(aiw, "ai-workflow-production");
      aiw.release("");
      aiw.users(10, LONGER_THAN_EVERY_WINDOW);
      assertThat(failing(verify)).isEmpty();

      aiw.roll("v1.3.0-errors3");
      aiw.users(10, LONGER_THAN_EVERY_WINDOW);
      assertThat(failing(verify)).containsOnlyKeys("success rate", "error rate in percent");
      assertThat(failing(verify).get("success rate").verdict().why())
          .containsPattern("is 9[67][.].*, wanted > 99");

      aiw.roll("v1.4.0-latency1500");
      aiw.users(10, LONGER_THAN_EVERY_WINDOW);
      assertThat(failing(verify))
          .containsOnlyKeys("mean response time in milliseconds", "p95 in milliseconds");
      assertThat(failing(verify).values()).allMatch(StepVerdict::fails);
    }
  }

  @Test
  @Covers({"PLT-78", "PLT-79"})
  void platformIsWatchedForAQuarterOfAnHour() throws IOException {
    try (var platform = new ExampleSystem("platform-enterprise", folder)) {
      VerifyPlan verify = verify(platform, "platform-production");
      assertThat(verify.observe()).hasMinutes(15);
      platform.release("");
      platform.users(10, LONGER_THAN_EVERY_WINDOW);
      for (Duration seen = Duration.ZERO;
          seen.compareTo(verify.observe()) <= 0;
          seen = seen.plus(verify.every())) {
        assertThat(failing(verify)).as("after %s", seen).isEmpty();
        platform.site().advance(verify.every());
      }

      platform.roll("v1.3.0-errors10-latency3000");
      platform.users(10, LONGER_THAN_EVERY_WINDOW);
      assertThat(failing(verify)).containsOnlyKeys("error rate in percent", "p99 in seconds");
      assertThat(failing(verify).values()).allMatch(StepVerdict::fails);
    }
  }

  @Test
  @Covers("PLT-80")
  void platformsLogsAreReadForAnomalies() throws IOException {
    try (var platform = new ExampleSystem("platform-enterprise", folder)) {
      VerifyStep.LogScan scan =
          verify(platform, "platform-production").steps().stream()
              .filter(VerifyStep.LogScan.class::isInstance)
              .map(VerifyStep.LogScan.class::cast)
              .findFirst()
              .orElseThrow();
      platform.release("");
      var since = platform.site().world().clock().instant();
      platform.site().advance(Duration.ofMinutes(2));
      assertThat(scanned(platform, new LogScanRequest(scan, since)).verdict())
          .isInstanceOf(Verdict.Pass.class);

      platform.roll("v1.3.0-noisy");
      platform.site().advance(Duration.ofMinutes(2));
      StepVerdict noisy = scanned(platform, new LogScanRequest(scan, since));
      assertThat(noisy.verdict()).isInstanceOf(Verdict.Fail.class);
      assertThat(noisy.verdict().why()).contains("ERROR");
      assertThat(noisy.fails()).as("a person is told, nothing is undone").isFalse();
    }
  }

  @Test
  @Covers({"EDG-68", "EDG-70"})
  void edgelinkCountsItsRequestsAndWarnsOfOnePercentOfErrors() throws IOException {
    try (var edgelink = new ExampleSystem("edgelink", folder)) {
      VerifyPlan verify = verify(edgelink, "edgelink-production");
      edgelink.release("");
      assertThat(judged(verify).get("requests are counted").verdict())
          .isInstanceOf(Verdict.NoData.class);
      edgelink.users(20, LONGER_THAN_EVERY_WINDOW);
      assertThat(judged(verify)).containsOnlyKeys("requests are counted", "share of 5xx");
      assertThat(judged(verify).values())
          .allSatisfy(v -> assertThat(v.verdict()).isInstanceOf(Verdict.Pass.class));

      edgelink.roll("v0.1.7-errors2");
      edgelink.users(20, LONGER_THAN_EVERY_WINDOW);
      StepVerdict share = failing(verify).get("share of 5xx");
      assertThat(share.verdict().why()).contains("is 0.0", "wanted <= 0.01");
      assertThat(share.fails()).as("a warning").isFalse();
    }
  }

  private static VerifyPlan verify(ExampleSystem system, String environment) {
    return system.planFor(environment).services().getFirst().verify();
  }

  private static StepVerdict scanned(ExampleSystem system, LogScanRequest request) {
    return system.workloads().scanLogs(request);
  }

  private Map<String, StepVerdict> failing(VerifyPlan verify) {
    Map<String, StepVerdict> bad = judged(verify);
    bad.values().removeIf(v -> v.verdict() instanceof Verdict.Pass);
    return bad;
  }

  private Map<String, StepVerdict> judged(VerifyPlan verify) {
    var verdicts = new LinkedHashMap<String, StepVerdict>();
    for (VerifyStep step : verify.steps()) {
      if (step instanceof VerifyStep.Condition condition) {
        verdicts.put(step.name(), metrics.condition(condition));
      }
    }
    return verdicts;
  }
}
