package dev.slipway.analysis.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.analysis.Verdict;
import dev.slipway.analysis.judge.Seen.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final ShareRule ERRORS = ShareRule.errors("errors");
  private static final Side STABLE = new Side(40, 0.04);

  @Test
  void failsWithinTwoSecondsWhenHalfOfTheAnswersAreErrors() {
    List<Sample> samples = Seen.counters(2, new Side(10, 5), STABLE);

    Judgement judgement = judge(2, Observed.of(ERRORS, samples));

    assertThat(judgement.verdict()).isInstanceOf(Verdict.Fail.class);
    assertThat(judgement.verdict().why())
        .isEqualTo(
            "errors: 10 of 20 answers of the canary are bad against 0 of 80 answers of stable, more"
                + " than the margin of 0.1 % allows");
  }

  @Test
  void failsAfterAFewErrorsOfASmallCanary() {
    List<Sample> samples = Seen.counters(60, new Side(2.5, 0.125), STABLE);

    Judgement judgement = judge(60, Observed.of(ERRORS, samples));

    assertThat(judgement.verdict()).isInstanceOf(Verdict.Fail.class);
    assertThat(judgement.metrics().getFirst().since()).isBefore(Seen.BEGIN.plusSeconds(61));
  }

  @Test
  void passesWhenBothSidesAreAlikeAndHarmIsExcluded() {
    List<Sample> samples = Seen.counters(300, new Side(10, 0.01), STABLE);

    assertThat(judge(300, Observed.of(ERRORS, samples)).verdict()).isInstanceOf(Verdict.Pass.class);
    assertThat(judge(3, Observed.of(ERRORS, samples)).verdict())
        .isEqualTo(new Verdict.Inconclusive("errors: 30 of 50 answers of the canary are seen"));
  }

  @Test
  void doesNotBlameTheCanaryForWhatHitsBothSides() {
    List<Sample> samples = Seen.counters(60, new Side(10, 3), new Side(40, 12));

    assertThat(judge(60, Observed.of(ERRORS, samples)).verdict())
        .isNotInstanceOf(Verdict.Fail.class);
  }

  @Test
  void failsByTheLimitOnlyWhileStableKeepsIt() {
    ShareRule limited = new ShareRule("errors", Standing.CRITICAL, 0.2, 0, 0.3, 0.05, 0.05, 50);

    assertThat(
            judge(60, Observed.of(limited, Seen.counters(60, new Side(10, 1.5), STABLE)))
                .verdict()
                .why())
        .contains("more than the limit of 5 %");
    assertThat(
            judge(60, Observed.of(limited, Seen.counters(60, new Side(10, 1.5), new Side(40, 6))))
                .verdict())
        .isEqualTo(
            new Verdict.Inconclusive(
                "errors: stable is above the limit of 5 % as well; going back would not help"));
  }

  @Test
  void staysWithAFailWhenTheCanaryRecovers() {
    List<Sample> samples = new ArrayList<>(Seen.counters(10, new Side(10, 5), STABLE));
    for (long second = 11; second <= 300; second++) {
      samples.add(Seen.counter(Arm.CANARY, second, 10.0 * second, 50));
      samples.add(Seen.counter(Arm.STABLE, second, 40.0 * (second + 60), 2));
    }

    Judgement late = judge(300, Observed.of(ERRORS, samples));
    Judgement early = judge(10, Observed.of(ERRORS, samples));

    assertThat(late.verdict()).isInstanceOf(Verdict.Fail.class);
    assertThat(late.metrics().getFirst().since()).isEqualTo(early.metrics().getFirst().since());
  }

  @Test
  void givesTheSameBitsEachTime() {
    List<Sample> samples = Seen.counters(120, new Side(7, 0.3), STABLE);

    assertThat(judge(120, Observed.of(ERRORS, samples)))
        .isEqualTo(judge(120, Observed.of(ERRORS, List.copyOf(samples))));
  }

  @Test
  void neverGuessesWhenItDoesNotSee() {
    List<Sample> samples = Seen.counters(60, new Side(10, 0.01), STABLE);
    List<Sample> noCanary =
        samples.stream().filter(sample -> sample.source().arm() == Arm.STABLE).toList();
    List<Sample> notANumber = new ArrayList<>(noCanary);
    notANumber.add(Seen.counter(Arm.CANARY, 60, 600, Double.NaN));

    assertThat(judge(60, Observed.of(ERRORS, noCanary)).verdict())
        .isEqualTo(new Verdict.NoData("errors: no sample of the canary"));
    assertThat(judge(60, Observed.of(ERRORS, notANumber)).verdict())
        .isEqualTo(
            new Verdict.NoData("errors: none of 1 samples of the canary is a number that can be"));
    assertThat(judge(120, Observed.of(ERRORS, samples)).verdict())
        .isEqualTo(
            new Verdict.NoData(
                "errors: the last usable sample of the canary is of 2026-03-02T10:01:00Z"));
    assertThat(
            judge(60, new Observed(ERRORS, samples, List.of("CANARY-1", "CANARY-2"), null))
                .verdict())
        .isEqualTo(new Verdict.NoData("errors: nothing is heard of pod CANARY-2"));
    assertThat(judge(60, new Observed(ERRORS, samples, List.of(), "503")).verdict())
        .isEqualTo(new Verdict.ProviderDown("errors: the provider does not answer: 503"));
  }

  @Test
  void keepsWhatWasProvenWhenTheProviderFallsSilent() {
    List<Sample> samples = Seen.counters(10, new Side(10, 5), STABLE);

    assertThat(judge(600, new Observed(ERRORS, samples, List.of(), "time-out")).verdict())
        .isInstanceOf(Verdict.Fail.class);
  }

  @Test
  void weighsLesserMetricsAndIgnoresThoseThatMayBeSilent() {
    Observed errors = Observed.of(ERRORS, Seen.counters(300, new Side(10, 0.01), STABLE));
    Observed heavy = level("memory", 3, WhenSilent.HOLD, 200);
    Observed light = level("cpu", 1, WhenSilent.HOLD, 200);
    Observed sound = level("queue", 3, WhenSilent.HOLD, 100);
    Observed silent = new Observed(heavy.rule(), List.of(), List.of(), null);
    Observed mayBeSilent =
        new Observed(level("cache", 3, WhenSilent.IGNORE, 1).rule(), List.of(), List.of(), null);

    assertThat(judge(300, errors, light, sound).verdict())
        .isEqualTo(new Verdict.Pass("all 2 metrics pass"));
    assertThat(judge(300, errors, heavy, light).verdict().why())
        .startsWith("metrics of weight 4.0 of 4.0 failed");
    assertThat(judge(300, errors, silent).verdict()).isInstanceOf(Verdict.NoData.class);
    assertThat(judge(300, errors, mayBeSilent).verdict()).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void refusesWhatARuleCannotMean() {
    assertThatThrownBy(() -> new Standing(true, 1, WhenSilent.IGNORE, Duration.ZERO))
        .hasMessageContaining("a critical metric cannot be ignored");
    assertThatThrownBy(() -> new ShareRule("e", Standing.CRITICAL, 0.01, 0, 0.01, null, 0.05, 1))
        .hasMessage("harm of e is 0.01; it lies above the margin 0.01 and below 1");
    assertThatThrownBy(() -> new ShareRule("e", Standing.CRITICAL, Double.NaN, 0, 1, null, 0.05, 1))
        .hasMessageContaining("margin of e is NaN");
    assertThatThrownBy(() -> judge(1)).hasMessageContaining("name at least one metric");
  }

  private static Observed level(String name, double weight, WhenSilent silent, double value) {
    Standing standing = new Standing(false, weight, silent, Duration.ZERO);
    LevelRule rule = new LevelRule(name, standing, Direction.INCREASE, 0.25, 0, 0.01, 10);
    double[] canary = new double[300];
    double[] stable = new double[300];
    for (int at = 0; at < 300; at++) {
      canary[at] = value + at % 7;
      stable[at] = 100 + at % 5;
    }
    return Observed.of(rule, Seen.levels(canary, stable));
  }

  private static Judgement judge(long seconds, Observed... observed) {
    return Judge.USUAL.judge(Seen.after(seconds), List.of(observed));
  }
}
