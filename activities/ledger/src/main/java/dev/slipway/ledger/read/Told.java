package dev.slipway.ledger.read;

import dev.slipway.evidence.Fact;
import dev.slipway.ledger.Entry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fact of a time line.
 *
 * @param seq its number within the run, from 1; what a reader asks to go on after
 * @param kind its name on the wire
 * @param sentence for people
 * @param fact null when a newer build wrote a fact that this build does not know
 * @param json the fact exactly as stored
 */
public record Told(
    long seq,
    String key,
    String kind,
    Instant at,
    String sentence,
    @Nullable Fact fact,
    String json) {

  static Told of(Entry entry) {
    Fact fact = entry.value().orElse(null);
    String sentence = fact == null ? entry.kind() + " (written by a newer build)" : fact.sentence();
    return new Told(
        entry.seq(), entry.key(), entry.kind(), entry.at(), sentence, fact, entry.fact());
  }
}
