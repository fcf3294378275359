package dev.slipway.release;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.document.ServiceCheckSpec;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.preflight.Severity;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.Intent;
import dev.slipway.snapshot.LastGood;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one service, made from what it asks for and what always runs.
 *
 * @param evidence what missing evidence means in a hotfix; null for as the documents say
 */
record ServiceChecks(
    ResolvedService service,
    ServicePlan plan,
    List<WorkloadSnapshot> snapshots,
    Memory memory,
    boolean acceptDrift,
    @Nullable Severity evidence) {

  private static final List<ServiceCheckSpec> ALWAYS =
      List.of(
          new ServiceCheckSpec.Ownership(null),
          new ServiceCheckSpec.NoDrift(null),
          new ServiceCheckSpec.References(null),
          new ServiceCheckSpec.Capacity(null),
          new ServiceCheckSpec.DisruptionBudget(null),
          new ServiceCheckSpec.ImagePullable(null),
          new ServiceCheckSpec.OldImagePullable(null),
          new ServiceCheckSpec.HealthEndpoint(null));

  void addTo(CheckPlanner checks) {
    ALWAYS.forEach(said -> add(said, checks));
    if (service.checks().stream().noneMatch(ServiceCheckSpec.WorkloadPolicy.class::isInstance)) {
      add(new ServiceCheckSpec.WorkloadPolicy(null, null), checks);
    }
    service.checks().forEach(said -> add(said, checks));
    plan.digests()
        .forEach(d -> checks.add(service.site(), new Check.NotKnownBad(d), Severity.BLOCK));
    service.verify().secrets().stream()
        .map(Check.SecretReadable::new)
        .forEach(check -> checks.add(service.site(), check, Severity.BLOCK));
  }

  private void add(ServiceCheckSpec said, CheckPlanner checks) {
    Severity severity = severity(said);
    made(said).forEach(check -> checks.add(service.site(), check, severity));
  }

  private Severity severity(ServiceCheckSpec said) {
    return switch (said) {
      case ServiceCheckSpec.Capacity c -> or(c.severity(), Severity.BLOCK);
      case ServiceCheckSpec.WorkloadPolicy c -> or(c.severity(), Severity.WARN);
      case ServiceCheckSpec.References c -> or(c.severity(), Severity.BLOCK);
      case ServiceCheckSpec.SecretKeys c -> or(c.severity(), Severity.BLOCK);
      case ServiceCheckSpec.RequiredEnv c -> or(c.severity(), Severity.BLOCK);
      case ServiceCheckSpec.DisruptionBudget c -> or(c.severity(), Severity.WARN);
      case ServiceCheckSpec.Ownership c -> or(c.severity(), Severity.BLOCK);
      case ServiceCheckSpec.NoDrift c ->
          acceptDrift ? Severity.WARN : or(c.severity(), Severity.BLOCK);
      case ServiceCheckSpec.ClaimsBound c -> or(c.severity(), Severity.BLOCK);
      case ServiceCheckSpec.NetworkPolicies c -> or(c.severity(), Severity.WARN);
      case ServiceCheckSpec.ImagePullable c -> or(c.severity(), Severity.BLOCK);
      case ServiceCheckSpec.OldImagePullable c -> or(c.severity(), Severity.WARN);
      case ServiceCheckSpec.HealthEndpoint c -> or(c.severity(), Severity.WARN);
      case ServiceCheckSpec.Evidence c ->
          evidence != null ? evidence : or(c.severity(), Severity.BLOCK);
    };
  }

  private List<Check> made(ServiceCheckSpec said) {
    return switch (said) {
      case ServiceCheckSpec.Capacity c -> each(Check.Capacity::new);
      case ServiceCheckSpec.WorkloadPolicy c ->
          each(w -> new Check.WorkloadPolicy(w, CheckPlanner.words(c.rules())));
      case ServiceCheckSpec.References c ->
          plan.changes().stream().<Check>map(Check.References::new).toList();
      case ServiceCheckSpec.SecretKeys c -> secretKeys(c);
      case ServiceCheckSpec.RequiredEnv c -> each(w -> new Check.RequiredEnv(w, c.names()));
      case ServiceCheckSpec.DisruptionBudget c -> each(Check.DisruptionBudget::new);
      case ServiceCheckSpec.Ownership c -> each(w -> new Check.Ownership(w, service.takeOver()));
      case ServiceCheckSpec.NoDrift c -> noDrift();
      case ServiceCheckSpec.ClaimsBound c -> each(Check.ClaimsBound::new);
      case ServiceCheckSpec.NetworkPolicies c -> each(Check.NetworkPolicies::new);
      case ServiceCheckSpec.ImagePullable c -> pullable(plan.changes());
      case ServiceCheckSpec.OldImagePullable c ->
          pullable(snapshots.stream().map(WorkloadSnapshot::present).toList());
      case ServiceCheckSpec.HealthEndpoint c -> health();
      case ServiceCheckSpec.Evidence c ->
          plan.digests().stream().<Check>map(d -> evidence(c, d)).toList();
    };
  }

  private static Check evidence(ServiceCheckSpec.Evidence said, Digest digest) {
    Duration maxAge = said.maxAge() == null ? Duration.ofDays(30) : said.maxAge();
    return new Check.Evidence(said.evidence(), digest, maxAge);
  }

  private List<Check> secretKeys(ServiceCheckSpec.SecretKeys said) {
    int least = said.minLength() == null ? 1 : said.minLength();
    return service.workloads().stream()
        .map(w -> w.ref().namespace())
        .distinct()
        .<Check>map(ns -> new Check.SecretKeys(ns, said.secret(), said.keys(), least))
        .toList();
  }

  private List<Check> health() {
    HttpTarget target = service.target();
    return service.healthPath() == null
        ? List.of()
        : List.of(new Check.HealthEndpoint(target, service.healthPath()));
  }

  private List<Check> noDrift() {
    return memory.lastGood().stream()
        .filter(good -> good.service().equals(service.name()))
        .map(LastGood::state)
        .filter(state -> plan.workloads().contains(state.workload()))
        .<Check>map(state -> new Check.NoDrift(state, intents(state)))
        .toList();
  }

  private List<Intent> intents(WorkloadChange recorded) {
    return memory.intended().stream()
        .filter(intent -> intent.state().workload().equals(recorded.workload()))
        .toList();
  }

  private List<Check> pullable(List<WorkloadChange> changes) {
    return changes.stream()
        .flatMap(
            change ->
                change.images().stream()
                    .<Check>map(image -> pullable(image.image(), change.workload().namespace())))
        .distinct()
        .toList();
  }

  /** With the login of the pods: that of the worker proves nothing about them. */
  private Check pullable(ImageRef image, String namespace) {
    String secret = service.pullSecret();
    return secret == null
        ? new Check.ImagePullable(image)
        : new Check.ImagePullable(image, namespace, secret);
  }

  private List<Check> each(Function<WorkloadRef, Check> maker) {
    return service.workloads().stream().map(w -> maker.apply(w.ref())).toList();
  }

  private static Severity or(@Nullable Severity said, Severity standard) {
    return CheckPlanner.or(said, standard);
  }
}
