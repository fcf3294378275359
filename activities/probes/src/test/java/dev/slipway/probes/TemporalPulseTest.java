package dev.slipway.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.verify.HealthRequest;
import dev.slipway.contract.verify.HttpActivities;
import dev.slipway.contract.verify.SmokeRequest;
import dev.slipway.verify.Extract;
import dev.slipway.verify.HttpCleanup;
import dev.slipway.verify.HttpStep;
import dev.slipway.verify.VerifyStep;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemporalPulseTest {
  private final FakeService service = new FakeService();
  private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();

  @BeforeEach
  void register() {
    temporal.registerActivitiesImplementations(
        new HttpProbes(Services.settings("127.0.0.1"), Services.behind(service.url()), ref -> ref));
  }

  @AfterEach
  void stop() {
    temporal.close();
    service.close();
  }

  @Test
  void beatsBetweenSamples() {
    List<Object> beats = new CopyOnWriteArrayList<>();
    temporal.setActivityHeartbeatListener(Object.class, beats::add);
    VerifyStep.Health step =
        new VerifyStep.Health(
            "health",
            false,
            Services.at(service),
            "/health",
            List.of(),
            3,
            Duration.ofMillis(5),
            Duration.ZERO);
    assertThat(probes().health(new HealthRequest(step, Services.CONTEXT)).verdict())
        .isInstanceOf(Verdict.Pass.class);
    assertThat(beats).isNotEmpty();
  }

  @Test
  void findsWhatAnEarlierAttemptLeft() {
    service.objects.add("object-of-before");
    temporal.setHeartbeatDetails(
        new TemporalPulse.Remembered(
            List.of(new PendingCleanup(0, new TreeMap<>(Map.of("workflow", "object-of-before"))))));
    HttpStep create =
        new HttpStep(
            "create",
            "POST",
            "/api/v1/workflows",
            List.of(),
            "{}",
            List.of(),
            List.of(),
            List.of(new Extract("workflow", "/id")),
            new HttpCleanup("DELETE", "/api/v1/workflows/${workflow}", List.of()));
    VerifyStep.Smoke script =
        new VerifyStep.Smoke("smoke", false, Services.at(service), List.of(create), List.of());
    assertThat(probes().smoke(new SmokeRequest(script, Services.CONTEXT)).verdict())
        .isInstanceOf(Verdict.Pass.class);
    assertThat(service.lines()).startsWith("DELETE /api/v1/workflows/object-of-before");
    assertThat(service.objects).isEmpty();
  }

  private HttpActivities probes() {
    return temporal.newActivityStub(HttpActivities.class);
  }
}
