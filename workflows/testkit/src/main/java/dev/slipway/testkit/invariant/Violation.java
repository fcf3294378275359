package dev.slipway.testkit.invariant;

/**
 * An invariant that did not hold.
 *
 * @param what which run, which workload, what was seen
 */
public record Violation(Invariant invariant, String what) {
  @Override
  public String toString() {
    return invariant + ": " + what;
  }
}
