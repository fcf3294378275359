package dev.slipway.ledger.write;

import dev.slipway.evidence.KeyedFact;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.Json;
import dev.slipway.ledger.Moments;
import dev.slipway.ledger.PlainText;
import dev.slipway.ledger.read.Refold;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stored views of runs, each as far as its ledger. */
final class RunViews {
  private static final String UPSERT =
      """
      insert into run_view (run, kind, environment, services, state, requested_by, reason,
        started_at, updated_at, ended_at, summary, waiting_for, seq, fold_version, detail)
      values (?, ?, ?, ?::text[], ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json)
      on conflict (run) do update set
        kind = excluded.kind, environment = coalesce(excluded.environment, run_view.environment),
        services = excluded.services, state = excluded.state,
        requested_by = excluded.requested_by, reason = excluded.reason,
        started_at = excluded.started_at, updated_at = excluded.updated_at,
        ended_at = excluded.ended_at, summary = excluded.summary,
        waiting_for = excluded.waiting_for, seq = excluded.seq,
        fold_version = excluded.fold_version, detail = excluded.detail
      """;

  private RunViews() {}

  static boolean ended(JdbcClient client, RunId run) {
    return client
        .sql("select ended_at is not null from run_view where run = ?")
        .param(run.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /**
   * The view after these facts. A stored view that another build folded, or that is not as far as
   * the chain, is folded anew from the ledger.
   *
   * @param seq how far the chain went before these facts
   */
  static RunView apply(JdbcClient client, RunId run, long seq, List<KeyedFact> facts) {
    RunView before =
        seq == 0
            ? RunView.empty(run)
            : stored(client, run, seq).orElseGet(() -> Refold.of(client, run, seq));
    return before.applyAll(facts);
  }

  private static Optional<RunView> stored(JdbcClient client, RunId run, long seq) {
    return client
        .sql("select detail from run_view where run = ? and seq = ? and fold_version = ?")
        .param(run.value())
        .param(seq)
        .param(RunView.FOLD_VERSION)
        .query(String.class)
        .optional()
        .flatMap(text -> Json.readIfKnown(text, RunView.class));
  }

  static void put(
      JdbcClient client, RunView view, @Nullable EnvironmentName environment, long seq) {
    EnvironmentName place = view.asked().environment();
    client
        .sql(UPSERT)
        .param(view.run().value())
        .param(view.asked().kind().name().toLowerCase(Locale.ROOT))
        .param(place != null ? place.value() : environment == null ? null : environment.value())
        .param(view.services().stream().map(Object::toString).toArray(String[]::new))
        .param(view.state().name())
        .param(PlainText.of(view.asked().requestedBy()))
        .param(PlainText.of(view.asked().reason()))
        .param(Moments.parameter(view.times().startedAt()))
        .param(Moments.parameter(view.times().updatedAt()))
        .param(Moments.parameter(view.times().endedAt()))
        .param(PlainText.of(view.summary()))
        .param(view.waitingFor().map(PlainText::of).orElse(null))
        .param(seq)
        .param(RunView.FOLD_VERSION)
        .param(Json.write(view))
        .update();
  }
}
