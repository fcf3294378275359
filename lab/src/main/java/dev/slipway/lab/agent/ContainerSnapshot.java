package dev.slipway.lab.agent;

import java.util.Optional;

/**
 * A container as its status shows it.
 *
 * @param last how the run before this one ended
 * @param restarts how often it was started again
 * @param imageId image by digest, empty before the first pull
 * @param containerId empty before the first start
 */
record ContainerSnapshot(
    ContainerPhase phase,
    Optional<Termination> last,
    int restarts,
    boolean started,
    boolean ready,
    String imageId,
    String containerId) {

  boolean running() {
    return phase instanceof ContainerPhase.Running;
  }

  boolean succeeded() {
    return phase instanceof ContainerPhase.Ended end && end.how().success();
  }

  boolean failed() {
    return phase instanceof ContainerPhase.Ended end && !end.how().success();
  }
}
