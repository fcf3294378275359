package dev.slipway.definitions.rollout;

/** Whether a person or the release wants this rollout to stand still. */
final class Hold {
  private boolean held;

  void begin() {
    held = true;
  }

  void end() {
    held = false;
  }

  boolean isHeld() {
    return held;
  }
}
