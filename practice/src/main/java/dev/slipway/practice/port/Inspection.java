package dev.slipway.practice.port;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.rollout.InspectRequest;
import dev.slipway.practice.port.PodsOf.Status;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.KubeObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A09: what one look at the pods of a workload says. Pods that are added, drained or not Ready yet
 * are asked again; a crash, an image that cannot be had and a wrong image are bad.
 */
final class Inspection {
  private static final List<String> NO_START =
      List.of("CrashLoopBackOff", "ErrImagePull", "ImagePullBackOff");

  private final InspectRequest request;
  private final Instant since;
  private final PodsOf pods;
  private final List<String> bad = new ArrayList<>();
  private final List<String> unsettled = new ArrayList<>();

  Inspection(Ground ground, InspectRequest request) {
    this.request = request;
    this.since = ground.time().translated(request.since());
    this.pods = new PodsOf(ground.world(), ground.workload(request.wanted().workload()));
  }

  Verdict verdict() {
    if (!pods.seen()) {
      unsettled.add("its controller has not seen the last write to it yet");
    } else {
      look();
    }
    if (bad.isEmpty() && unsettled.isEmpty()) {
      return new Verdict.Pass(
          "all %d pods of %s are Ready, run the wanted images and did not restart"
              .formatted(pods.replicas(), request.wanted().workload()));
    }
    var all = new ArrayList<>(bad);
    all.addAll(unsettled);
    String why = request.wanted().workload() + ": " + String.join("; ", all);
    return bad.isEmpty() ? new Verdict.Inconclusive(why) : new Verdict.Fail(why);
  }

  private void look() {
    if (pods.fresh().size() != pods.replicas()) {
      unsettled.add("%d new pods of %d".formatted(pods.fresh().size(), pods.replicas()));
    }
    pods.stale()
        .forEach(
            pod -> (runsWanted(pod) ? unsettled : bad).add(pod.name() + " is of another revision"));
    pods.fresh().forEach(this::look);
  }

  private boolean runsWanted(KubeObject pod) {
    return request.wanted().images().stream().allMatch(image -> Sightings.runs(pod, image));
  }

  private void look(KubeObject pod) {
    if (!pod.condition("Ready", "True")) {
      unsettled.add("%s is %s and not Ready".formatted(pod.name(), pod.text("status", "phase")));
    }
    if (!PodsOf.statuses(pod).isEmpty()) {
      request.wanted().images().stream()
          .filter(image -> !Sightings.runs(pod, image))
          .forEach(image -> bad.add(pod.name() + " runs another image in " + image.container()));
    }
    for (Status status : PodsOf.statuses(pod)) {
      look(pod, status);
    }
  }

  private void look(KubeObject pod, Status status) {
    String ended = Json.at(status.json(), "lastState", "terminated", "finishedAt").asText("");
    if (status.restarts() > 0 && !ended.isEmpty() && !Instant.parse(ended).isBefore(since)) {
      bad.add("%s restarted %s".formatted(pod.name(), status.name()));
    }
    if (NO_START.contains(status.waiting())) {
      bad.add("%s: %s %s".formatted(pod.name(), status.waiting(), status.message()));
    }
  }
}
