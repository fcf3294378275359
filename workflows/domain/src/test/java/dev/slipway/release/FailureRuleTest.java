package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.Digest;
import dev.slipway.rollout.Trouble;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureRuleTest {
  private static final Digest DIGEST = Digest.of("sha256:" + "a".repeat(64));
  private static final Trouble BAD = new Trouble.BadChange("web", "crashes", List.of(DIGEST));

  @Test
  void aBadChangeFollowsThePolicy() {
    assertThat(FailureRule.react(1, BAD, FailureAction.UNDO_ALL)).isEqualTo(Reaction.UNDO_ALL);
    assertThat(FailureRule.react(1, BAD, FailureAction.UNDO_FAILED))
        .isEqualTo(Reaction.UNDO_FAILED);
    assertThat(FailureRule.react(1, BAD, FailureAction.HOLD)).isEqualTo(Reaction.HOLD);
  }

  @Test
  void onlyABadChangeMakesADigestGuilty() {
    assertThat(FailureRule.guilty(BAD)).containsExactly(DIGEST);
    assertThat(FailureRule.guilty(new Trouble.TimedOut("x", Duration.ofMinutes(5)))).isEmpty();
    assertThat(FailureRule.guilty(new Trouble.Unseen("registry", "503"))).isEmpty();
    assertThat(FailureRule.guilty(new Trouble.Stopped("ann", "no"))).isEmpty();
    assertThat(FailureRule.guilty(new Trouble.Contested("x"))).isEmpty();
  }

  @Test
  void somebodyElsesHandHoldsWhateverThePolicySays() {
    for (FailureAction action : FailureAction.values()) {
      assertThat(FailureRule.react(1, new Trouble.Contested("x"), action)).isEqualTo(Reaction.HOLD);
    }
  }

  @Test
  void unknownRulesAreRefused() {
    assertThatThrownBy(() -> FailureRule.react(3, BAD, FailureAction.HOLD))
        .hasMessageContaining("known: 1 to 2");
  }
}
