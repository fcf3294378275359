package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.PROD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.people.NoticeRequest;
import dev.slipway.contract.release.LastWordStart;
import dev.slipway.evidence.Fact;
import dev.slipway.name.RunId;
import dev.slipway.notice.Occasion;
import dev.slipway.notice.Receiver;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** The end of a run that can tell nobody itself. */
@Timeout(60)
class LastWordTest {
  private final TestBench bench = TestBench.skippingTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  @Test
  void tellsWhoeverWantsToHearOfEndsWhatIsLeftToDo() {
    var end =
        new RunEnd(
            RunState.NEEDS_ATTENTION, "terminated in Temporal by ops", List.of("look at backend"));
    bench.lastWord(
        new LastWordStart(
            RunId.of("lost-1"),
            PROD,
            List.of(mail("team", Occasion.ENDED), mail("voters", Occasion.APPROVAL_WANTED)),
            end));

    assertThat(bench.site().notices())
        .singleElement()
        .extracting(NoticeRequest::notice)
        .satisfies(
            notice -> {
              assertThat(notice.title()).contains("lost-1", "NEEDS_ATTENTION");
              assertThat(notice.text())
                  .contains("terminated in Temporal by ops", "look at backend");
            });
    assertThat(bench.site().facts(Fact.NoticeSent.class))
        .singleElement()
        .extracting(Fact.NoticeSent::receiver)
        .isEqualTo("team");
  }

  private static Receiver mail(String name, Occasion occasion) {
    return new Receiver.Mail(name, List.of(name + "@example.org"), List.of(occasion));
  }
}
