package dev.slipway.lab.agent;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one container of a pod is meant to be.
 *
 * @param pod the pod as it was bound to its node
 * @param address the pod's address
 * @param role of the container in its pod
 */
record ContainerPlan(Pod pod, Container container, String address, Role role) {

  /** A container's role decides when it is restarted and what its end means. */
  enum Role {
    /** Runs before the others and must succeed. */
    INIT,
    /** Starts before the others and stays. */
    SIDECAR,
    /** What the pod is for. */
    MAIN
  }

  String name() {
    return container.getName();
  }

  /** A job's pod, or an init container, is there to finish. */
  boolean finishes() {
    return role == Role.INIT || (role == Role.MAIN && !podPolicy().equals("Always"));
  }

  boolean restartsAfter(boolean success) {
    if (role == Role.SIDECAR) {
      return true;
    }
    return switch (podPolicy()) {
      case "Never" -> false;
      case "OnFailure" -> !success;
      default -> role == Role.MAIN || !success;
    };
  }

  private String podPolicy() {
    return Optional.ofNullable(pod.getSpec().getRestartPolicy()).orElse("Always");
  }

  /** The command to run as a process: only where the pod is there to finish and says how. */
  List<String> command() {
    if (!finishes() || role == Role.INIT || container.getCommand().isEmpty()) {
      return List.of();
    }
    return Stream.concat(container.getCommand().stream(), container.getArgs().stream()).toList();
  }

  /**
   * Where the application listens: the declared ports, or 8080 in a pod with one silent container.
   */
  List<InetSocketAddress> ports() {
    if (finishes()) {
      return List.of();
    }
    List<InetSocketAddress> declared =
        container.getPorts().stream()
            .map(ContainerPort::getContainerPort)
            .distinct()
            .map(port -> new InetSocketAddress(address, port))
            .toList();
    boolean alone = pod.getSpec().getContainers().size() == 1 && role == Role.MAIN;
    return declared.isEmpty() && alone ? List.of(new InetSocketAddress(address, 8080)) : declared;
  }

  String fieldPath() {
    return "spec." + (role == Role.MAIN ? "containers" : "initContainers") + "{" + name() + "}";
  }
}
