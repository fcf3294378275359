package dev.slipway.lock;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.name.RunId;

/** What the environment tells a run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LockAnswer.Granted.class, name = "granted"),
  @JsonSubTypes.Type(value = LockAnswer.Waiting.class, name = "waiting"),
  @JsonSubTypes.Type(value = LockAnswer.Forgotten.class, name = "forgotten"),
  @JsonSubTypes.Type(value = LockAnswer.Wanted.class, name = "wanted"),
  @JsonSubTypes.Type(value = LockAnswer.Preempted.class, name = "preempted"),
  @JsonSubTypes.Type(value = LockAnswer.Broken.class, name = "broken"),
  @JsonSubTypes.Type(value = LockAnswer.StopOrdered.class, name = "stop-ordered"),
  @JsonSubTypes.Type(value = LockAnswer.StopLifted.class, name = "stop-lifted")
})
public sealed interface LockAnswer {
  record Granted(long token) implements LockAnswer {}

  /**
   * @param why for what and for whom it waits, as a sentence
   */
  record Waiting(String why) implements LockAnswer {}

  /** The lock space began anew and knows nobody who waits: whoever does, ask again. */
  record Forgotten() implements LockAnswer {}

  /**
   * Somebody waits for a scope of yours. A holder that cannot be told so is closed, and loses its
   * lock.
   */
  record Wanted(RunId by, String who) implements LockAnswer {}

  /** Somebody with precedence needs the scope: undo and give it back. */
  record Preempted(RunId by, String who) implements LockAnswer {}

  /** An operator took the lock away: stop writing at once. */
  record Broken(String by, String reason) implements LockAnswer {}

  record StopOrdered(StopOrder order) implements LockAnswer {}

  record StopLifted(String by) implements LockAnswer {}
}
