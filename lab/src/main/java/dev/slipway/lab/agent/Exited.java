package dev.slipway.lab.agent;

/**
 * What a running container says when it ends.
 *
 * @param code the exit code
 * @param reason the kubelet's word for it
 */
record Exited(int code, String reason) {
  static Exited of(int code) {
    return new Exited(code, code == 0 ? "Completed" : "Error");
  }
}
