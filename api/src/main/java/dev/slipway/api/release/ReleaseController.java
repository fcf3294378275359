package dev.slipway.api.release;

import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.api.engine.RunStarts;
import dev.slipway.api.repeat.Key;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.evidence.Fact;
import dev.slipway.name.Role;
import dev.slipway.release.ReleaseRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starts releases. */
@RestController
@Tag(name = "releases")
@RequestMapping("/api/v1/releases")
class ReleaseController {
  private final StartCheck check;
  private final RunStarts runs;
  private final StartOnce once;
  private final Clock clock;

  ReleaseController(StartCheck check, RunStarts runs, StartOnce once, Clock clock) {
    this.check = check;
    this.runs = runs;
    this.once = once;
    this.clock = clock;
  }

  @PostMapping
  @Needs(Role.RELEASER)
  @Operation(
      summary = "Start a release",
      description = "The same Idempotency-Key is the same release, however often it is sent.")
  ResponseEntity<StartedAnswer> start(
      @RequestBody ReleaseBody body, Caller caller, HttpServletRequest http) {
    ReleaseStart start = check.start(body, caller, Key.of(http, clock));
    ReleaseRequest request = start.request();
    var wish =
        new StartOnce.Wish(
            request.run(),
            request.environment(),
            WorkflowIds.release(request.run()),
            new Fact.ReleaseRequested(request));
    StartedAnswer answer =
        once.start(wish, () -> runs.release(start, Key.sha256(request.toString())));
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/releases/" + request.run()))
        .body(answer);
  }
}
