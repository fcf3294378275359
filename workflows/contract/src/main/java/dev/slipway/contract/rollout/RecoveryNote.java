package dev.slipway.contract.rollout;

import dev.slipway.name.OperationKey;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.List;

public record RecoveryNote(
    OperationKey key, RunId run, ServiceName service, List<WorkloadSnapshot> snapshots) {
  public RecoveryNote {
    snapshots = List.copyOf(snapshots);
  }
}
