package dev.slipway.api.ledger;

import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.read.RunFilter;
import dev.slipway.ledger.read.RunSummary;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.RunState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads runs: list, view, plan and time line. */
@RestController
@Tag(name = "releases")
@RequestMapping("/api/v1/releases")
class RunController {
  private static final int MOST = 200;

  private final SeenRuns seen;
  private final Timeline timeline;
  private final TimelineStream stream;
  private final Unattended unattended;

  RunController(SeenRuns seen, Timeline timeline, TimelineStream stream, Unattended unattended) {
    this.unattended = unattended;
    this.seen = seen;
    this.timeline = timeline;
    this.stream = stream;
  }

  @GetMapping
  @Needs(Role.VIEWER)
  @Operation(summary = "List runs, newest first")
  List<RunSummary> list(
      Caller caller,
      @RequestParam @Nullable EnvironmentName environment,
      @RequestParam @Nullable ServiceName service,
      @RequestParam @Nullable RunState state,
      @RequestParam(defaultValue = "false") boolean open,
      @RequestParam @Nullable RunId before,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > MOST) {
      throw Refusal.invalid("limit", "%d is not 1 to %d".formatted(limit, MOST));
    }
    if (environment != null) {
      caller.mustSee(environment);
    }
    if (before != null && !seen.isSeen(before, caller)) {
      throw Refusal.invalid(
          "before",
          "there is no run '%s'; give the id of the last run of the page before".formatted(before));
    }
    return seen.list(
        new RunFilter(environment, service, state, open ? Boolean.TRUE : null, before, limit),
        caller);
  }

  @GetMapping("/{run}")
  @Needs(Role.VIEWER)
  @Operation(summary = "Show one run as it stands")
  RunAnswer show(@PathVariable RunId run, Caller caller) {
    RunView view = seen.find(run, caller);
    return RunAnswer.of(view, unattended.hint(view));
  }

  @GetMapping("/{run}/plan")
  @Needs(Role.VIEWER)
  @Operation(summary = "Show the plan that a run works by")
  ReleasePlan plan(@PathVariable RunId run, Caller caller) {
    seen.find(run, caller);
    return timeline
        .plan(run)
        .orElseThrow(() -> Refusal.notFound("run '%s' has no plan (yet)".formatted(run)));
  }

  @GetMapping(
      path = "/{run}/timeline",
      produces = {MediaType.TEXT_EVENT_STREAM_VALUE, MediaType.APPLICATION_JSON_VALUE})
  @Needs(Role.VIEWER)
  @Operation(
      summary = "What happened, in order",
      description =
          "Server-sent events until the run ends, resumable by Last-Event-ID; with Accept:"
              + " application/json what has happened so far.")
  void timeline(
      @PathVariable RunId run,
      Caller caller,
      @RequestHeader(name = "Accept", defaultValue = "") String accept,
      @RequestHeader(name = "Last-Event-ID", defaultValue = "") String last,
      HttpServletResponse response)
      throws IOException {
    seen.find(run, caller);
    long after = number(last);
    if (accept.contains(MediaType.APPLICATION_JSON_VALUE)
        && !accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE)) {
      stream.writeSoFar(run, after, response);
    } else {
      stream.write(run, after, response);
    }
  }

  private static long number(String last) {
    try {
      return last.isBlank() ? 0 : Long.parseLong(last.strip());
    } catch (NumberFormatException wrong) {
      throw Refusal.of(
          Kind.MALFORMED, "Last-Event-ID '%s' is not the number of an event".formatted(last));
    }
  }
}
