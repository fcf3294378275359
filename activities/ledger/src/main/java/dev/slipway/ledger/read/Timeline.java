package dev.slipway.ledger.read;

import dev.slipway.evidence.Fact;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.Entry;
import dev.slipway.name.RunId;
import dev.slipway.preflight.PreflightReport;
import dev.slipway.release.ReleasePlan;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Facts of one run, in the order in which they were told. */
public final class Timeline {
  private final Database database;

  public Timeline(Database database) {
    this.database = database;
  }

  /**
   * Facts with a number greater than {@code after}; ask again with the last number to go on.
   *
   * @param after 0 to begin
   * @param limit 1 to 10,000
   */
  public List<Told> after(RunId run, long after, int limit) {
    return database.call(
        client ->
            client
                .sql(
                    "select "
                        + Entry.COLUMNS
                        + " from ledger where run = ? and seq > ? order by seq limit ?")
                .param(run.value())
                .param(after)
                .param(limit)
                .query(Entry.ROW)
                .list()
                .stream()
                .map(Told::of)
                .toList());
  }

  /** What the run was asked for; empty when that was never told, or by a build that is newer. */
  public Optional<Fact> asked(RunId run) {
    return newest(run, "release-requested", Fact.ReleaseRequested.class)
        .<Fact>map(release -> release)
        .or(() -> newest(run, "rollback-requested", Fact.RollbackRequested.class));
  }

  /** The plan that the run went by: the newest one it made. */
  public Optional<ReleasePlan> plan(RunId run) {
    return newest(run, "plan-made", Fact.PlanMade.class).map(Fact.PlanMade::plan);
  }

  /** The whole report, with every check that passed. */
  public Optional<PreflightReport> preflight(RunId run) {
    return newest(run, "preflight-done", Fact.PreflightDone.class).map(Fact.PreflightDone::report);
  }

  /**
   * What each workload was before the run: as seen when the lock was granted, else as seen when the
   * plan was made. Empty when the run recorded nothing.
   */
  public List<WorkloadSnapshot> before(RunId run) {
    List<Fact.SnapshotTaken> taken = all(run, "snapshot-taken", Fact.SnapshotTaken.class);
    return taken.reversed().stream()
        .min(Comparator.comparingInt(snapshot -> snapshot.purpose().equals("lock") ? 0 : 1))
        .map(Fact.SnapshotTaken::snapshots)
        .orElse(List.of());
  }

  private <F extends Fact> Optional<F> newest(RunId run, String kind, Class<F> type) {
    return all(run, kind, type).reversed().stream().findFirst();
  }

  private <F extends Fact> List<F> all(RunId run, String kind, Class<F> type) {
    return database.call(
        client ->
            client
                .sql(
                    "select "
                        + Entry.COLUMNS
                        + " from ledger where run = ? and kind = ? order by seq")
                .param(run.value())
                .param(kind)
                .query(Entry.ROW)
                .list()
                .stream()
                .flatMap(entry -> entry.value().stream())
                .map(type::cast)
                .toList());
  }
}
