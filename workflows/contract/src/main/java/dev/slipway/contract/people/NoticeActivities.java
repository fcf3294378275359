package dev.slipway.contract.people;

import io.temporal.activity.ActivityInterface;

@ActivityInterface(namePrefix = "Notice")
public interface NoticeActivities {
  /**
   * A80: one notice to one receiver. At-least-once on the wire; the key goes with it so that the
   * receiver can drop repeats.
   */
  NoticeResult send(NoticeRequest request);
}
