package dev.slipway.api.release;

import dev.slipway.api.release.RollbackAnswers.GivesWay;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.read.Locks;
import dev.slipway.ledger.read.Runs;
import dev.slipway.lock.LockPurpose;
import dev.slipway.lock.LockRequest;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RunState;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Which running releases a rollback stops. Whoever orders it must know its victims; the ledger
 * tells them also while no worker lives that could be asked.
 */
@Component
final class GivingWay {
  private final Locks locks;
  private final Runs runs;

  GivingWay(Locks locks, Runs runs) {
    this.locks = locks;
    this.runs = runs;
  }

  /** In the order of their names. What is going back already is not stopped but waited for. */
  List<GivesWay> to(EnvironmentName environment, List<ServiceName> services) {
    return locks.recall(environment).holders().stream()
        .filter(holder -> holder.request().purpose() == LockPurpose.RELEASE)
        .filter(holder -> holder.request().services().stream().anyMatch(services::contains))
        .flatMap(holder -> stopped(holder.request()).stream())
        .toList();
  }

  private Optional<GivesWay> stopped(LockRequest request) {
    return runs.find(request.run())
        .map(RunView::state)
        .filter(state -> state != RunState.COMPENSATING && !state.ended())
        .map(state -> new GivesWay(request.run(), state, request.by()));
  }
}
