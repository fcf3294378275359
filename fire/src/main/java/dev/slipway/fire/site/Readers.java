package dev.slipway.fire.site;

import dev.slipway.contract.people.NoticeActivities;
import dev.slipway.contract.people.NoticeRequest;
import dev.slipway.contract.people.NoticeResult;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;

/** Receivers who read every notice at once. */
final class Readers implements NoticeActivities {
  @Override
  public NoticeResult send(NoticeRequest request) {
    return new NoticeResult(true, "read");
  }

  @Override
  public Finding check(Check.ReceiverReady check) {
    return new Finding.Passed("somebody reads");
  }
}
