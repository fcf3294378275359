package dev.slipway.api;

import dev.slipway.contract.people.NoticeActivities;
import dev.slipway.contract.people.NoticeRequest;
import dev.slipway.contract.people.NoticeResult;
import dev.slipway.name.RunId;
import dev.slipway.notice.Notice;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** People who read everything and remember it. */
public final class ScriptedPeople implements NoticeActivities {
  private final List<NoticeRequest> told = new CopyOnWriteArrayList<>();

  @Override
  public NoticeResult send(NoticeRequest request) {
    told.add(request);
    return new NoticeResult(true, "taken");
  }

  @Override
  public Finding check(Check.ReceiverReady check) {
    return new Finding.Passed("it can be told");
  }

  List<Notice> toldOf(String run) {
    return told.stream()
        .map(NoticeRequest::notice)
        .filter(notice -> notice.run().equals(RunId.of(run)))
        .toList();
  }
}
