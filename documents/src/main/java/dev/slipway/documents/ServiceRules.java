package dev.slipway.documents;

import dev.slipway.document.ConfigRef;
import dev.slipway.document.ContainerSpec;
import dev.slipway.document.GuardSpec;
import dev.slipway.document.HealthSpec;
import dev.slipway.document.HttpSpec;
import dev.slipway.document.ServiceSpec;
import dev.slipway.document.Shape;
import dev.slipway.document.VerifySpec;
import dev.slipway.document.WatchSpec;
import dev.slipway.document.WorkloadSpec;
import dev.slipway.verify.FieldExpectation;
import dev.slipway.verify.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules between the fields of one service spec, wherever it stands. */
final class ServiceRules {

  private final Findings findings;

  ServiceRules(Findings findings) {
    this.findings = findings;
  }

  void check(String at, ServiceSpec spec) {
    if (spec.image() != null && spec.workloads() != null) {
      findings.add(
          at + ".image", "stands beside workloads; say the images there, or drop workloads");
    }
    if (spec.config() != null && spec.workloads() != null) {
      findings.add(at + ".config", "stands beside workloads; say it inside the workload");
    }
    findings.unique(at + ".config", spec.config(), ServiceRules::configName);
    findings.unique(at + ".dependsOn", spec.dependsOn(), name -> name);
    findings.unique(at + ".guard", spec.guard(), GuardSpec::name);
    findings.unique(at + ".verify", spec.verify(), VerifySpec::name);
    workloads(at + ".workloads", spec.workloads());
    http(at + ".http", spec.http());
    health(at + ".health", spec.health());
    verify(at + ".verify", spec.verify() == null ? List.of() : spec.verify());
    watch(at + ".watch", spec);
  }

  /** With the steps that stand here; a plan counts those of all documents. */
  private void watch(String at, ServiceSpec spec) {
    WatchSpec watch = spec.watch();
    if (watch != null && watch.observe() != null && watch.every() != null) {
      long repeated =
          spec.verify() == null
              ? 0
              : spec.verify().stream().filter(step -> !(step instanceof VerifySpec.Smoke)).count();
      // the pods are looked at in any case
      Observation.objection(watch.observe(), watch.every(), (int) repeated + 1)
          .ifPresent(why -> findings.add(at, why));
    }
  }

  private static String configName(ConfigRef ref) {
    return ref.kind().kubernetes() + " " + ref.name();
  }

  private void workloads(String at, @Nullable List<WorkloadSpec> workloads) {
    findings.unique(
        at,
        workloads,
        w ->
            "%s %s%s"
                .formatted(
                    w.kind() == null ? "Deployment" : w.kind().kubernetes(),
                    w.name() == null ? "named like the service" : w.name(),
                    w.namespace() == null ? "" : " in namespace " + w.namespace()));
    for (int i = 0; workloads != null && i < workloads.size(); i++) {
      String path = "%s[%d]".formatted(at, i);
      findings.unique(path + ".containers", workloads.get(i).containers(), ContainerSpec::name);
      findings.unique(path + ".config", workloads.get(i).config(), ServiceRules::configName);
    }
  }

  private void http(String at, @Nullable HttpSpec http) {
    if (http != null && http.baseUrl() != null && (http.service() != null || http.port() != null)) {
      findings.add(at + ".baseUrl", "stands beside service or port; say one of the two ways");
    }
  }

  private void health(String at, @Nullable HealthSpec health) {
    if (health != null) {
      pointers(at, health.expect());
    }
  }

  private void pointers(String at, @Nullable List<FieldExpectation> expect) {
    for (int i = 0; expect != null && i < expect.size(); i++) {
      shape("%s.expect[%d].pointer".formatted(at, i), expect.get(i).pointer(), Shape.POINTER);
    }
  }

  private void shape(String field, String text, Shape shape) {
    if (!shape.pattern().matcher(text).matches()) {
      findings.add(field, "'%s' is not %s".formatted(text, shape.words()));
    }
  }

  private void verify(String at, List<VerifySpec> steps) {
    for (int i = 0; i < steps.size(); i++) {
      String path = "%s[%d]".formatted(at, i);
      switch (steps.get(i)) {
        case VerifySpec.Health health -> {
          pointers(path, health.expect());
          http(path + ".http", health.http());
        }
        case VerifySpec.Smoke smoke -> {
          http(path + ".http", smoke.http());
          new SmokeRules(findings).check(path, smoke);
        }
        case VerifySpec.LogScan scan -> {}
        case VerifySpec.Condition condition -> {}
      }
    }
  }
}
