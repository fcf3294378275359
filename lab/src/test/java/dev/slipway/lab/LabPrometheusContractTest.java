package dev.slipway.lab;

import dev.slipway.contract.verify.MetricActivities;
import dev.slipway.metrics.PrometheusSettings;
import dev.slipway.metrics.PrometheusSource;
import dev.slipway.testkit.MetricContract;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The real Prometheus keeps the contract that the adapter's own fake keeps. */
@Tag("lab")
class LabPrometheusContractTest extends MetricContract {
  private final String url = Lab.running().prometheusUrl();

  @Override
  protected MetricActivities metrics() {
    String host = URI.create(url).getHost();
    return new PrometheusSource(
        new PrometheusSettings(Duration.ofSeconds(5), List.of(host), List.of()),
        reference -> reference);
  }

  @Override
  protected Fixture fixture() {
    return new Fixture(
        url, "vector(1)", "up", "nobody_measures_this", "sum(", "prometheus", "PodTargetDown");
  }
}
