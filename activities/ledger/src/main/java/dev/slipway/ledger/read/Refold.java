package dev.slipway.ledger.read;

import dev.slipway.evidence.KeyedFact;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.Entry;
import dev.slipway.name.RunId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The view of a run made from its ledger alone, whatever is stored as its view. */
public final class Refold {
  private Refold() {}

  /**
   * @param seq fold only the facts up to this one
   */
  public static RunView of(JdbcClient client, RunId run, long seq) {
    List<Entry> entries =
        client
            .sql("select " + Entry.COLUMNS + " from ledger where run = ? and seq <= ? order by seq")
            .param(run.value())
            .param(seq)
            .query(Entry.ROW)
            .list();
    RunView view = RunView.empty(run);
    for (Entry entry : entries) {
      // a fact of a newer build is left out; that build will fold the view again
      var fact = entry.value();
      view = fact.isEmpty() ? view : view.apply(new KeyedFact(entry.key(), entry.at(), fact.get()));
    }
    return view;
  }
}
