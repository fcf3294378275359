package dev.slipway.ledger.proof;

import dev.slipway.artifact.Digest;
import dev.slipway.contract.FailureType;
import dev.slipway.ledger.read.Recollection;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import java.time.Clock;

/** The checks that only the ledger can answer. */
public final class LedgerChecks {
  private final Proofs proofs;
  private final Recollection recollection;
  private final Clock clock;

  public LedgerChecks(Proofs proofs, Recollection recollection, Clock clock) {
    this.proofs = proofs;
    this.recollection = recollection;
    this.clock = clock;
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure MISCONFIGURED for a check that is answered
   *     elsewhere; UNAVAILABLE when the database does not answer
   */
  public Finding answer(Check check) {
    if (check instanceof Check.Evidence wanted) {
      return ProofRule.judge(
          wanted, proofs.newest(wanted.digest(), wanted.kind()), clock.instant());
    }
    if (check instanceof Check.NotKnownBad wanted) {
      return notKnownBad(wanted.digest());
    }
    throw FailureType.MISCONFIGURED.failure(
        "the ledger answers the checks evidence and not-known-bad, not %s; it belongs to a site"
            .formatted(check.getClass().getSimpleName()));
  }

  private Finding notKnownBad(Digest digest) {
    return recollection
        .knownBad(digest)
        .<Finding>map(
            bad ->
                new Finding.Failed(
                    "%s is known-bad since %s, by run %s: %s"
                        .formatted(digest, bad.since(), bad.run(), bad.why()),
                    "release another digest, or let an operator lift it with a reason"))
        .orElseGet(() -> new Finding.Passed(digest.abbreviated() + " is not known-bad"));
  }
}
