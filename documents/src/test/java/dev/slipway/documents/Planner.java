package dev.slipway.documents;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.document.DocumentSet;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.ServiceDocument;
import dev.slipway.name.Actor;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.Draft;
import dev.slipway.release.Memory;
import dev.slipway.release.PlanOrProblems;
import dev.slipway.release.PlanResolver;
import dev.slipway.release.Problem;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.ResolvedImage;
import dev.slipway.release.RulesVersion;
import dev.slipway.release.ServicePlan;
import dev.slipway.release.WantedImage;
import dev.slipway.release.WantedService;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Plans a release from documents alone. A registry that has every image and a cluster that has
 * every declared workload, at version v0, answer.
 */
final class Planner {

  private final DocumentSet documents;
  private ReleaseRequest request;
  private Memory memory = Memory.none();
  private UnaryOperator<ResolvedImage> registry = image -> image;
  private UnaryOperator<WorkloadSnapshot> cluster = snapshot -> snapshot;

  private Planner(DocumentSet documents, ReleaseRequest request) {
    this.documents = documents;
    this.request = request;
  }

  /** All given services to the one named environment, all at one version. */
  static Planner of(Reading reading, String environment, String version) {
    EnvironmentDocument into =
        reading.environments().stream()
            .filter(e -> e.title().equals(environment))
            .findFirst()
            .orElseThrow()
            .withRevision(7);
    List<ServiceDocument> services =
        reading.services().stream().map(s -> s.withRevision(3)).toList();
    var request =
        new ReleaseRequest(
            RunId.of("r-1"),
            EnvironmentName.of(environment),
            services.stream().map(s -> new WantedService(s.name(), version)).toList(),
            List.of(),
            ReleaseKind.ORDINARY,
            new Actor("ci", List.of(Role.RELEASER)),
            "a new version",
            false);
    return new Planner(new DocumentSet(into, services), request);
  }

  Planner asking(UnaryOperator<ReleaseRequest> change) {
    request = change.apply(request);
    return this;
  }

  Planner only(String... services) {
    List<String> names = Arrays.asList(services);
    return asking(
        r ->
            new ReleaseRequest(
                r.run(),
                r.environment(),
                r.services().stream().filter(s -> names.contains(s.service().value())).toList(),
                r.config(),
                r.kind(),
                r.requestedBy(),
                r.reason(),
                r.acceptDrift()));
  }

  Planner switching(ConfigSetting... config) {
    return asking(
        r ->
            new ReleaseRequest(
                r.run(),
                r.environment(),
                r.services(),
                Arrays.asList(config),
                r.kind(),
                r.requestedBy(),
                r.reason(),
                r.acceptDrift()));
  }

  Planner urgently() {
    return asking(
        r ->
            new ReleaseRequest(
                r.run(),
                r.environment(),
                r.services(),
                r.config(),
                ReleaseKind.HOTFIX,
                r.requestedBy(),
                r.reason(),
                r.acceptDrift()));
  }

  Planner acceptingDrift() {
    return asking(
        r ->
            new ReleaseRequest(
                r.run(),
                r.environment(),
                r.services(),
                r.config(),
                r.kind(),
                r.requestedBy(),
                r.reason(),
                true));
  }

  Planner remembering(Memory remembered) {
    memory = remembered;
    return this;
  }

  Planner whereTheRegistrySays(UnaryOperator<ResolvedImage> answer) {
    registry = answer;
    return this;
  }

  Planner whereTheClusterHas(UnaryOperator<WorkloadSnapshot> found) {
    cluster = found;
    return this;
  }

  Draft draft() {
    return PlanResolver.draft(RulesVersion.NEWEST, request, documents);
  }

  PlanOrProblems complete() {
    return switch (draft()) {
      case Draft.Refused refused -> new PlanOrProblems.Rejected(refused.problems());
      case Draft.Ready ready ->
          PlanResolver.complete(
              RulesVersion.NEWEST,
              request,
              documents,
              ready.images().stream().map(Planner::found).map(registry).toList(),
              snapshots(ready),
              memory);
    };
  }

  ReleasePlan plan() {
    return switch (complete()) {
      case PlanOrProblems.Resolved resolved -> resolved.plan();
      case PlanOrProblems.Rejected rejected ->
          throw new AssertionError("no plan: " + rejected.problems());
    };
  }

  List<String> problems() {
    return switch (complete()) {
      case PlanOrProblems.Resolved resolved -> List.of();
      case PlanOrProblems.Rejected rejected ->
          rejected.problems().stream().map(Problem::toString).toList();
    };
  }

  static ServicePlan service(ReleasePlan plan, String name) {
    return plan.services().stream()
        .filter(s -> s.service().equals(ServiceName.of(name)))
        .findFirst()
        .orElseThrow();
  }

  private List<WorkloadSnapshot> snapshots(Draft.Ready ready) {
    var snapshots = new ArrayList<WorkloadSnapshot>();
    for (var workload : ready.workloads()) {
      List<ContainerImage> images =
          ready.images().stream()
              .filter(i -> i.workload().equals(workload.workload()))
              .map(
                  i ->
                      new ContainerImage(
                          i.container(),
                          i.init(),
                          ImageRef.pinned(i.repository(), digest(i.repository(), "v0"))))
              .toList();
      List<ConfigSetting> config =
          workload.config().stream()
              .map(slot -> new ConfigSetting(slot.kind(), slot.slot(), slot.slot()))
              .toList();
      snapshots.add(
          cluster.apply(
              new WorkloadSnapshot(
                  workload.service(),
                  workload.site(),
                  new WorkloadChange(workload.workload(), images, config),
                  3,
                  false,
                  "uid-" + workload.workload().name(),
                  1,
                  null,
                  List.of(),
                  Instant.parse("2026-05-01T10:00:00Z"))));
    }
    return snapshots;
  }

  private static ResolvedImage found(WantedImage wanted) {
    return new ResolvedImage.Found(wanted, digest(wanted.repository(), wanted.version()));
  }

  static Digest digest(String repository, String version) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((repository + ":" + version).getBytes(StandardCharsets.UTF_8));
      return Digest.of("sha256:" + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
