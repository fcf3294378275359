package dev.slipway.api.ledger;

import dev.slipway.api.document.Registered;
import dev.slipway.api.engine.Pollers;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.read.RunSummary;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.SiteName;
import dev.slipway.release.ServicePlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out that nobody works for an open run, which the run itself cannot tell. Temporal is asked
 * only when nothing has moved for a while: a run that moves is attended.
 */
@Component
public final class Unattended {
  private static final Duration QUIET = Duration.ofSeconds(30);

  private final Pollers pollers;
  private final Timeline timeline;
  private final Registered registered;
  private final Clock clock;

  Unattended(Pollers pollers, Timeline timeline, Registered registered, Clock clock) {
    this.registered = registered;
    this.pollers = pollers;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * A sentence that names what nobody polls; empty when the run moves, has ended or is attended.
   */
  Optional<String> hint(RunView view) {
    return view.ended() || moved(view.times().updatedAt())
        ? Optional.empty()
        : sentence(sites(view));
  }

  /**
   * The same for an environment with these open runs; empty when there are none, or one moves.
   *
   * @param site of the environment
   */
  public Optional<String> hint(SiteName site, List<RunSummary> open) {
    return open.isEmpty() || open.stream().anyMatch(run -> moved(run.updatedAt()))
        ? Optional.empty()
        : sentence(List.of(site));
  }

  private boolean moved(@Nullable Instant last) {
    return last != null && last.plus(QUIET).isAfter(clock.instant());
  }

  private Optional<String> sentence(List<SiteName> sites) {
    List<String> missing = pollers.missing(sites);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join("; ", missing) + " (see slipway doctor)");
  }

  /**
   * A rollback works where the release did that it takes back; before a plan is made, the
   * environment names the place.
   */
  private List<SiteName> sites(RunView view) {
    RunId planned = Objects.requireNonNullElse(view.asked().of(), view.run());
    return timeline
        .plan(planned)
        .map(plan -> plan.services().stream().map(ServicePlan::site).distinct().toList())
        .orElseGet(() -> site(view.asked().environment()));
  }

  private List<SiteName> site(@Nullable EnvironmentName environment) {
    return registered.now().environments().stream()
        .filter(document -> document.name().equals(environment))
        .map(document -> document.spec().site())
        .toList();
  }
}
