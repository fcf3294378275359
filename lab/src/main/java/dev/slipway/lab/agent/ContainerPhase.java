package dev.slipway.lab.agent;

import java.time.Instant;

/** Where a container is: the three states of the Kubernetes API. */
sealed interface ContainerPhase {

  /** Not running, and why, in the kubelet's words. */
  record Waiting(String reason, String message) implements ContainerPhase {}

  /** Running since its last start. */
  record Running(Instant since) implements ContainerPhase {}

  /** Over for good. */
  record Ended(Termination how) implements ContainerPhase {}

  static ContainerPhase creating() {
    return new Waiting("ContainerCreating", "");
  }
}
