package dev.slipway.kubernetes;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.rollout.InspectRequest;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.verify.StepVerdict;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** A09: every pod new, Ready, of the wanted digests, and not restarted since. */
final class PodInspection {
  private final RolloutLooks looks;

  PodInspection(KubernetesClient client) {
    this.looks = new RolloutLooks(client);
  }

  StepVerdict inspect(InspectRequest request) {
    return new StepVerdict(request.step(), request.warnOnly(), verdict(request));
  }

  private Verdict verdict(InspectRequest request) {
    try {
      return verdict(request, looks.look(request.wanted().workload()));
    } catch (ApplicationFailure fault) {
      if (FailureType.UNAVAILABLE.name().equals(fault.getType())) {
        return new Verdict.ProviderDown(fault.getOriginalMessage());
      }
      throw fault;
    }
  }

  private static Verdict verdict(InspectRequest request, RolloutView view) {
    var troubles = new ArrayList<String>();
    LiveWorkload workload = view.workload();
    if (view.fresh().size() != workload.replicas()) {
      troubles.add("%d new pods of %d".formatted(view.fresh().size(), workload.replicas()));
    }
    view.stale().forEach(pod -> troubles.add(pod.name() + " is of another revision"));
    view.fresh().forEach(pod -> troubles.addAll(troubles(request, pod)));
    return troubles.isEmpty()
        ? new Verdict.Pass(
            "all %d pods of %s are Ready, run the wanted images and did not restart"
                .formatted(view.fresh().size(), workload.ref()))
        : new Verdict.Fail(workload.ref() + ": " + String.join("; ", troubles));
  }

  private static List<String> troubles(InspectRequest request, PodLook pod) {
    var troubles = new ArrayList<String>();
    if (!pod.ready()) {
      troubles.add("%s is %s and not Ready".formatted(pod.name(), pod.phase()));
    }
    request.wanted().images().stream()
        .filter(image -> !RolloutJudge.runs(pod, image))
        .map(ContainerImage::container)
        .forEach(name -> troubles.add("%s runs another image in %s".formatted(pod.name(), name)));
    pod.containers().stream()
        .filter(one -> !one.init() && restartedSince(one, request.since()))
        .forEach(
            one ->
                troubles.add(
                    "%s restarted %s (%d times in all, last: %s)"
                        .formatted(
                            pod.name(),
                            one.status().getName(),
                            one.restarts(),
                            one.lastExit().map(PodLook.Exit::words).orElse("unknown"))));
    return troubles;
  }

  private static boolean restartedSince(PodLook.ContainerLook container, Instant since) {
    var last = container.status().getLastState();
    if (container.restarts() == 0 || last == null || last.getTerminated() == null) {
      return false;
    }
    try {
      return !Instant.parse(last.getTerminated().getFinishedAt()).isBefore(since);
    } catch (DateTimeParseException | NullPointerException unstated) {
      // a restart at a time that nobody states is taken for a new one
      return true;
    }
  }
}
