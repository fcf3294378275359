package dev.slipway.api.release;

import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.api.engine.Pollers;
import dev.slipway.api.engine.RunStarts;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import dev.slipway.api.repeat.Key;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.name.Role;
import dev.slipway.release.Planned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a release would do. Nothing is started or changed. */
@RestController
@Tag(name = "releases")
@RequestMapping("/api/v1/plans")
class PlanController {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final StartCheck check;
  private final RunStarts runs;
  private final Pollers pollers;
  private final Clock clock;

  PlanController(StartCheck check, RunStarts runs, Pollers pollers, Clock clock) {
    this.check = check;
    this.runs = runs;
    this.pollers = pollers;
    this.clock = clock;
  }

  @PostMapping
  @Needs(Role.RELEASER)
  @Operation(
      summary = "Make a plan with preflight and present state",
      description = "Looks at the sites, so it takes seconds; changes nothing and starts nothing.")
  PlanAnswer plan(@RequestBody ReleaseBody body, Caller caller, HttpServletRequest request) {
    ReleaseStart start = check.start(body, caller, Key.of(request, clock));
    List<String> missing = pollers.missing(StartCheck.sites(start));
    if (!missing.isEmpty()) {
      throw Refusal.of(
          Kind.CONFLICT,
          "nobody is there to look at the site: %s; start a worker, see slipway doctor"
              .formatted(String.join(", ", missing)));
    }
    Planned planned =
        runs.plan(start, Key.sha256(start.toString()), PATIENCE).orElseThrow(PlanController::late);
    return switch (planned) {
      case Planned.Ready ready -> PlanAnswer.of(ready, clock.instant());
      case Planned.Refused refused -> throw Refusal.invalid(refused.problems());
    };
  }

  private static Refusal late() {
    return Refusal.of(
            Kind.UNAVAILABLE,
            "no plan after %d s: no worker runs, or the site's worker cannot see its cluster;"
                    .formatted(PATIENCE.toSeconds())
                + " see slipway doctor")
        .withHeader("Retry-After", "5");
  }
}
