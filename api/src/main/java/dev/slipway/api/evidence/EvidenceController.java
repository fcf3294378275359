package dev.slipway.api.evidence;

import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.api.problem.Refusal;
import dev.slipway.artifact.Digest;
import dev.slipway.ledger.proof.Proof;
import dev.slipway.ledger.proof.ProofOutcome;
import dev.slipway.ledger.proof.Proofs;
import dev.slipway.name.Role;
import dev.slipway.release.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes and shows evidence. */
@RestController
@Tag(name = "evidence")
@RequestMapping("/api/v1/evidence")
class EvidenceController {
  /** Clocks of build machines go wrong by this much, and no evidence comes from the future. */
  private static final Duration SKEW = Duration.ofMinutes(2);

  private final Proofs proofs;
  private final Clock clock;

  EvidenceController(Proofs proofs, Clock clock) {
    this.proofs = proofs;
    this.clock = clock;
  }

  /**
   * @param kind free word agreed with the CI, such as {@code unit-tests}
   * @param digest of the image that was looked at
   * @param at when; now if absent
   */
  record EvidenceBody(
      @Nullable String kind,
      @Nullable Digest digest,
      @Nullable ProofOutcome outcome,
      @Nullable String url,
      @Nullable Instant at,
      @Nullable String details) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Needs(Role.RELEASER)
  @Operation(summary = "Record evidence about a digest")
  Proof add(@RequestBody EvidenceBody body, Caller caller) {
    Instant now = clock.instant();
    var problems = new ArrayList<Problem>();
    needed(problems, "kind", body.kind());
    needed(problems, "digest", body.digest());
    needed(problems, "outcome", body.outcome());
    if (body.at() != null && body.at().isAfter(now.plus(SKEW))) {
      problems.add(new Problem("at", "%s lies in the future".formatted(body.at())));
    }
    if (body.url() != null && !body.url().matches("https?://\\S{1,1990}")) {
      problems.add(
          new Problem("url", "is not an http or https address of at most 2000 characters"));
    }
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    Proof proof = proof(body, caller, body.at() == null ? now : body.at());
    proofs.record(proof);
    return proof;
  }

  private static Proof proof(EvidenceBody body, Caller caller, Instant at) {
    try {
      return new Proof(
          Objects.requireNonNull(body.kind()),
          Objects.requireNonNull(body.digest()),
          Objects.requireNonNull(body.outcome()),
          body.url(),
          caller.name(),
          at,
          body.details());
    } catch (IllegalArgumentException wrong) {
      String message = String.valueOf(wrong.getMessage());
      throw Refusal.invalid(message.contains("details") ? "details" : "kind", message);
    }
  }

  private static void needed(List<Problem> problems, String field, @Nullable Object value) {
    if (value == null) {
      problems.add(new Problem(field, "this field is needed"));
    }
  }

  @GetMapping
  @Needs(Role.VIEWER)
  @Operation(
      summary = "Show the evidence about a digest, newest first",
      description = "A digest names no service: a limited token sees what its owner recorded.")
  List<Proof> list(@RequestParam Digest digest, Caller caller) {
    return proofs.all(digest).stream()
        .filter(proof -> caller.seesEverything() || proof.by().equals(caller.name()))
        .toList();
  }
}
