package dev.slipway.definitions.rollout;

/**
 * Whether a person or the release wants this rollout to stand still. The word with the highest
 * number counts, in whatever order they arrive: a hold that was delivered after its own resume
 * would last for ever.
 */
final class Hold {
  private boolean held;
  private long newest;

  /**
   * @param number of the word; 0 when it was not counted, then it is taken as the newest
   */
  void say(boolean hold, long number) {
    if (number == 0 || number > newest) {
      newest = Math.max(newest, number);
      held = hold;
    }
  }

  boolean isHeld() {
    return held;
  }
}
