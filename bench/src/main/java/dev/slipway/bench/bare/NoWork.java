package dev.slipway.bench.bare;

import dev.slipway.analysis.Verdict;
import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.artifact.ImageActivities;
import dev.slipway.contract.evidence.AppendRequest;
import dev.slipway.contract.evidence.LedgerActivities;
import dev.slipway.contract.evidence.LockRecallRequest;
import dev.slipway.contract.evidence.OpenRuns;
import dev.slipway.contract.evidence.OpenRunsRequest;
import dev.slipway.contract.evidence.RecallRequest;
import dev.slipway.contract.preflight.Findings;
import dev.slipway.contract.preflight.Questions;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.contract.rollout.ChangeRequest;
import dev.slipway.contract.rollout.InspectRequest;
import dev.slipway.contract.rollout.LogScanRequest;
import dev.slipway.contract.rollout.PauseRequest;
import dev.slipway.contract.rollout.RecoveryNote;
import dev.slipway.contract.rollout.RecoveryNoteActivities;
import dev.slipway.contract.rollout.RolloutLook;
import dev.slipway.contract.rollout.SnapshotRequest;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.lock.LockMemory;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.release.DeclaredWorkload;
import dev.slipway.release.Memory;
import dev.slipway.release.ResolvedImage;
import dev.slipway.release.WantedImage;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.snapshot.WorkloadSnapshot;
import dev.slipway.verify.StepVerdict;
import java.time.Instant;
import java.util.List;

/** A site and a ledger that say yes at once. */
final class NoWork
    implements WorkloadActivities, RecoveryNoteActivities, ImageActivities, LedgerActivities {
  private static final Digest OLD = Digest.of("sha256:" + "1".repeat(64));
  private static final Digest NEW = Digest.of("sha256:" + "2".repeat(64));

  @Override
  public WorkloadSnapshot snapshot(SnapshotRequest request) {
    DeclaredWorkload declared = request.declared();
    List<ContainerImage> images =
        declared.containers().stream()
            .map(
                one ->
                    new ContainerImage(
                        one.container(),
                        one.init(),
                        ImageRef.pinned("registry.example.com/none", OLD)))
            .toList();
    return new WorkloadSnapshot(
        declared.service(),
        declared.site(),
        new WorkloadChange(declared.workload(), images, List.of()),
        1,
        false,
        "uid",
        1,
        null,
        List.of(),
        Instant.EPOCH);
  }

  @Override
  public ChangeResult change(ChangeRequest request) {
    return new ChangeResult.Applied(2);
  }

  @Override
  public RolloutSighting await(AwaitRequest request) {
    return new RolloutSighting.Complete(1);
  }

  @Override
  public RolloutLook look(AwaitRequest request) {
    return new RolloutLook(new RolloutSighting.Complete(1), "1 of 1");
  }

  @Override
  public ChangeResult pause(PauseRequest request) {
    return new ChangeResult.Applied(2);
  }

  @Override
  public StepVerdict inspect(InspectRequest request) {
    return new StepVerdict(request.step(), request.warnOnly(), new Verdict.Pass("as wanted"));
  }

  @Override
  public StepVerdict scanLogs(LogScanRequest request) {
    return new StepVerdict(
        request.scan().name(), request.scan().warnOnly(), new Verdict.Pass("no lines"));
  }

  @Override
  public Finding check(Check check) {
    return new Finding.Passed("seen");
  }

  @Override
  public Findings checks(Questions asked) {
    return Findings.inTurn(asked, this::check);
  }

  @Override
  public ChangeResult write(RecoveryNote note) {
    return new ChangeResult.Applied(1);
  }

  @Override
  public ResolvedImage resolve(WantedImage wanted) {
    return new ResolvedImage.Found(wanted, NEW);
  }

  @Override
  public void append(AppendRequest request) {
    // said, and kept by nobody
  }

  @Override
  public Memory recall(RecallRequest request) {
    return Memory.none();
  }

  @Override
  public LockMemory recallLocks(LockRecallRequest request) {
    return LockMemory.none();
  }

  @Override
  public OpenRuns openRuns(OpenRunsRequest request) {
    return new OpenRuns(List.of(), null);
  }
}
