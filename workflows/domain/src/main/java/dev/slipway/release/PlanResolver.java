package dev.slipway.release;

import dev.slipway.document.DocumentSet;
import dev.slipway.document.EnvironmentSpec;
import dev.slipway.document.GuardSpec;
import dev.slipway.document.HotfixSpec;
import dev.slipway.gate.FreezeWindow;
import dev.slipway.notice.Receiver;
import dev.slipway.preflight.Severity;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a request and its documents into a plan, in two halves: what the documents alone say, and,
 * once registry and cluster have answered, the complete plan. Pure: the same input gives the same
 * plan, bit by bit.
 */
public final class PlanResolver {

  private PlanResolver() {}

  /** The freeze windows that an environment declares, as its lock space wants them. */
  public static List<FreezeWindow> freezes(EnvironmentSpec environment) {
    return PolicyResolver.freezes(environment);
  }

  /** The rules of a release as its documents have them, before there is a plan. */
  public static ReleasePolicy policy(ReleaseKind kind, DocumentSet documents) {
    return new PolicyResolver(documents.environment(), new Origins()).resolve(kind);
  }

  /**
   * What has to be looked up for this request.
   *
   * @param rulesVersion one that {@link RulesVersion} knows
   */
  public static Draft draft(int rulesVersion, ReleaseRequest request, DocumentSet documents) {
    RulesVersion.requireKnown(rulesVersion);
    var resolution = new Resolution(request, documents);
    resolution.waves();
    var checks = new CheckPlanner(documents.environment().spec(), resolution.problems());
    checks.addSites(resolution.services());
    if (!resolution.problems().isEmpty()) {
      return new Draft.Refused(resolution.problems());
    }
    addRights(rulesVersion, checks, resolution, List.of());
    return new Draft.Ready(
        resolution.services().stream().flatMap(s -> s.wantedImages().stream()).toList(),
        resolution.services().stream().flatMap(s -> s.declaredWorkloads().stream()).toList(),
        early(resolution.services(), checks));
  }

  /** What can be looked at without knowing a digest, what runs now or what ran before. */
  private static List<SitedCheck> early(List<ResolvedService> services, CheckPlanner checks) {
    for (ResolvedService service : services) {
      var nothing =
          new ServicePlan(
              service.name(),
              service.site(),
              service.version(),
              List.of(),
              service.strategy(),
              service.verify());
      new ServiceChecks(service, nothing, List.of(), Memory.none(), true, null).addTo(checks);
    }
    return checks.all();
  }

  /**
   * The complete plan, or every reason why there is none.
   *
   * @param rulesVersion that of the draft
   * @param images one answer for each wanted image of the draft
   * @param snapshots one for each declared workload of the draft
   */
  public static PlanOrProblems complete(
      int rulesVersion,
      ReleaseRequest request,
      DocumentSet documents,
      List<ResolvedImage> images,
      List<WorkloadSnapshot> snapshots,
      Memory memory) {
    RulesVersion.requireKnown(rulesVersion);
    var resolution = new Resolution(request, documents);
    var changes = new ChangePlanner(request, images, snapshots, memory, resolution.problems());
    List<Wave> waves = waves(resolution, changes);
    CheckPlanner checks =
        checks(request, documents, resolution, waves, new Seen(snapshots, memory));
    addRights(rulesVersion, checks, resolution, snapshots);
    var policy =
        new PolicyResolver(documents.environment(), resolution.origins()).resolve(request.kind());
    if (!resolution.problems().isEmpty()) {
      return new PlanOrProblems.Rejected(resolution.problems());
    }
    return new PlanOrProblems.Resolved(
        new ReleasePlan(
            rulesVersion,
            PlanHash.of(request, waves, policy),
            request,
            waves,
            policy,
            checks.all(),
            resolution.origins().all(),
            warnings(resolution, changes, policy)));
  }

  private record Seen(List<WorkloadSnapshot> snapshots, Memory memory) {}

  private static void addRights(
      int rulesVersion,
      CheckPlanner checks,
      Resolution resolution,
      List<WorkloadSnapshot> snapshots) {
    if (rulesVersion >= RulesVersion.RIGHTS) {
      checks.addRights(resolution.services(), snapshots);
    }
  }

  private static CheckPlanner checks(
      ReleaseRequest request,
      DocumentSet documents,
      Resolution resolution,
      List<Wave> waves,
      Seen seen) {
    var checks = new CheckPlanner(documents.environment().spec(), resolution.problems());
    checks.addSites(resolution.services());
    Severity evidence = evidence(request, documents);
    for (ServicePlan plan : waves.stream().flatMap(w -> w.services().stream()).toList()) {
      resolution.services().stream()
          .filter(service -> service.name().equals(plan.service()))
          .map(
              service ->
                  new ServiceChecks(
                      service,
                      plan,
                      of(service, seen.snapshots()),
                      seen.memory(),
                      request.acceptDrift(),
                      evidence))
          .forEach(asked -> asked.addTo(checks));
    }
    return checks;
  }

  private static List<Wave> waves(Resolution resolution, ChangePlanner changes) {
    var waves = new ArrayList<Wave>();
    for (List<ResolvedService> together : resolution.waves()) {
      waves.add(new Wave(waves.size() + 1, together.stream().map(changes::plan).toList()));
    }
    return List.copyOf(waves);
  }

  private static List<WorkloadSnapshot> of(
      ResolvedService service, List<WorkloadSnapshot> snapshots) {
    return snapshots.stream().filter(s -> s.service().equals(service.name())).toList();
  }

  private static @Nullable Severity evidence(ReleaseRequest request, DocumentSet documents) {
    HotfixSpec hotfix = documents.environment().spec().hotfix();
    return switch (request.kind()) {
      case ORDINARY -> null;
      case HOTFIX -> hotfix == null ? null : hotfix.evidence();
    };
  }

  private static List<String> warnings(
      Resolution resolution, ChangePlanner changes, ReleasePolicy policy) {
    var warnings = new ArrayList<>(changes.warnings());
    for (ResolvedService service : resolution.services()) {
      List<String> names = service.guard().stream().map(GuardSpec::name).toList();
      if (!names.isEmpty()) {
        warnings.add(
            "%s: the guard metrics %s are kept but not judged by this version"
                .formatted(service.name(), String.join(", ", names)));
      }
    }
    policy.receivers().stream()
        .filter(r -> r instanceof Receiver.Webhook hook && hook.signingKeyRef() == null)
        .forEach(
            r ->
                warnings.add(
                    "webhook %s has no signing key: its messages are not signed"
                        .formatted(r.name())));
    return List.copyOf(warnings);
  }
}
