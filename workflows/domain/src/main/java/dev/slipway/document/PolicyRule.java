package dev.slipway.document;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a workload's template can be held against. */
public enum PolicyRule {
  /** Every container has CPU and memory limits. */
  @JsonProperty("limits")
  LIMITS("limits"),
  /** Every container has a readiness and a liveness probe. */
  @JsonProperty("probes")
  PROBES("probes"),
  /** The termination grace is longer than the preStop hook. */
  @JsonProperty("grace")
  GRACE("grace"),
  /** No init container migrates a database at each pod start. */
  @JsonProperty("no-migration-init")
  NO_MIGRATION_INIT("no-migration-init"),
  /** Images are named by digest. */
  @JsonProperty("pinned-images")
  PINNED_IMAGES("pinned-images"),
  /** Pods do not run as root. */
  @JsonProperty("non-root")
  NON_ROOT("non-root");

  private final String word;

  PolicyRule(String word) {
    this.word = word;
  }

  /** As documents and checks write it. */
  public String word() {
    return word;
  }
}
