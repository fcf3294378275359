package dev.slipway.ledger.proof;

import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a piece of evidence is what a plan demands. */
final class ProofRule {
  private ProofRule() {}

  static Finding judge(Check.Evidence wanted, Optional<Proof> newest, Instant now) {
    if (newest.isEmpty()) {
      return new Finding.Failed(
          "nobody recorded %s for %s".formatted(wanted.kind(), wanted.digest()), wayOut(wanted));
    }
    Proof proof = newest.get();
    Duration age = Duration.between(proof.at(), now);
    return switch (proof.outcome()) {
      case FAILED ->
          new Finding.Failed(
              "the newest %s for %s failed: recorded by %s at %s%s"
                  .formatted(wanted.kind(), wanted.digest(), proof.by(), proof.at(), link(proof)),
              "repair what failed and record a newer one, or release another digest");
      case PASSED ->
          age.compareTo(wanted.maxAge()) > 0
              ? new Finding.Failed(
                  "the newest %s for %s is %s old; at most %s is allowed"
                      .formatted(
                          wanted.kind(), wanted.digest(), words(age), words(wanted.maxAge())),
                  "run it again: " + wayOut(wanted))
              : new Finding.Passed(
                  "%s passed %s ago, says %s%s"
                      .formatted(wanted.kind(), words(age), proof.by(), link(proof)));
    };
  }

  private static String link(Proof proof) {
    return proof.url() == null ? "" : " (" + proof.url() + ")";
  }

  private static String wayOut(Check.Evidence wanted) {
    return "let the CI send POST /api/v1/evidence {\"kind\":\"%s\",\"digest\":\"%s\",\"outcome\":\"passed\"}"
        .formatted(wanted.kind(), wanted.digest());
  }

  private static String words(Duration age) {
    if (age.toDays() > 0) {
      return "%d d %d h".formatted(age.toDays(), age.toHoursPart());
    }
    return age.toHours() > 0
        ? "%d h %d min".formatted(age.toHours(), age.toMinutesPart())
        : "%d min %d s".formatted(age.toMinutes(), Math.max(0, age.toSecondsPart()));
  }
}
