package dev.slipway.practice.port;

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
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The workloads of a practice cluster. */
public final class PracticeWorkloads implements WorkloadActivities {
  private static final Duration PACE = Duration.ofSeconds(1);

  private final Ground ground;

  public PracticeWorkloads(Ground ground) {
    this.ground = ground;
  }

  @Override
  public WorkloadSnapshot snapshot(SnapshotRequest request) {
    return locked(() -> new Looks(ground).snapshot(request.declared()));
  }

  @Override
  public ChangeResult change(ChangeRequest request) {
    return locked(() -> new Changes(ground).change(request));
  }

  @Override
  public RolloutSighting await(AwaitRequest request) {
    ground.time().follow();
    var recovery = new Recovery();
    while (true) {
      Optional<RolloutSighting> sighting =
          ground
              .world()
              .locked(
                  () -> {
                    Sightings look = new Sightings(ground, request);
                    ground.beat().accept(look.progress());
                    look.release();
                    return look.now()
                        .or(
                            () ->
                                request.illnessKnown()
                                    ? look.wellAgain(recovery)
                                    : Optional.empty());
                  });
      if (sighting.isPresent()) {
        return sighting.get();
      }
      ground.time().pause(PACE);
    }
  }

  @Override
  public RolloutLook look(AwaitRequest request) {
    return locked(
        () -> {
          Sightings look = new Sightings(ground, request);
          return new RolloutLook(look.now().orElse(null), look.counted());
        });
  }

  @Override
  public ChangeResult pause(PauseRequest request) {
    return locked(() -> new Changes(ground).pause(request));
  }

  @Override
  public StepVerdict inspect(InspectRequest request) {
    return locked(() -> new Looks(ground).inspect(request));
  }

  @Override
  public StepVerdict scanLogs(LogScanRequest request) {
    return locked(() -> new Looks(ground).scan(request));
  }

  @Override
  public Finding check(Check check) {
    return locked(() -> new ClusterChecks(ground).answer(check));
  }

  private <T> T locked(Supplier<T> action) {
    ground.time().follow();
    return ground.world().locked(action);
  }
}
