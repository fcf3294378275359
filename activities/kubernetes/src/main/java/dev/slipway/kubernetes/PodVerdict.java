package dev.slipway.kubernetes;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.rollout.InspectRequest;
import dev.slipway.name.CountText;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.RolloutSighting;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one look at the pods of a released workload says. Pods come and go for reasons that are not
 * the change's: an autoscaler adds some, a drain or an eviction takes some away. What such a reason
 * explains is inconclusive and asked again; only what the new template or its image does is bad.
 */
final class PodVerdict {
  /** A probe that fails once is no outage, and a pod that a drain has marked is gone by then. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** A pod's first Ready condition is written this soon after its start. */
  private static final Duration BIRTH = Duration.ofSeconds(5);

  private final InspectRequest request;
  private final Instant now;
  private final Function<PodLook, Optional<String>> nodeTrouble;
  private final List<String> bad = new ArrayList<>();
  private final List<String> unsettled = new ArrayList<>();

  /**
   * @param nodeTrouble why the node of a pod is not Ready, empty when it is
   */
  PodVerdict(InspectRequest request, Instant now, Function<PodLook, Optional<String>> nodeTrouble) {
    this.request = request;
    this.now = now;
    this.nodeTrouble = nodeTrouble;
  }

  /**
   * @param trouble what a watch of the rollout would report of these pods
   */
  Verdict of(RolloutView view, Optional<RolloutSighting> trouble) {
    LiveWorkload workload = view.workload();
    if (!view.seenByController()) {
      unsettled.add("its controller has not seen the last write to it yet");
      return verdict(view);
    }
    trouble.flatMap(PodVerdict::words).ifPresent(bad::add);
    if (view.fresh().size() != workload.replicas()) {
      unsettled.add("%d new pods of %d".formatted(view.fresh().size(), workload.replicas()));
    }
    view.stale()
        .forEach(
            pod -> (runsWanted(pod) ? unsettled : bad).add(pod.name() + " is of another revision"));
    view.fresh().forEach(this::look);
    return verdict(view);
  }

  private Verdict verdict(RolloutView view) {
    String workload = view.workload().ref().toString();
    if (bad.isEmpty() && unsettled.isEmpty()) {
      return new Verdict.Pass(
          "all %d pods of %s are Ready, run the wanted images and did not restart"
              .formatted(view.fresh().size(), workload));
    }
    var all = new ArrayList<>(bad);
    all.addAll(unsettled);
    String why = workload + ": " + String.join("; ", all);
    return bad.isEmpty() ? new Verdict.Inconclusive(why) : new Verdict.Fail(why);
  }

  private static Optional<String> words(RolloutSighting sighting) {
    return switch (sighting) {
      case RolloutSighting.Crashing crash -> Optional.of(crash.sentence());
      case RolloutSighting.Unpullable gone -> Optional.of(gone.sentence());
      case RolloutSighting.Misconfigured wrong -> Optional.of(wrong.sentence());
      case RolloutSighting.Complete complete -> Optional.empty();
      case RolloutSighting.PlatformIll ill -> Optional.empty();
      case RolloutSighting.PlatformWell well -> Optional.empty();
      case RolloutSighting.Superseded other -> Optional.empty();
    };
  }

  private boolean runsWanted(PodLook pod) {
    return request.wanted().images().stream().allMatch(image -> RolloutJudge.runs(pod, image));
  }

  private void look(PodLook pod) {
    if (!pod.ready()) {
      notReady(pod);
    }
    request.wanted().images().stream()
        .filter(image -> !RolloutJudge.runs(pod, image))
        .map(ContainerImage::container)
        .forEach(name -> bad.add("%s runs another image in %s".formatted(pod.name(), name)));
    pod.containers().stream()
        .filter(one -> !one.init() && restartedSince(one))
        .forEach(one -> bad.add(restarted(pod, one)));
  }

  private static String restarted(PodLook pod, PodLook.ContainerLook container) {
    return "%s restarted %s (%s in all, last: %s)"
        .formatted(
            pod.name(),
            container.status().getName(),
            CountText.of(container.restarts(), "time"),
            container.lastExit().map(PodLook.Exit::words).orElse("unknown"));
  }

  /** A pod that was Ready and whose own probe says no for a while; anything else may pass. */
  private void notReady(PodLook pod) {
    String what = "%s is %s and not Ready".formatted(pod.name(), pod.phase());
    Instant lost = lostReadiness(pod);
    boolean byItself =
        lost != null
            && !lost.plus(GRACE).isAfter(now)
            && pod.containers().stream().anyMatch(one -> !one.init() && !one.ready());
    if (!byItself) {
      unsettled.add(what);
      return;
    }
    nodeTrouble
        .apply(pod)
        .ifPresentOrElse(
            node -> unsettled.add("%s: %s".formatted(what, node)),
            () -> bad.add("%s any more since %s".formatted(what, lost)));
  }

  /** When the pod stopped being Ready; null when it never was, or when nobody says. */
  private static @Nullable Instant lostReadiness(PodLook pod) {
    Instant born =
        pod.pod().getStatus() == null ? null : time(pod.pod().getStatus().getStartTime());
    Instant changed =
        pod.condition("Ready")
            .map(PodCondition::getLastTransitionTime)
            .map(PodVerdict::time)
            .orElse(null);
    return born != null && changed != null && changed.isAfter(born.plus(BIRTH)) ? changed : null;
  }

  private boolean restartedSince(PodLook.ContainerLook container) {
    var last = container.status().getLastState();
    if (container.restarts() == 0 || last == null || last.getTerminated() == null) {
      return false;
    }
    // a restart at a time that nobody states is taken for a new one
    Instant ended = time(last.getTerminated().getFinishedAt());
    return ended == null || !ended.isBefore(request.since());
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException unstated) {
      return null;
    }
  }
}
