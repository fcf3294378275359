package dev.slipway.fire.seed;

import java.util.Arrays;
import java.util.Optional;

/** A system that activities talk to, and that can be away as a whole. */
public enum Remote {
  KUBERNETES("Workload|Autoscaler|RecoveryNote|Adoption"),
  REGISTRY("Image"),
  LEDGER("Ledger"),
  RECEIVERS("Notice"),
  METRICS("Metric"),
  APPLICATIONS("Http");

  private final String prefixes;

  /**
   * @param prefixes of activities, with bars between them
   */
  Remote(String prefixes) {
    this.prefixes = prefixes;
  }

  /** The one behind an activity, by its type such as {@code WorkloadChange}. */
  public static Optional<Remote> behind(String activity) {
    return Arrays.stream(values())
        .filter(one -> activity.matches("(" + one.prefixes + ").*"))
        .findFirst();
  }
}
