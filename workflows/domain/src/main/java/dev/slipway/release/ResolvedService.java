package dev.slipway.release;

import dev.slipway.artifact.VersionName;
import dev.slipway.document.GuardSpec;
import dev.slipway.document.ServiceCheckSpec;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.rollout.Strategy;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.verify.VerifyPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the documents alone say of one service of a request, defaults written out.
 *
 * @param version as asked for
 * @param healthPath null where the service names no health endpoint
 */
record ResolvedService(
    ServiceName name,
    String version,
    SiteName site,
    List<Workload> workloads,
    @Nullable String pullSecret,
    boolean takeOver,
    List<ServiceName> dependsOn,
    Strategy strategy,
    VerifyPlan verify,
    HttpTarget target,
    @Nullable String healthPath,
    List<ServiceCheckSpec> checks,
    List<GuardSpec> guard) {

  /**
   * @param repository registry and path, complete
   */
  record Container(String name, boolean init, String repository) {}

  record Workload(WorkloadRef ref, List<Container> containers, List<ConfigSlot> config) {

    List<DeclaredContainer> declared() {
      return containers.stream().map(c -> new DeclaredContainer(c.name(), c.init())).toList();
    }
  }

  String versionName() {
    return VersionName.of(version);
  }

  List<WantedImage> wantedImages() {
    return workloads.stream()
        .flatMap(
            w ->
                w.containers().stream()
                    .map(
                        c ->
                            new WantedImage(
                                name,
                                site,
                                w.ref(),
                                c.name(),
                                c.init(),
                                c.repository(),
                                version,
                                pullSecret)))
        .toList();
  }

  List<DeclaredWorkload> declaredWorkloads() {
    return workloads.stream()
        .map(w -> new DeclaredWorkload(name, site, w.ref(), w.declared(), w.config()))
        .toList();
  }
}
