package dev.slipway.ledger.write;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.KnownBad;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.Journal;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.ledger.Sha256;
import dev.slipway.ledger.read.Recollection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Lifting a known-bad: a person's word, told to the installation's own journal. */
public final class KnownBads {
  private final Facts facts;
  private final Recollection recollection;
  private final Clock clock;

  public KnownBads(Facts facts, Recollection recollection, Clock clock) {
    this.facts = facts;
    this.recollection = recollection;
    this.clock = clock;
  }

  /**
   * From now on the digest may be released again, until it fails again.
   *
   * <p>May be repeated. Two people may lift the same digest at once: both are heard, each in their
   * own words.
   *
   * @return what was lifted; empty when the digest is not known-bad
   */
  public Optional<KnownBad> lift(Digest digest, String by, String reason) {
    Optional<KnownBad> bad = recollection.knownBad(digest);
    if (bad.isPresent()) {
      facts.append(
          Journal.INSTALLATION,
          null,
          List.of(
              new KeyedFact(
                  key(bad.get(), by, reason),
                  clock.instant(),
                  new Fact.KnownBadLifted(digest, by, reason))));
    }
    return bad;
  }

  private static String key(KnownBad bad, String by, String reason) {
    return "api/lifted/%s/%s/%s"
        .formatted(bad.digest(), bad.since(), Sha256.of(by + "\n" + reason));
  }
}
