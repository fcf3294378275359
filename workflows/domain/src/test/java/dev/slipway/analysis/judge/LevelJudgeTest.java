package dev.slipway.analysis.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.analysis.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelJudgeTest {
  private static final double[] ONES = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  private static final double[] SEVEN_OF_TEN = {100, 100, 100, 100, 100, 100, 100, 1, 1, 1};
  private static final double[] NARROW = {
    10.0, 10.1, 10.2, 10.3, 10.4, 10.5, 10.6, 17.0, 17.1, 17.2, 17.3, 17.4, 17.5, 17.6, 17.7
  };
  private static final double[] WIDE = {1, 100, 4, 101, 5, 102, 6, 103, 7, 104, 8, 105, 9, 106, 17};

  /** spinnaker/spinnaker#6278. */
  @Test
  void failsWhenSevenOfTenPointsAreAHundredTimesWorse() {
    assertThat(verdict(Direction.EITHER, SEVEN_OF_TEN, ONES)).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict(Direction.INCREASE, SEVEN_OF_TEN, ONES)).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict(Direction.EITHER, reversed(SEVEN_OF_TEN), ONES))
        .isInstanceOf(Verdict.Fail.class);
  }

  /** spinnaker/kayenta#780, case 1. */
  @Test
  void failsWhenTheSpreadChangesWhileTheMiddleStays() {
    assertThat(verdict(Direction.EITHER, NARROW, WIDE)).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict(Direction.EITHER, WIDE, NARROW)).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict(Direction.INCREASE, WIDE, NARROW)).isInstanceOf(Verdict.Fail.class);
  }

  @Test
  void failsWhenLatencyFlapsAroundTheSameMiddle() {
    double[] flapping = new double[31];
    double[] steady = new double[31];
    for (int at = 0; at < 31; at++) {
      steady[at] = 0.2 + 0.006 * Math.sin(at / 2.0);
      flapping[at] = 0.2 + 0.09 * Math.sin(at * 1.7) + 0.05 * Math.sin(at * 0.7);
    }

    assertThat(verdict(Direction.INCREASE, flapping, steady)).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict(Direction.INCREASE, steady, steady.clone()))
        .isInstanceOf(Verdict.Pass.class);
  }

  /** spinnaker/kayenta#426, with points enough to tell: usually 0, sometimes not. */
  @Test
  void failsWhenWhatIsUsuallyZeroNoLongerIs() {
    double[] zero = new double[40];
    double[] some = new double[40];
    for (int at = 0; at < 40; at++) {
      some[at] = at % 3 == 0 ? 0 : at % 3;
    }

    assertThat(verdict(Direction.INCREASE, some, zero)).isInstanceOf(Verdict.Fail.class);
  }

  @Test
  void passesTwinsWhicheverWayTheyLook() {
    for (double[] twin : List.of(ONES, SEVEN_OF_TEN, NARROW, WIDE)) {
      assertThat(verdict(Direction.EITHER, twin, twin.clone())).isInstanceOf(Verdict.Pass.class);
    }
  }

  @Test
  void doesNotMindWhatIsTolerated() {
    double[] more = new double[200];
    double[] less = new double[200];
    for (int at = 0; at < 200; at++) {
      less[at] = 100;
      more[at] = 120 + at % 2;
    }

    assertThat(verdict(Direction.EITHER, more, less)).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void looksOnlyInTheDirectionThatIsBad() {
    double[] much = new double[50];
    double[] little = new double[50];
    java.util.Arrays.fill(much, 100);
    java.util.Arrays.fill(little, 10);

    assertThat(verdict(Direction.INCREASE, little, much)).isInstanceOf(Verdict.Pass.class);
    assertThat(verdict(Direction.DECREASE, little, much)).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict(Direction.DECREASE, much, little)).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void saysHowManyPointsAreMissing() {
    assertThat(verdict(Direction.EITHER, new double[] {1, 2, 3}, new double[] {1, 2, 3}))
        .isEqualTo(
            new Verdict.Inconclusive(
                "memory: 3 points of the canary and 3 of stable are seen, 10 of each are wanted"));
  }

  @Test
  void seldomFailsEqualSeriesOfAnyShape() {
    int failed = 0;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      double[] canary = noise(random, seed % 3);
      double[] stable = noise(random, seed % 3);
      failed += verdict(Direction.EITHER, canary, stable) instanceof Verdict.Fail ? 1 : 0;
    }

    assertThat(failed).isLessThanOrEqualTo(3);
  }

  private static double[] noise(Random random, int shape) {
    double[] values = new double[120];
    double last = 0;
    for (int at = 0; at < values.length; at++) {
      last = 0.8 * last + random.nextGaussian();
      values[at] =
          switch (shape) {
            case 0 -> 100 + 20 * random.nextGaussian();
            case 1 -> Math.exp(random.nextGaussian());
            default -> 100 + 10 * last;
          };
    }
    return values;
  }

  private static double[] reversed(double[] values) {
    double[] back = new double[values.length];
    for (int at = 0; at < back.length; at++) {
      back[at] = values[back.length - 1 - at];
    }
    return back;
  }

  private static Verdict verdict(Direction direction, double[] canary, double[] stable) {
    Standing standing = new Standing(true, 1, WhenSilent.HOLD, Duration.ZERO);
    LevelRule rule = new LevelRule("memory", standing, direction, 0.25, 0, 0.01, 10);
    return Judge.USUAL
        .judge(
            Seen.after(Math.max(canary.length, stable.length)),
            List.of(Observed.of(rule, Seen.levels(canary, stable))))
        .verdict();
  }
}
