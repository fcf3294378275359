package dev.slipway.ledger;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.name.Actor;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.OperationKey;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.release.WantedService;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Facts of a small release, as workflows tell them. */
public final class Samples {
  public static final EnvironmentName PRODUCTION = EnvironmentName.of("production");
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456789Z");
  public static final Actor ALEX = new Actor("alex", List.of(Role.RELEASER));

  private Samples() {}

  public static Digest digest(int number) {
    return Digest.of("sha256:" + "%064x".formatted(number));
  }

  public static KeyedFact fact(String key, Fact fact) {
    return new KeyedFact(key, NOON, fact);
  }

  /** Keys 1, 2, 3 and so on, a second apart. */
  public static List<KeyedFact> told(Fact... facts) {
    var told = new ArrayList<KeyedFact>();
    for (Fact fact : facts) {
      int number = told.size() + 1;
      told.add(new KeyedFact("k" + number, NOON.plusSeconds(number), fact));
    }
    return told;
  }

  public static Fact.ReleaseRequested requested(RunId run, String... services) {
    return requested(run, PRODUCTION, services);
  }

  public static Fact.ReleaseRequested requested(
      RunId run, EnvironmentName environment, String... services) {
    return new Fact.ReleaseRequested(
        new ReleaseRequest(
            run,
            environment,
            Arrays.stream(services)
                .map(name -> new WantedService(ServiceName.of(name), "1.2.0"))
                .toList(),
            List.of(),
            ReleaseKind.ORDINARY,
            ALEX,
            "the weekly one",
            false));
  }

  public static WorkloadRef backend() {
    return new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "backend");
  }

  public static WorkloadChange change(int digest) {
    return new WorkloadChange(
        backend(),
        List.of(
            new ContainerImage(
                "app", false, ImageRef.pinned("registry.example/shop/backend", digest(digest)))),
        List.of());
  }

  public static WorkloadSnapshot snapshot(int digest) {
    return new WorkloadSnapshot(
        ServiceName.of("backend"),
        SiteName.of("west"),
        change(digest),
        3,
        false,
        "uid-1",
        7,
        null,
        List.of(),
        NOON);
  }

  /** From the request to a good end. */
  public static List<KeyedFact> wholeRelease(RunId run) {
    var backend = ServiceName.of("backend");
    var key = OperationKey.of("rollout/" + run + "/backend", "change", backend().target());
    return told(
        requested(run, "backend"),
        new Fact.SnapshotTaken("plan", List.of(snapshot(1))),
        new Fact.StateChanged(RunState.QUEUED, ""),
        new Fact.LockWaiting("waits for run r-0, which holds backend"),
        new Fact.LockGranted(42),
        new Fact.SnapshotTaken("lock", List.of(snapshot(2))),
        new Fact.StateChanged(RunState.ROLLING_OUT, ""),
        new Fact.WaveStarted(1, List.of(backend)),
        new Fact.RolloutStarted(backend, false),
        new Fact.ChangeIntended(backend, key, change(3)),
        new Fact.ChangeMade(backend, key, backend(), new ChangeResult.Applied(8)),
        new Fact.WorkloadSeen(backend, backend(), new RolloutSighting.Complete(3)),
        new Fact.RolloutEnded(backend, false, new RolloutEnd.Done(3)),
        new Fact.LockReturned(),
        new Fact.RunEnded(new RunEnd(RunState.SUCCEEDED, "backend runs 1.2.0", List.of())));
  }
}
