package dev.slipway.practice.pod;

import java.time.Instant;

/** What a container is doing, in the three words which the API has for it. */
public sealed interface RunState {
  /**
   * It does not run yet, or not now.
   *
   * @param until when the kubelet tries again
   */
  record Waiting(String reason, String message, Instant until) implements RunState {}

  /** It runs. */
  record Running(Instant since) implements RunState {}

  /** It has ended and is not started again in this moment. */
  record Ended(int code, String reason, Instant started, Instant finished) implements RunState {}
}
