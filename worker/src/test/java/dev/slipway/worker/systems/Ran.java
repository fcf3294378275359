package dev.slipway.worker.systems;

import dev.slipway.evidence.Fact;
import dev.slipway.ledger.read.Told;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.snapshot.WorkloadSnapshot;
import dev.slipway.verify.StepVerdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run that is over.
 *
 * @param told its facts in the ledger, in order
 */
record Ran(RunId run, RunEnd end, List<Told> told) {

  RunState state() {
    return end.state();
  }

  <F extends Fact> List<F> facts(Class<F> type) {
    return told.stream().flatMap(t -> Stream.ofNullable(t.fact())).flatMap(only(type)).toList();
  }

  private static <F extends Fact> java.util.function.Function<Fact, Stream<F>> only(Class<F> type) {
    return fact -> type.isInstance(fact) ? Stream.of(type.cast(fact)) : Stream.empty();
  }

  ReleasePlan plan() {
    return facts(Fact.PlanMade.class).getLast().plan();
  }

  List<WorkloadChange> wanted() {
    return plan().services().stream().flatMap(s -> s.changes().stream()).toList();
  }

  /** What the workloads were when the run had its lock. */
  List<WorkloadChange> before() {
    return facts(Fact.SnapshotTaken.class).getLast().snapshots().stream()
        .map(WorkloadSnapshot::present)
        .toList();
  }

  /** Services in the order in which their way forward was done. */
  List<ServiceName> done() {
    return facts(Fact.RolloutEnded.class).stream()
        .filter(e -> !e.back() && e.end() instanceof RolloutEnd.Done)
        .map(Fact.RolloutEnded::service)
        .toList();
  }

  /** Services in the order in which they were taken back. */
  List<ServiceName> undone() {
    return facts(Fact.Undone.class).stream().map(Fact.Undone::service).toList();
  }

  List<StepVerdict> verdicts() {
    return facts(Fact.Verified.class).stream().flatMap(v -> v.verdicts().stream()).toList();
  }

  /** The story for whoever reads a failed test. */
  String story() {
    var lines = new StringBuilder(end.toString());
    told.forEach(t -> lines.append('\n').append(t.at()).append(' ').append(t.sentence()));
    return lines.toString();
  }
}
