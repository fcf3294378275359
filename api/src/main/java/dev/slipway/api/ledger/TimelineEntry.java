package dev.slipway.api.ledger;

import dev.slipway.ledger.read.Told;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One thing that happened, for a program and for a person.
 *
 * @param seq also the id of the server-sent event
 * @param kind name of the fact
 * @param sentence the fact in words
 * @param fact as the ledger has it, also when a newer build wrote it
 */
public record TimelineEntry(long seq, Instant at, String kind, String sentence, JsonNode fact) {
  static TimelineEntry of(Told told, JsonMapper json) {
    return new TimelineEntry(
        told.seq(), told.at(), told.kind(), told.sentence(), json.readTree(told.json()));
  }
}
