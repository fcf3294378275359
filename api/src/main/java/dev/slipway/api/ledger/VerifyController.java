package dev.slipway.api.ledger;

import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.ledger.read.Break;
import dev.slipway.ledger.read.LedgerVerifier;
import dev.slipway.ledger.read.Verification;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The proof that no fact was changed, cut or slipped in. */
@RestController
@Tag(name = "ledger")
@RequestMapping("/api/v1/ledger")
class VerifyController {
  private final SeenRuns seen;
  private final LedgerVerifier verifier;

  VerifyController(SeenRuns seen, LedgerVerifier verifier) {
    this.seen = seen;
    this.verifier = verifier;
  }

  /**
   * @param run absent for all runs
   */
  record VerifyBody(@Nullable RunId run) {}

  /**
   * @param checkpoints checked ones; 0 when only one run was asked for
   * @param breaks every broken place, as a sentence
   */
  record VerifyAnswer(
      boolean intact, long runs, long entries, long checkpoints, List<String> breaks) {
    static VerifyAnswer of(Verification found) {
      return new VerifyAnswer(
          found.intact(),
          found.runs(),
          found.entries(),
          found.checkpoints(),
          found.breaks().stream().map(Break::toString).toList());
    }
  }

  @PostMapping("/verify")
  @Needs(Role.VIEWER)
  @Operation(summary = "Recompute the chains of one run or of all")
  VerifyAnswer verify(@RequestBody(required = false) @Nullable VerifyBody body, Caller caller) {
    RunId run = body == null ? null : body.run();
    if (run != null) {
      seen.find(run, caller);
      return VerifyAnswer.of(verifier.verify(run));
    }
    caller.mustSeeEverything("the proof over all runs");
    return VerifyAnswer.of(verifier.verifyAll());
  }
}
