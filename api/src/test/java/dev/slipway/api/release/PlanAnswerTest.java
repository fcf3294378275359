package dev.slipway.api.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.document.DocumentSet;
import dev.slipway.documents.DocumentReader;
import dev.slipway.documents.Reading;
import dev.slipway.release.PlanResolver;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleasePolicy;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which freeze windows a plan says it would have to wait for. */
class PlanAnswerTest {
  private static final Instant EVE = Instant.parse("2026-12-23T23:30:00Z");
  private static final Instant FEAST = Instant.parse("2026-12-24T00:00:00Z");
  private static final String WAITS = "freeze window 'feast' until 2026-12-27T00:00:00Z";

  private static ReleasePolicy policy(ReleaseKind kind, String more) {
    Reading reading =
        DocumentReader.read(
            "shop.yaml",
            """
            apiVersion: slipway.dev/v1
            kind: Environment
            metadata: {name: shop}
            spec:
              site: here
              freezes: [{name: feast, from: 2026-12-24T00:00:00Z, until: 2026-12-27T00:00:00Z}]
            """
                + more.indent(2));
    assertThat(reading.problems()).isEmpty();
    return PlanResolver.policy(kind, new DocumentSet(reading.environments().getFirst(), List.of()));
  }

  @Test
  void namesTheWindowAndItsEnd() {
    ReleasePolicy plain = policy(ReleaseKind.ORDINARY, "");

    assertThat(PlanAnswer.heldBack(plain, FEAST)).containsExactly(WAITS);
    assertThat(PlanAnswer.heldBack(plain, EVE)).isEmpty();
  }

  @Test
  void countsTheNoticePeriodBeforeTheStart() {
    assertThat(PlanAnswer.heldBack(policy(ReleaseKind.ORDINARY, "noticePeriod: 1h"), EVE))
        .containsExactly(WAITS);
  }

  @Test
  void namesNoneThatAHotfixMayIgnore() {
    String hotfix = "hotfix: {ignoreFreeze: true}";

    assertThat(PlanAnswer.heldBack(policy(ReleaseKind.HOTFIX, hotfix), FEAST)).isEmpty();
    assertThat(PlanAnswer.heldBack(policy(ReleaseKind.ORDINARY, hotfix), FEAST))
        .containsExactly(WAITS);
  }
}
