package dev.slipway.lab.agent;

import java.time.Instant;

/**
 * How one run of a container ended.
 *
 * @param exitCode 0 to 255
 * @param reason Completed, Error or OOMKilled
 */
record Termination(
    int exitCode, String reason, Instant startedAt, Instant finishedAt, String containerId) {
  boolean success() {
    return exitCode == 0;
  }
}
