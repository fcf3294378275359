package dev.slipway.kubernetes;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.contract.rollout.RolloutLook;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.WorkloadRef;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A08: looks until the judge has something to say, at first often, because most rollouts are over
 * soon, then once a second. The time limit is the caller's.
 */
final class RolloutAwait {
  private static final Duration PACE = Duration.ofSeconds(1);

  /** Pods that start fast are ready within seconds; a look costs a few reads. */
  private static final Duration EAGER_PACE = Duration.ofMillis(250);

  private static final int EAGER_LOOKS = 16;

  private static final Duration SLOWEST_PACE = Duration.ofSeconds(5);

  /**
   * An API server that restarts is back within this time; a longer silence is the caller's to know,
   * whose time limit runs while we are blind.
   */
  private static final Duration PATIENCE_WITH_API = Duration.ofSeconds(30);

  private final RolloutLooks looks;
  private final TroubleSources sources;
  private final StuckPods stuck;
  private final Pulse pulse;
  private final InstantSource clock;

  RolloutAwait(KubernetesClient client, Pulse pulse, InstantSource clock) {
    this.looks = new RolloutLooks(client);
    this.sources = new TroubleSources(client);
    this.stuck = new StuckPods(client);
    this.pulse = pulse;
    this.clock = clock;
  }

  RolloutSighting await(AwaitRequest request) {
    @Nullable Instant silentSince = pulse.before().map(Pulse.Sign::silentSince).orElse(null);
    String begin = "watching " + request.wanted().workload();
    try (Ticker ticker = new Ticker(pulse, new Pulse.Sign(begin, silentSince))) {
      return await(request, ticker, silentSince);
    }
  }

  private RolloutSighting await(
      AwaitRequest request, Ticker ticker, @Nullable Instant silentBefore) {
    WorkloadRef ref = request.wanted().workload();
    var judge = new RolloutJudge(request, sources);
    @Nullable Instant silentSince = silentBefore;
    Duration pace = PACE;
    for (int turn = 1; true; turn++) {
      Instant asked = clock.instant();
      try {
        RolloutView view = looks.look(ref);
        Optional<RolloutSighting> sighting = judge.judge(view, clock.instant());
        if (sighting.isPresent()) {
          return sighting.get();
        }
        stuck.release(view);
        silentSince = null;
        pace = turn < EAGER_LOOKS ? EAGER_PACE : PACE;
        ticker.beat(new Pulse.Sign(view.progress(), null));
      } catch (ApplicationFailure failure) {
        ApplicationFailure fault = KubernetesFaults.underWay(failure);
        silentSince = silentSince == null ? asked : silentSince;
        endPatience(fault, silentSince);
        pace = slower(pace.compareTo(PACE) < 0 ? PACE : pace);
        ticker.beat(new Pulse.Sign(ref + ": " + fault.getOriginalMessage(), silentSince));
      }
      rest(ref, pace);
    }
  }

  /** Says what there is to say at once. */
  RolloutLook look(AwaitRequest request) {
    return KubernetesFaults.underWay(() -> lookOnce(request));
  }

  private RolloutLook lookOnce(AwaitRequest request) {
    RolloutView view = looks.look(request.wanted().workload());
    return new RolloutLook(
        new RolloutJudge(request, sources).judge(view, clock.instant()).orElse(null),
        view.workload().progressText() + new UnreadyPods(sources).words(view));
  }

  private void endPatience(ApplicationFailure fault, Instant silentSince) {
    boolean passing = FailureType.UNAVAILABLE.name().equals(fault.getType());
    if (!passing || clock.instant().isAfter(silentSince.plus(PATIENCE_WITH_API))) {
      throw fault;
    }
  }

  private static Duration slower(Duration pace) {
    Duration doubled = pace.multipliedBy(2);
    return doubled.compareTo(SLOWEST_PACE) < 0 ? doubled : SLOWEST_PACE;
  }

  private static void rest(WorkloadRef ref, Duration pace) {
    try {
      TimeUnit.MILLISECONDS.sleep(pace.toMillis());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw FailureType.UNAVAILABLE.failure("the worker that watched " + ref + " is stopping");
    }
  }
}
