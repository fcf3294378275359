package dev.slipway.lab.agent;

import dev.slipway.lab.agent.ContainerPhase.Ended;
import dev.slipway.lab.agent.ContainerPhase.Running;
import dev.slipway.lab.agent.ContainerPhase.Waiting;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateTerminatedBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.HostIP;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Says a pod's status from what its containers say: the phase, the conditions, each container. */
final class PodStatusPage {
  private final String address;
  private final String hostAddress;
  private final List<ContainerRun> inits;
  private final List<ContainerRun> mains;
  private final String startTime = text(Instant.now());

  /** The lists may still be filled after this call, but not after the first {@link #write}. */
  PodStatusPage(
      String address, String hostAddress, List<ContainerRun> inits, List<ContainerRun> mains) {
    this.address = address;
    this.hostAddress = hostAddress;
    this.inits = inits;
    this.mains = mains;
  }

  /** The status to report, given the pod as the API server has it. */
  PodStatus write(Pod pod) {
    List<ContainerSnapshot> before = inits.stream().map(ContainerRun::snapshot).toList();
    List<ContainerSnapshot> now = mains.stream().map(ContainerRun::snapshot).toList();
    boolean initialized = initialized(before);
    String phase = phase(before, now, initialized);
    return new PodStatusBuilder()
        .withObservedGeneration(pod.getMetadata().getGeneration())
        .withPhase(phase)
        .withConditions(PodConditions.of(pod, phase, initialized, unready(now)))
        .withHostIP(hostAddress)
        .withHostIPs(new HostIP(hostAddress))
        .withPodIP(address)
        .withPodIPs(new PodIP(address))
        .withStartTime(
            pod.getStatus().getStartTime() == null ? startTime : pod.getStatus().getStartTime())
        .withQosClass(pod.getStatus().getQosClass())
        .withInitContainerStatuses(statuses(inits, before))
        .withContainerStatuses(initialized ? statuses(mains, now) : waiting(now))
        .build();
  }

  private boolean initialized(List<ContainerSnapshot> before) {
    for (int i = 0; i < before.size(); i++) {
      boolean sidecar = inits.get(i).plan().role() == ContainerPlan.Role.SIDECAR;
      if (sidecar
          ? !before.get(i).started() && before.get(i).containerId().isEmpty()
          : !before.get(i).succeeded()) {
        return false;
      }
    }
    return true;
  }

  private static String phase(
      List<ContainerSnapshot> before, List<ContainerSnapshot> now, boolean initialized) {
    if (before.stream().anyMatch(ContainerSnapshot::failed)) {
      return "Failed";
    }
    if (now.stream().allMatch(one -> one.succeeded() || one.failed())) {
      return now.stream().allMatch(ContainerSnapshot::succeeded) ? "Succeeded" : "Failed";
    }
    boolean allBegan = now.stream().noneMatch(one -> one.containerId().isEmpty());
    return initialized && allBegan ? "Running" : "Pending";
  }

  private List<String> unready(List<ContainerSnapshot> now) {
    return java.util.stream.IntStream.range(0, now.size())
        .filter(i -> !now.get(i).ready())
        .mapToObj(i -> mains.get(i).plan().name())
        .toList();
  }

  private List<ContainerStatus> waiting(List<ContainerSnapshot> now) {
    List<ContainerSnapshot> initializing =
        now.stream()
            .map(
                one ->
                    new ContainerSnapshot(
                        new Waiting("PodInitializing", ""),
                        one.last(),
                        one.restarts(),
                        false,
                        false,
                        "",
                        ""))
            .toList();
    return statuses(mains, initializing);
  }

  private static List<ContainerStatus> statuses(
      List<ContainerRun> runs, List<ContainerSnapshot> snapshots) {
    return java.util.stream.IntStream.range(0, runs.size())
        .mapToObj(i -> status(runs.get(i).plan(), snapshots.get(i)))
        .toList();
  }

  private static ContainerStatus status(ContainerPlan plan, ContainerSnapshot now) {
    boolean initDone = plan.role() == ContainerPlan.Role.INIT && now.succeeded();
    return new ContainerStatusBuilder()
        .withName(plan.name())
        .withImage(plan.container().getImage())
        .withImageID(now.imageId())
        .withContainerID(now.containerId().isEmpty() ? null : now.containerId())
        .withRestartCount(now.restarts())
        .withReady(now.ready() || initDone)
        .withStarted(now.started())
        .withState(state(now.phase()))
        .withLastState(
            now.last()
                .map(how -> new ContainerStateBuilder().withTerminated(terminated(how)).build())
                .orElse(new ContainerState()))
        .build();
  }

  private static ContainerState state(ContainerPhase phase) {
    return switch (phase) {
      case Waiting waiting ->
          new ContainerStateBuilder()
              .withNewWaiting(
                  waiting.message().isEmpty() ? null : waiting.message(), waiting.reason())
              .build();
      case Running running ->
          new ContainerStateBuilder().withNewRunning(text(running.since())).build();
      case Ended ended ->
          new ContainerStateBuilder().withTerminated(terminated(ended.how())).build();
    };
  }

  private static ContainerStateTerminated terminated(Termination how) {
    return new ContainerStateTerminatedBuilder()
        .withExitCode(how.exitCode())
        .withReason(how.reason())
        .withStartedAt(text(how.startedAt()))
        .withFinishedAt(text(how.finishedAt()))
        .withContainerID(how.containerId())
        .build();
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
