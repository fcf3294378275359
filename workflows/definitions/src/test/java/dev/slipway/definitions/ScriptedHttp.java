package dev.slipway.definitions;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.verify.HealthRequest;
import dev.slipway.contract.verify.HttpActivities;
import dev.slipway.contract.verify.SmokeRequest;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.verify.StepVerdict;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The front of every service: well, unless the script says of a request that it is not. */
public final class ScriptedHttp implements HttpActivities {
  private final List<HealthRequest> health = new CopyOnWriteArrayList<>();
  private final List<SmokeRequest> smoke = new CopyOnWriteArrayList<>();
  private volatile Predicate<HealthRequest> unwell = asked -> false;

  public void unwell(Predicate<HealthRequest> when) {
    unwell = when;
  }

  public List<HealthRequest> healthAsked() {
    return List.copyOf(health);
  }

  public List<SmokeRequest> smokeAsked() {
    return List.copyOf(smoke);
  }

  @Override
  public StepVerdict health(HealthRequest request) {
    health.add(request);
    Verdict verdict =
        unwell.test(request) ? new Verdict.Fail("HTTP 503") : new Verdict.Pass("all samples good");
    return new StepVerdict(request.step().name(), request.step().warnOnly(), verdict);
  }

  @Override
  public StepVerdict smoke(SmokeRequest request) {
    smoke.add(request);
    return new StepVerdict(
        request.step().name(), request.step().warnOnly(), new Verdict.Pass("all steps good"));
  }

  @Override
  public Finding check(Check check) {
    return new Finding.Passed("seen");
  }
}
