package dev.slipway.api.engine;

import dev.slipway.gate.Answer;

/** What came back for a message to a run. */
public sealed interface Reply {
  /** The run judged the message. */
  record Answered(Answer answer) implements Reply {}

  /** The run has ended, or never was; nobody judged the message. */
  record Closed() implements Reply {}

  /**
   * No worker took the message in time; it may still be taken, so the same id must be used again.
   */
  record Silent() implements Reply {}
}
