package dev.slipway.metrics;

import dev.slipway.contract.verify.MetricActivities;
import dev.slipway.testkit.MetricContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class FakePrometheusContractTest extends MetricContract {
  private final FakePrometheus prometheus = new FakePrometheus();

  @BeforeEach
  void fill() {
    prometheus.vector("vector(1)", "1");
    prometheus.vector("up", "1", "1");
    prometheus.vector("nobody_measures_this");
    prometheus.targets =
        "{\"activeTargets\":[{\"labels\":{\"job\":\"pods\",\"instance\":\"a:1\"},\"health\":\"up\"}]}";
    prometheus.rules =
        "{\"groups\":[{\"rules\":[{\"name\":\"PodTargetDown\",\"type\":\"alerting\"}]}]}";
  }

  @AfterEach
  void stop() {
    prometheus.close();
  }

  @Override
  protected MetricActivities metrics() {
    return new PrometheusSource(
        new PrometheusSettings(Duration.ofSeconds(5), List.of("127.0.0.1"), List.of()),
        reference -> reference);
  }

  @Override
  protected Fixture fixture() {
    return new Fixture(
        prometheus.url(),
        "vector(1)",
        "up",
        "nobody_measures_this",
        "sum(",
        "pods",
        "PodTargetDown");
  }
}
