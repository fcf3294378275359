package dev.slipway.api.environment;

import dev.slipway.api.document.Registered;
import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.api.engine.Environments;
import dev.slipway.api.environment.EnvironmentBodies.EnvironmentAnswer;
import dev.slipway.api.ledger.SeenRuns;
import dev.slipway.api.ledger.Unattended;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.Journal;
import dev.slipway.ledger.read.RunFilter;
import dev.slipway.ledger.read.RunSummary;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.ledger.read.Told;
import dev.slipway.lock.LockSpace;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Looks at environments. */
@RestController
@Tag(name = "environments")
@RequestMapping("/api/v1/environments")
class EnvironmentController {
  private static final int OPEN_RUNS = 200;
  private static final int FACTS = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Registered registered;
  private final SeenRuns seen;
  private final Timeline timeline;
  private final Environments environments;
  private final Unattended unattended;

  EnvironmentController(
      Registered registered,
      SeenRuns seen,
      Timeline timeline,
      Environments environments,
      Unattended unattended) {
    this.unattended = unattended;
    this.registered = registered;
    this.seen = seen;
    this.timeline = timeline;
    this.environments = environments;
  }

  @GetMapping
  @Needs(Role.VIEWER)
  @Operation(summary = "List environments")
  List<EnvironmentAnswer> list(Caller caller) {
    return registered.now().environments().stream()
        .filter(e -> caller.sees(e.name()))
        .map(document -> answer(document, open(document, caller), null))
        .toList();
  }

  @GetMapping("/{environment}")
  @Needs(Role.VIEWER)
  @Operation(summary = "Show one environment and its open runs")
  EnvironmentAnswer show(@PathVariable EnvironmentName environment, Caller caller) {
    EnvironmentDocument document = registered.environment(environment, caller);
    List<RunSummary> open = open(document, caller);
    return answer(document, open, unattended.hint(document.spec().site(), open).orElse(null));
  }

  @GetMapping("/{environment}/debug/locks")
  @Needs(Role.OPERATOR)
  @Operation(
      summary = "Ask the lock space itself, for debugging only",
      description = "Needs a living worker. Nothing on the control path asks this.")
  LockSpace locks(@PathVariable EnvironmentName environment, Caller caller) {
    registered.environment(environment, caller);
    caller.mustSeeAllServices("the lock space of environment " + environment);
    return environments
        .space(environment, PATIENCE)
        .orElseThrow(
            () ->
                Refusal.of(
                    Kind.UNAVAILABLE,
                    "the lock space did not answer in %d s; a worker must run for it"
                        .formatted(PATIENCE.toSeconds())));
  }

  private List<RunSummary> open(EnvironmentDocument document, Caller caller) {
    return seen.list(new RunFilter(document.name(), null, null, true, null, OPEN_RUNS), caller);
  }

  private EnvironmentAnswer answer(
      EnvironmentDocument document, List<RunSummary> open, @Nullable String unattended) {
    Optional<Fact.StopChanged> stop = lastStop(document.name());
    return new EnvironmentAnswer(
        document.name(),
        document.revision(),
        document.spec().site(),
        stop.map(Fact.StopChanged::stopped).orElse(false),
        stop.filter(Fact.StopChanged::stopped).map(Fact.StopChanged::sentence).orElse(null),
        unattended,
        open);
  }

  private Optional<Fact.StopChanged> lastStop(EnvironmentName environment) {
    return timeline.after(Journal.of(environment), 0, FACTS).stream()
        .map(Told::fact)
        .filter(Fact.StopChanged.class::isInstance)
        .map(Fact.StopChanged.class::cast)
        .reduce((first, second) -> second);
  }
}
