package dev.slipway.definitions.release;

import dev.slipway.artifact.KnownBad;
import dev.slipway.definitions.run.Journal;
import dev.slipway.evidence.Fact;
import dev.slipway.name.RunId;
import dev.slipway.release.FailureRule;
import dev.slipway.rollout.Trouble;

/** Writes down which digests failed by their own fault; only a bad change has any. */
final class KnownBadFacts {
  private KnownBadFacts() {}

  static void note(Journal journal, RunId run, Trouble trouble) {
    FailureRule.guilty(trouble)
        .forEach(
            digest ->
                journal.note(
                    new Fact.KnownBadMarked(
                        new KnownBad(digest, trouble.sentence(), run, Journal.now()))));
  }
}
