package dev.slipway.practice.controllers;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The limits of one rolling update.
 *
 * @param replicas how many pods are wanted
 * @param maxSurge how many more may exist for a time
 * @param maxUnavailable how many may be missing for a time
 */
record RolloutMath(int replicas, int maxSurge, int maxUnavailable) {

  /** Reads a deployment's strategy; percentages round up for surge and down for unavailable. */
  static RolloutMath of(JsonNode spec) {
    int replicas = spec.path("replicas").asInt(1);
    JsonNode rolling = spec.path("strategy").path("rollingUpdate");
    int surge = count(rolling.path("maxSurge").asText("25%"), replicas, true);
    int unavailable = count(rolling.path("maxUnavailable").asText("25%"), replicas, false);
    if (surge == 0 && unavailable == 0) {
      unavailable = 1;
    }
    return new RolloutMath(replicas, surge, Math.min(unavailable, replicas));
  }

  private static int count(String value, int replicas, boolean up) {
    if (!value.endsWith("%")) {
      return Integer.parseInt(value);
    }
    int hundredths = Integer.parseInt(value.substring(0, value.length() - 1)) * replicas;
    return up ? (hundredths + 99) / 100 : hundredths / 100;
  }

  int minAvailable() {
    return replicas - maxUnavailable;
  }

  /** How large the new replica set may be now. */
  int newSize(int newNow, int total) {
    if (newNow >= replicas) {
      return replicas;
    }
    int room = replicas + maxSurge - total;
    return room <= 0 ? newNow : Math.min(replicas, newNow + room);
  }

  /** How many pods of old replica sets may go now, the unhealthy ones included. */
  int mayRemove(int total, int newNow, int newAvailable) {
    return Math.max(0, total - minAvailable() - (newNow - newAvailable));
  }
}
