package dev.slipway.api.engine;

/** Whether a run lives, by the word of Temporal. */
public sealed interface Life {
  /** It is at work, or will be as soon as a worker is there. */
  record Running() implements Life {}

  /**
   * It will do nothing more.
   *
   * @param execution Temporal's id of the run that ended last
   * @param how by whom and why, as a sentence
   */
  record Closed(String execution, String how) implements Life {}

  /** Temporal does not know it (any more): it never began, or Temporal has forgotten it. */
  record Unknown() implements Life {}
}
