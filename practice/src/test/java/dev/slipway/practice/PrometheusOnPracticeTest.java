package dev.slipway.practice;

import dev.slipway.contract.verify.MetricActivities;
import dev.slipway.metrics.PrometheusSettings;
import dev.slipway.metrics.PrometheusSource;
import dev.slipway.testkit.MetricContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The practice site's Prometheus keeps what the real one keeps, seen through the real adapter. */
class PrometheusOnPracticeTest extends MetricContract {
  private PracticeSite site;

  @BeforeEach
  void open() {
    site = PracticeSite.virtual();
    site.push("shop/api", "v1");
    site.deployment("shop", "api", 2, site.image("shop/api", "v1"));
    site.cluster().prometheus().rule("ApiDown", "absent(up{job=\"api\"})");
    site.advance(Duration.ofSeconds(30));
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Override
  protected MetricActivities metrics() {
    return new PrometheusSource(
        new PrometheusSettings(Duration.ofSeconds(5), List.of("127.0.0.1"), List.of()),
        reference -> reference);
  }

  @Override
  protected Fixture fixture() {
    String url = site.prometheusAddress().toString();
    return new Fixture(url, "vector(1)", "up", "nobody_measures_this", "sum(", "api", "ApiDown");
  }
}
