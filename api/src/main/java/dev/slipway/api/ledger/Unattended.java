package dev.slipway.api.ledger;

import dev.slipway.api.document.Registered;
import dev.slipway.api.engine.Pollers;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.SiteName;
import dev.slipway.release.ServicePlan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out that nobody works for an open run, which the run itself cannot tell. */
@Component
final class Unattended {
  private final Pollers pollers;
  private final Timeline timeline;
  private final Registered registered;

  Unattended(Pollers pollers, Timeline timeline, Registered registered) {
    this.registered = registered;
    this.pollers = pollers;
    this.timeline = timeline;
  }

  /** A sentence that names what nobody polls; empty when the run has ended or is attended. */
  Optional<String> hint(RunView view) {
    if (view.ended()) {
      return Optional.empty();
    }
    List<String> missing = pollers.missing(sites(view));
    return missing.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", missing));
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
