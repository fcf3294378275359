package dev.slipway.kubernetes;

import dev.slipway.artifact.Digest;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Questions to one pod, by its status and never by its printed phase (D45). */
record PodLook(Pod pod) {
  private static final Pattern DIGEST = Pattern.compile("@(sha256:[0-9a-f]{64})");

  /** One container's status, and whether it is an init container's. */
  record ContainerLook(ContainerStatus status, boolean init) {
    /** Why it waits, empty when it does not. */
    String waiting() {
      var state = status.getState();
      return state == null || state.getWaiting() == null || state.getWaiting().getReason() == null
          ? ""
          : state.getWaiting().getReason();
    }

    String waitingMessage() {
      var state = status.getState();
      return state == null || state.getWaiting() == null || state.getWaiting().getMessage() == null
          ? ""
          : state.getWaiting().getMessage();
    }

    int restarts() {
      return status.getRestartCount() == null ? 0 : status.getRestartCount();
    }

    boolean ready() {
      return Boolean.TRUE.equals(status.getReady());
    }

    /** Exit of the run that ended last, empty when none ended. */
    Optional<Exit> lastExit() {
      return exit(status.getState()).or(() -> exit(status.getLastState()));
    }

    boolean endedNow() {
      return exit(status.getState()).isPresent();
    }

    /** Digest that the runtime says it runs; empty when it names none. */
    Optional<Digest> digest() {
      var matcher = DIGEST.matcher(status.getImageID() == null ? "" : status.getImageID());
      return matcher.find() ? Optional.of(Digest.of(matcher.group(1))) : Optional.empty();
    }

    private static Optional<Exit> exit(
        io.fabric8.kubernetes.api.model.@Nullable ContainerState state) {
      if (state == null || state.getTerminated() == null) {
        return Optional.empty();
      }
      var ended = state.getTerminated();
      int code = ended.getExitCode() == null ? 0 : ended.getExitCode();
      return Optional.of(new Exit(code, ended.getReason() == null ? "Error" : ended.getReason()));
    }
  }

  record Exit(int code, String reason) {
    boolean bad() {
      return code != 0;
    }

    String words() {
      return "OOMKilled".equals(reason)
          ? "OOMKilled (exit 137)"
          : "%s (exit %d)".formatted(reason, code);
    }
  }

  String name() {
    return pod.getMetadata().getName();
  }

  String uid() {
    return String.valueOf(pod.getMetadata().getUid());
  }

  String phase() {
    return pod.getStatus() == null || pod.getStatus().getPhase() == null
        ? "Unknown"
        : pod.getStatus().getPhase();
  }

  boolean terminating() {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  /** Evicted, preempted or otherwise over: it counts neither for nor against. */
  boolean over() {
    return terminating() || "Failed".equals(phase()) || "Succeeded".equals(phase());
  }

  boolean ready() {
    return condition("Ready").map(found -> "True".equals(found.getStatus())).orElse(false);
  }

  Optional<PodCondition> condition(String type) {
    if (pod.getStatus() == null || pod.getStatus().getConditions() == null) {
      return Optional.empty();
    }
    return pod.getStatus().getConditions().stream()
        .filter(condition -> type.equals(condition.getType()))
        .findFirst();
  }

  /** Init containers first, as they run. */
  List<ContainerLook> containers() {
    var all = new ArrayList<ContainerLook>();
    if (pod.getStatus() != null) {
      pod.getStatus()
          .getInitContainerStatuses()
          .forEach(one -> all.add(new ContainerLook(one, true)));
      pod.getStatus().getContainerStatuses().forEach(one -> all.add(new ContainerLook(one, false)));
    }
    return List.copyOf(all);
  }

  Optional<ContainerLook> container(String name, boolean init) {
    return containers().stream()
        .filter(one -> one.init() == init && name.equals(one.status().getName()))
        .findFirst();
  }

  /** The image as the pod's spec names it; the status may show it in another form. */
  Optional<String> specImage(String container, boolean init) {
    var list = init ? pod.getSpec().getInitContainers() : pod.getSpec().getContainers();
    return list.stream()
        .filter(one -> container.equals(one.getName()))
        .map(one -> String.valueOf(one.getImage()))
        .findFirst();
  }
}
