package dev.slipway.api;

import dev.slipway.name.RunId;

/** A run of which very much was told: facts put straight into the table, as many as wanted. */
final class LongHistory {
  private LongHistory() {}

  /**
   * Repeats the first fact of a run that has ended, after its end.
   *
   * @return how many facts the run has now
   */
  static int of(Bed bed, RunId run, int facts) {
    bed.asOwner(
        """
        insert into ledger (run, seq, key, kind, at, recorded_at, fact, prev_hash, hash)
        select l.run, h.seq + n, 'long/' || n, l.kind, l.at, l.recorded_at, l.fact,
               l.prev_hash, l.hash
        from ledger l join run_head h on h.run = l.run, generate_series(1, %d) n
        where l.run = '%s' and l.seq = 1
        """
            .formatted(facts, run));
    return bed.database()
        .call(
            client ->
                client
                    .sql("select count(*) from ledger where run = ?")
                    .param(run.value())
                    .query(Integer.class)
                    .single());
  }
}
