package dev.slipway.probes;

import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * A test object that stands until it is removed. Kept in heartbeat details, so it holds only what
 * the path of the cleanup needs, and no secret variable.
 *
 * @param step index of the step in its script
 * @param values extracted variables in the cleanup's path
 */
public record PendingCleanup(int step, SequencedMap<String, String> values) {
  public PendingCleanup {
    values = new TreeMap<>(values);
  }
}
