package dev.slipway.release;

import dev.slipway.name.SiteName;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Deed;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.WorkloadSnapshot;
import dev.slipway.verify.HttpStep;
import dev.slipway.verify.VerifyStep;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.BiConsumer;

/**
 * What a release will do in each namespace of each site. Its rights are asked for before it begins:
 * in its middle a refusal is taken for an illness of the API server, and waited out.
 */
final class PlannedDeeds {
  private record Place(SiteName site, String namespace) {}

  private final Map<Place, SequencedSet<Deed>> places = new LinkedHashMap<>();

  /**
   * @param snapshots of any services; empty while nothing was seen yet
   */
  void add(ResolvedService service, List<WorkloadSnapshot> snapshots) {
    for (ResolvedService.Workload workload : service.workloads()) {
      WorkloadRef ref = workload.ref();
      add(service.site(), ref.namespace(), new Deed.Change(ref.kind(), ref.name()));
      add(service.site(), ref.namespace(), new Deed.LeaveNote(service.name()));
      snapshots.stream()
          .filter(seen -> seen.site().equals(service.site()) && seen.workload().equals(ref))
          .flatMap(seen -> seen.verticalAutoscalers().stream())
          .forEach(name -> add(service.site(), ref.namespace(), new Deed.PauseEviction(name)));
    }
    if (service.healthPath() != null) {
      call(service.site(), service.target(), "GET");
    }
    service.verify().steps().forEach(step -> add(service.site(), step));
  }

  private void add(SiteName site, VerifyStep step) {
    switch (step) {
      case VerifyStep.Health health -> call(site, health.target(), "GET");
      case VerifyStep.Smoke smoke -> smoke.steps().forEach(one -> call(site, smoke.target(), one));
      case VerifyStep.LogScan scan -> add(site, scan.workload().namespace(), new Deed.ReadLogs());
      case VerifyStep.Pods pods -> {
        // what a change looks at anyway
      }
      case VerifyStep.Condition condition -> {
        // Prometheus has its own login
      }
    }
  }

  private void call(SiteName site, HttpTarget target, HttpStep step) {
    call(site, target, step.method());
    if (step.cleanup() != null) {
      call(site, target, step.cleanup().method());
    }
  }

  private void call(SiteName site, HttpTarget target, String method) {
    if (target instanceof HttpTarget.InCluster inside) {
      add(site, inside.namespace(), new Deed.Call(inside.service(), inside.port(), method));
    }
  }

  private void add(SiteName site, String namespace, Deed deed) {
    places.computeIfAbsent(new Place(site, namespace), unused -> new LinkedHashSet<>()).add(deed);
  }

  /** One check for each namespace of each site. */
  void forEach(BiConsumer<SiteName, Check> checks) {
    places.forEach(
        (place, deeds) ->
            checks.accept(place.site(), new Check.Rights(place.namespace(), List.copyOf(deeds))));
  }
}
