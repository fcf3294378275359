package dev.slipway.lab.agent;

/** A config map or secret that a container needs is not there; worded as the kubelet words it. */
final class ConfigMissing extends Exception {
  private static final long serialVersionUID = 1L;

  ConfigMissing(String message) {
    super(message);
  }
}
