package dev.slipway.api.release;

import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.api.engine.RunStarts;
import dev.slipway.api.release.MessageBodies.RollbackBody;
import dev.slipway.api.release.RollbackAnswers.GivesWay;
import dev.slipway.api.release.RollbackAnswers.RollingBack;
import dev.slipway.api.release.RollbackAnswers.WouldRollBack;
import dev.slipway.api.repeat.Key;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.release.RollbackStart;
import dev.slipway.evidence.Fact;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes a finished release back to the state recorded before it; one operator, at any hour. */
@RestController
@Tag(name = "releases")
@RequestMapping("/api/v1/releases/{of}/rollback")
class RollbackController {
  private final RollbackCheck check;
  private final GivingWay givingWay;
  private final RunStarts runs;
  private final StartOnce once;
  private final Clock clock;

  RollbackController(
      RollbackCheck check, GivingWay givingWay, RunStarts runs, StartOnce once, Clock clock) {
    this.check = check;
    this.givingWay = givingWay;
    this.runs = runs;
    this.once = once;
    this.clock = clock;
  }

  @GetMapping
  @Needs(Role.OPERATOR)
  @Operation(
      summary = "What a rollback would take back, and which running releases it would stop",
      description = "Nothing is started. Refuses what the rollback would be refused for.")
  WouldRollBack look(
      @PathVariable RunId of, @RequestParam @Nullable List<String> service, Caller caller) {
    WayBack way = check.look(of, service, caller);
    EnvironmentName environment = way.plan().environment();
    return new WouldRollBack(
        of, environment, way.services(), givingWay.to(environment, way.services()));
  }

  @PostMapping
  @Needs(Role.OPERATOR)
  @Operation(
      summary = "Roll a finished release back, or some of its services",
      description = "A running release that holds one of the services is stopped; stops names it.")
  ResponseEntity<RollingBack> start(
      @PathVariable RunId of,
      @RequestBody RollbackBody body,
      Caller caller,
      HttpServletRequest http) {
    RollbackStart start = check.start(of, body, caller, Key.of(http, clock));
    var request = start.request();
    var wish =
        new StartOnce.Wish(
            request.run(),
            request.environment(),
            WorkflowIds.rollback(request.run()),
            new Fact.RollbackRequested(request));
    List<GivesWay> stops = givingWay.to(request.environment(), request.services());
    StartedAnswer answer =
        once.start(wish, () -> runs.rollback(start, Key.sha256(request.toString())));
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/releases/" + request.run()))
        .body(RollingBack.of(answer, stops));
  }
}
