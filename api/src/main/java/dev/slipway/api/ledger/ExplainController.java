package dev.slipway.api.ledger;

import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The story of a run in words. */
@RestController
@Tag(name = "ledger")
@RequestMapping("/api/v1")
class ExplainController {
  private final SeenRuns seen;
  private final Timeline timeline;

  ExplainController(SeenRuns seen, Timeline timeline) {
    this.seen = seen;
    this.timeline = timeline;
  }

  @GetMapping("/releases/{run}/explain")
  @Needs(Role.VIEWER)
  @Operation(summary = "Tell who, what, when and why; text/plain or JSON")
  ResponseEntity<?> explain(
      @PathVariable RunId run,
      Caller caller,
      @RequestHeader(name = "Accept", defaultValue = "") String accept) {
    var view = seen.find(run, caller);
    Explanation told = Explanation.of(view, Pages.all(timeline, run, 0).toList());
    return accept.contains(MediaType.TEXT_PLAIN_VALUE)
        ? ResponseEntity.ok()
            .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
            .body(told.text())
        : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(told);
  }
}
