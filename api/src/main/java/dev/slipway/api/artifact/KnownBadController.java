package dev.slipway.api.artifact;

import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.api.ledger.SeenRuns;
import dev.slipway.api.problem.Reasons;
import dev.slipway.api.problem.Refusal;
import dev.slipway.artifact.Digest;
import dev.slipway.artifact.KnownBad;
import dev.slipway.ledger.read.Recollection;
import dev.slipway.ledger.write.KnownBads;
import dev.slipway.name.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Known-bad digests. */
@RestController
@Tag(name = "known-bad")
@RequestMapping("/api/v1/known-bad")
class KnownBadController {
  private static final int MOST = 1000;

  private final Recollection recollection;
  private final KnownBads bads;
  private final SeenRuns seen;

  KnownBadController(Recollection recollection, KnownBads bads, SeenRuns seen) {
    this.seen = seen;
    this.recollection = recollection;
    this.bads = bads;
  }

  @GetMapping
  @Needs(Role.VIEWER)
  @Operation(
      summary = "List digests that are refused everywhere, newest first",
      description = "A limited token sees those that a run within its scope found bad.")
  List<KnownBad> list(Caller caller) {
    return recollection.knownBad(MOST).stream()
        .filter(bad -> caller.seesEverything() || seen.isSeen(bad.run(), caller))
        .toList();
  }

  @DeleteMapping("/{digest}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Needs(Role.OPERATOR)
  @Operation(summary = "Lift a known-bad digest; the reason goes to the ledger")
  void lift(
      @PathVariable Digest digest, @RequestParam(defaultValue = "") String reason, Caller caller) {
    String said = Reasons.needed(reason);
    caller.mustSeeEverything("a known-bad digest");
    if (bads.lift(digest, caller.name(), said).isEmpty()) {
      throw Refusal.notFound("digest %s is not known-bad".formatted(digest));
    }
  }
}
