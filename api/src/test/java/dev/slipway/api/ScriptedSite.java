package dev.slipway.api;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.preflight.PreflightReport;
import dev.slipway.release.DeclaredWorkload;
import dev.slipway.release.Draft;
import dev.slipway.release.Memory;
import dev.slipway.release.PlanOrProblems;
import dev.slipway.release.PlanResolver;
import dev.slipway.release.Planned;
import dev.slipway.release.ResolvedImage;
import dev.slipway.release.RulesVersion;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.time.Instant;
import java.util.List;

/** Plans as the real resolver makes them, for a site where every image and workload is there. */
final class ScriptedSite {
  private static final Digest WANTED = Digest.of("sha256:" + "b".repeat(64));
  private static final Digest PRESENT = Digest.of("sha256:" + "a".repeat(64));

  private ScriptedSite() {}

  static Planned plan(ReleaseStart start, Instant now) {
    Draft draft = PlanResolver.draft(RulesVersion.NEWEST, start.request(), start.documents());
    if (draft instanceof Draft.Refused refused) {
      return new Planned.Refused(refused.problems());
    }
    var ready = (Draft.Ready) draft;
    List<ResolvedImage> images =
        ready.images().stream()
            .map(wanted -> (ResolvedImage) new ResolvedImage.Found(wanted, WANTED))
            .toList();
    List<WorkloadSnapshot> snapshots =
        ready.workloads().stream().map(workload -> snapshot(workload, ready, now)).toList();
    return switch (PlanResolver.complete(
        RulesVersion.NEWEST,
        start.request(),
        start.documents(),
        images,
        snapshots,
        Memory.none())) {
      case PlanOrProblems.Resolved resolved ->
          new Planned.Ready(resolved.plan(), snapshots, new PreflightReport(List.of()));
      case PlanOrProblems.Rejected rejected -> new Planned.Refused(rejected.problems());
    };
  }

  private static WorkloadSnapshot snapshot(
      DeclaredWorkload workload, Draft.Ready ready, Instant now) {
    List<ContainerImage> images =
        ready.images().stream()
            .filter(image -> image.workload().equals(workload.workload()))
            .map(
                image ->
                    new ContainerImage(
                        image.container(),
                        image.init(),
                        ImageRef.pinned(image.repository(), PRESENT)))
            .toList();
    return new WorkloadSnapshot(
        workload.service(),
        workload.site(),
        new WorkloadChange(workload.workload(), images, List.of()),
        2,
        false,
        "uid-" + workload.workload().name(),
        1,
        null,
        List.of(),
        now);
  }
}
