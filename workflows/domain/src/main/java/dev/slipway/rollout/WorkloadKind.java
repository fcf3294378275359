package dev.slipway.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kinds of workload that a rollout can change. */
public enum WorkloadKind {
  /** Stateless pods behind ReplicaSets; can be paused. */
  @JsonProperty("Deployment")
  DEPLOYMENT("Deployment"),
  /** Ordered pods with identity; cannot be paused. */
  @JsonProperty("StatefulSet")
  STATEFUL_SET("StatefulSet");

  private final String kubernetes;

  WorkloadKind(String kubernetes) {
    this.kubernetes = kubernetes;
  }

  /** The kind as Kubernetes writes it. */
  public String kubernetes() {
    return kubernetes;
  }
}
