package dev.slipway.evidence;

import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.WantedService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, by whom and why.
 *
 * @param services in the order of the request; empty for a rollback of everything
 * @param versions as asked for, of a release; empty otherwise
 * @param change ordinary or hotfix; null unless a release
 * @param of the run that a rollback takes back; null otherwise
 */
public record Asked(
    RunKind kind,
    @Nullable EnvironmentName environment,
    List<ServiceName> services,
    List<WantedService> versions,
    @Nullable ReleaseKind change,
    @Nullable RunId of,
    String requestedBy,
    String reason) {
  public Asked {
    services = List.copyOf(services);
    versions = List.copyOf(versions);
  }

  static Asked nothing() {
    return new Asked(RunKind.JOURNAL, null, List.of(), List.of(), null, null, "", "");
  }

  Asked after(Fact fact) {
    return switch (fact) {
      case Fact.ReleaseRequested asked ->
          new Asked(
              RunKind.RELEASE,
              asked.request().environment(),
              asked.request().services().stream().map(WantedService::service).toList(),
              asked.request().services(),
              asked.request().kind(),
              null,
              asked.request().requestedBy().name(),
              asked.request().reason());
      case Fact.RollbackRequested asked ->
          new Asked(
              RunKind.ROLLBACK,
              asked.request().environment(),
              asked.request().services(),
              List.of(),
              null,
              asked.request().of(),
              asked.request().requestedBy().name(),
              asked.request().reason());
      // each part of the view folds only the facts that are about it
      default -> this;
    };
  }
}
