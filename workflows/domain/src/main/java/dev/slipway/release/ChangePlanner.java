package dev.slipway.release;

import dev.slipway.artifact.ImageRef;
import dev.slipway.artifact.KnownBad;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Works out the wanted value of each declared field, from what registry and cluster answered. */
final class ChangePlanner {

  private final ReleaseRequest request;
  private final List<ResolvedImage> images;
  private final List<WorkloadSnapshot> snapshots;
  private final Memory memory;
  private final List<Problem> problems;
  private final List<String> warnings = new ArrayList<>();

  ChangePlanner(
      ReleaseRequest request,
      List<ResolvedImage> images,
      List<WorkloadSnapshot> snapshots,
      Memory memory,
      List<Problem> problems) {
    this.request = request;
    this.images = images;
    this.snapshots = snapshots;
    this.memory = memory;
    this.problems = problems;
  }

  List<String> warnings() {
    return warnings;
  }

  ServicePlan plan(ResolvedService service) {
    var changes = new ArrayList<WorkloadChange>();
    for (ResolvedService.Workload workload : service.workloads()) {
      WorkloadSnapshot found = snapshot(service, workload);
      List<ContainerImage> wanted =
          workload.containers().stream().flatMap(c -> image(service, workload, c)).toList();
      changes.add(new WorkloadChange(workload.ref(), wanted, config(workload, found)));
    }
    if (unchanged(changes)) {
      warnings.add(
          "%s runs exactly this already; nothing of it will change".formatted(service.name()));
    }
    return new ServicePlan(
        service.name(),
        service.site(),
        service.versionName(),
        changes,
        service.strategy(),
        service.verify());
  }

  private Stream<ContainerImage> image(
      ResolvedService service,
      ResolvedService.Workload workload,
      ResolvedService.Container container) {
    String field = "services.%s.%s".formatted(service.name(), container.name());
    for (ResolvedImage image : images) {
      if (isOf(image.wanted(), service, workload, container)) {
        return switch (image) {
          case ResolvedImage.Found found -> found(field, container, found);
          case ResolvedImage.Missing missing -> {
            problems.add(new Problem(field, missing.why()));
            yield Stream.empty();
          }
        };
      }
    }
    problems.add(
        new Problem(
            field,
            "nobody looked up image %s:%s; plan again"
                .formatted(container.repository(), service.version())));
    return Stream.empty();
  }

  private Stream<ContainerImage> found(
      String field, ResolvedService.Container container, ResolvedImage.Found found) {
    memory.knownBad().stream()
        .filter(bad -> bad.digest().equals(found.digest()))
        .map(ChangePlanner::refusal)
        .forEach(why -> problems.add(new Problem(field, why)));
    return Stream.of(
        new ContainerImage(
            container.name(),
            container.init(),
            ImageRef.pinned(container.repository(), found.digest())));
  }

  private static String refusal(KnownBad bad) {
    return "digest %s is known-bad since run %s (%s); release another one, or lift it"
        .formatted(bad.digest().abbreviated(), bad.run(), bad.why());
  }

  private static boolean isOf(
      WantedImage wanted,
      ResolvedService service,
      ResolvedService.Workload workload,
      ResolvedService.Container container) {
    return wanted.service().equals(service.name())
        && wanted.workload().equals(workload.ref())
        && wanted.container().equals(container.name())
        && wanted.init() == container.init();
  }

  private @Nullable WorkloadSnapshot snapshot(
      ResolvedService service, ResolvedService.Workload workload) {
    String field = "services.%s.workloads.%s".formatted(service.name(), workload.ref().name());
    WorkloadSnapshot found =
        snapshots.stream()
            .filter(s -> s.workload().equals(workload.ref()))
            .findFirst()
            .orElse(null);
    if (found == null) {
      problems.add(
          new Problem(
              field,
              "%s was not found at site %s; create it first, or correct the document"
                  .formatted(workload.ref(), service.site())));
    } else if (found.paused()) {
      problems.add(
          new Problem(
              field,
              "%s is paused, so no new pod would start; when it may go on: %s"
                  .formatted(workload.ref(), workload.ref().resumeCommand())));
    }
    return found;
  }

  /** Slots that nobody asks to change keep the object they name now. */
  private List<ConfigSetting> config(
      ResolvedService.Workload workload, @Nullable WorkloadSnapshot found) {
    var settings = new ArrayList<ConfigSetting>();
    for (ConfigSlot slot : workload.config()) {
      request.config().stream()
          .filter(wanted -> Resolution.sameSlot(slot, wanted))
          .findFirst()
          .or(() -> present(slot, found))
          .ifPresentOrElse(
              settings::add,
              () ->
                  warnings.add(
                      "%s declares %s %s, but its template names no such object"
                          .formatted(workload.ref(), slot.kind().kubernetes(), slot.slot())));
    }
    return List.copyOf(settings);
  }

  private static Optional<ConfigSetting> present(
      ConfigSlot slot, @Nullable WorkloadSnapshot found) {
    return found == null
        ? Optional.empty()
        : found.present().config().stream().filter(s -> Resolution.sameSlot(slot, s)).findFirst();
  }

  private boolean unchanged(List<WorkloadChange> changes) {
    return !changes.isEmpty()
        && changes.stream()
            .allMatch(change -> snapshots.stream().anyMatch(s -> s.present().equals(change)));
  }
}
