package dev.slipway.ledger.write;

import dev.slipway.contract.FailureType;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.ledger.Entry;
import dev.slipway.ledger.Json;
import dev.slipway.ledger.Moments;
import dev.slipway.name.RunId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The links of one run's chain, as rows. */
final class Chain {
  private Chain() {}

  static Entry link(RunId run, long seq, KeyedFact told, Instant now, String prevHash) {
    Entry open =
        new Entry(
            run.value(),
            seq,
            told.key(),
            FactKinds.of(told.fact()),
            Moments.stored(told.at()),
            now,
            Json.write(told.fact()),
            prevHash,
            "");
    return new Entry(
        open.run(),
        open.seq(),
        open.key(),
        open.kind(),
        open.at(),
        open.recordedAt(),
        open.fact(),
        open.prevHash(),
        open.expectedHash());
  }

  /** Those of these facts that are there already. */
  static Known known(JdbcClient client, RunId run, List<KeyedFact> facts) {
    var known = new Known(run, new HashMap<>());
    client
        .sql("select key, fact from ledger where run = ? and key = any (?)")
        .param(run.value())
        .param(facts.stream().map(KeyedFact::key).toArray(String[]::new))
        .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
        .list()
        .forEach(pair -> known.byKey().put(pair.getKey(), pair.getValue()));
    return known;
  }

  /** One statement, however many entries. */
  static void insert(JdbcClient client, List<Entry> entries) {
    Entry first = entries.getFirst();
    client
        .sql(
            """
            insert into ledger (run, seq, key, kind, at, recorded_at, fact, prev_hash, hash)
            select ?, seq, key, kind, at::timestamptz, ?, fact, prev_hash, hash
            from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as new (seq, key, kind, at, fact, prev_hash, hash)
            order by seq
            """)
        .param(first.run())
        .param(Moments.parameter(first.recordedAt()))
        .param(entries.stream().map(Entry::seq).toArray(Long[]::new))
        .param(column(entries, Entry::key))
        .param(column(entries, Entry::kind))
        .param(column(entries, entry -> entry.at().toString()))
        .param(column(entries, Entry::fact))
        .param(column(entries, Entry::prevHash))
        .param(column(entries, Entry::hash))
        .update();
  }

  private static String[] column(List<Entry> entries, Function<Entry, String> value) {
    return entries.stream().map(value).toArray(String[]::new);
  }

  /** Facts by key that a run has told already. */
  record Known(RunId run, Map<String, String> byKey) {

    void add(Entry entry) {
      byKey.put(entry.key(), entry.fact());
    }

    /**
     * Whether this entry is there. The texts may differ where two builds write the same fact, so
     * what counts is the fact as this build reads it.
     */
    boolean holds(Entry entry) {
      String there = byKey.get(entry.key());
      if (there == null) {
        return false;
      }
      if (!there.equals(entry.fact()) && !asReadHere(there).equals(entry.fact())) {
        throw FailureType.INVALID.failure(
            "run %s has told another fact (%s) under key %s already; a fact is never changed, tell"
                    .formatted(run, there.substring(0, Math.min(200, there.length())), entry.key())
                + " the correction under a key of its own");
      }
      return true;
    }

    private static String asReadHere(String there) {
      return Json.readIfKnown(there, Fact.class).map(Json::write).orElse(there);
    }
  }
}
