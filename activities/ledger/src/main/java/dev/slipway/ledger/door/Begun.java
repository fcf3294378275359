package dev.slipway.ledger.door;

import java.time.Instant;
import java.util.UUID;

/** What becomes of a call with an idempotency key. */
public sealed interface Begun {
  /**
   * The caller may act, once.
   *
   * @param attempt proves in {@link IdempotencyKeys#finish} that nobody took over meanwhile
   * @param subject the id under which to act: that of the first attempt, also when this one took
   *     over from a process that died, so that the effect is the same one
   * @param takenOver whether an earlier attempt may have acted already
   */
  record Fresh(UUID attempt, String subject, boolean takenOver) implements Begun {}

  /** It was answered before; answer the same. */
  record Answered(int status, String body) implements Begun {}

  /** The key was used for another request. */
  record Different(Instant since) implements Begun {}

  /** Another attempt is under way; the caller shall ask again. */
  record UnderWay(Instant since) implements Begun {}
}
