package dev.slipway.testkit.invariant;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is declared of one workload at one moment, as a witness reads it.
 *
 * @param images by container, init containers included
 * @param eviction update modes of vertical autoscalers that act on it, by their names
 */
public record Look(Map<String, String> images, boolean paused, Map<String, String> eviction) {
  public Look {
    images = new TreeMap<>(images);
    eviction = new TreeMap<>(eviction);
  }
}
