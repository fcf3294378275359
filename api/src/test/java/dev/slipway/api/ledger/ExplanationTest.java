package dev.slipway.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.evidence.Fact;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.evidence.RunView;
import dev.slipway.name.Actor;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.WantedService;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the story of a run begins with. */
class ExplanationTest {
  private static final RunId RUN = RunId.of("r1");

  @ParameterizedTest
  @CsvSource({"HOTFIX, hotfix of web to shop is", "ORDINARY, release of web to shop is"})
  void beginsWithWhetherItIsAHotfix(ReleaseKind kind, String words) {
    var request =
        new ReleaseRequest(
            RUN,
            EnvironmentName.of("shop"),
            List.of(new WantedService(ServiceName.of("web"), "v1")),
            List.of(),
            kind,
            new Actor("ci", List.of()),
            "",
            false);
    RunView view =
        RunView.empty(RUN)
            .apply(new KeyedFact("k", Instant.EPOCH, new Fact.ReleaseRequested(request)));

    assertThat(Explanation.of(view, List.of()).headline()).startsWith(words);
  }
}
