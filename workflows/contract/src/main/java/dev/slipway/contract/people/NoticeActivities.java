package dev.slipway.contract.people;

import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import io.temporal.activity.ActivityInterface;

@ActivityInterface(namePrefix = "Notice")
public interface NoticeActivities {
  /**
   * A80: one notice to one receiver. At-least-once on the wire; the key goes with it so that the
   * receiver can drop repeats.
   */
  NoticeResult send(NoticeRequest request);

  /** Whether a receiver could be told now; sends nothing. */
  Finding check(Check.ReceiverReady check);
}
