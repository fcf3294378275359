package dev.slipway.kubernetes;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.contract.rollout.InspectRequest;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.verify.StepVerdict;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** A09: every pod new, Ready, of the wanted digests, and not restarted since. */
final class PodInspection {
  private final RolloutLooks looks;
  private final TroubleSources sources;
  private final InstantSource clock;

  PodInspection(KubernetesClient client, InstantSource clock) {
    this.looks = new RolloutLooks(client);
    this.sources = new TroubleSources(client);
    this.clock = clock;
  }

  StepVerdict inspect(InspectRequest request) {
    return new StepVerdict(request.step(), request.warnOnly(), verdict(request));
  }

  private Verdict verdict(InspectRequest request) {
    try {
      RolloutView view = looks.look(request.wanted().workload());
      Instant now = clock.instant();
      return new PodVerdict(request, now, sources::nodeTrouble)
          .of(view, trouble(request, view, now));
    } catch (ApplicationFailure failure) {
      ApplicationFailure fault = KubernetesFaults.underWay(failure);
      if (FailureType.UNAVAILABLE.name().equals(fault.getType())) {
        return new Verdict.ProviderDown(fault.getOriginalMessage());
      }
      throw fault;
    }
  }

  /** What the watch of a rollout would call the change's own fault, at one look. */
  private Optional<RolloutSighting> trouble(InspectRequest request, RolloutView view, Instant now) {
    var persistence = new Persistence();
    persistence.beginLook(now);
    var asked = new AwaitRequest(request.wanted(), Long.MAX_VALUE, true, true);
    return new ChangeTrouble(asked, sources, persistence).in(view);
  }
}
