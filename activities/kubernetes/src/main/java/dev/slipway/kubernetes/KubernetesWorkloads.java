package dev.slipway.kubernetes;

import dev.slipway.contract.preflight.Findings;
import dev.slipway.contract.preflight.Questions;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.contract.rollout.ChangeRequest;
import dev.slipway.contract.rollout.InspectRequest;
import dev.slipway.contract.rollout.LogScanRequest;
import dev.slipway.contract.rollout.PauseRequest;
import dev.slipway.contract.rollout.RolloutLook;
import dev.slipway.contract.rollout.SnapshotRequest;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.snapshot.WorkloadSnapshot;
import dev.slipway.verify.StepVerdict;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;

/** Workloads of one site, by its API server. */
public final class KubernetesWorkloads implements WorkloadActivities {
  private final SnapshotTaking snapshots;
  private final WorkloadWrites writes;
  private final RolloutAwait await;
  private final PodInspection inspection;
  private final LogScanning logs;
  private final Preflight preflight;

  public KubernetesWorkloads(KubernetesClient client) {
    this(client, Pulse.ofActivity(), InstantSource.system());
  }

  /**
   * @param pulse told of progress during long looks; ends them by throwing
   */
  public KubernetesWorkloads(KubernetesClient client, Pulse pulse, InstantSource clock) {
    this.snapshots = new SnapshotTaking(client, clock);
    this.writes = new WorkloadWrites(client);
    this.await = new RolloutAwait(client, pulse, clock);
    this.inspection = new PodInspection(client, clock);
    this.logs = new LogScanning(client, pulse);
    this.preflight = new Preflight(client);
  }

  @Override
  public WorkloadSnapshot snapshot(SnapshotRequest request) {
    return snapshots.take(request.declared());
  }

  @Override
  public ChangeResult change(ChangeRequest request) {
    return writes.change(request);
  }

  @Override
  public RolloutSighting await(AwaitRequest request) {
    return await.await(request);
  }

  @Override
  public RolloutLook look(AwaitRequest request) {
    return await.look(request);
  }

  @Override
  public ChangeResult pause(PauseRequest request) {
    return writes.pause(request);
  }

  @Override
  public StepVerdict inspect(InspectRequest request) {
    return inspection.inspect(request);
  }

  @Override
  public StepVerdict scanLogs(LogScanRequest request) {
    return logs.scan(request);
  }

  @Override
  public Finding check(Check check) {
    return preflight.run(check);
  }

  @Override
  public Findings checks(Questions asked) {
    return Findings.together(asked, this::check);
  }
}
