package dev.slipway.analysis.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShareTestTest {

  /** Summed over everything that can happen, a bet gains nothing while the canary is sound. */
  @Test
  void expectsNoGainFromAnySoundCanary() {
    double margin = 0.05;
    for (double stable : List.of(0.001, 0.02, 0.3, 0.7, 0.94)) {
      for (double canary : List.of(0.001, 0.02, stable, stable + margin)) {
        if (canary <= stable + margin) {
          assertThat(expected(4, canary, 7, stable, margin))
              .as("canary %s, stable %s", canary, stable)
              .isLessThanOrEqualTo(1 + 1e-9);
        }
      }
    }
    assertThat(expected(4, 0.3, 7, 0.02, margin)).isGreaterThan(1.2);
  }

  @Test
  void findsTheNearestPairWhereTheSlopeIsZero() {
    assertThat(new Projection(10, 0.5, 40, 0.001, 0).nearestStable())
        .isCloseTo((10 * 0.5 + 40 * 0.001) / 50, within(1e-12));
    double near = new Projection(10, 0.5, 40, 0.001, 0.1).nearestStable();
    double here = distance(near);
    assertThat(here).isLessThan(distance(near + 1e-4)).isLessThan(distance(near - 1e-4));
  }

  @Test
  void raisesNoAlarmOnEqualVersionsThoughItLooksEverySecond() {
    assertThat(alarms(0, 100)).isZero();
  }

  @Test
  void raisesNoAlarmWhenAnswersOfAPodHangTogether() {
    assertThat(alarms(0.05, 100)).isZero();
  }

  @Test
  void learnsFromStableHowMuchAnswersHangTogether() {
    Clustering even = new Clustering();
    Clustering bursty = new Clustering();
    Random random = new Random(3);
    for (int second = 0; second < 600; second++) {
      even.learn(stable(random, 0.02, 0), 0.02);
      bursty.learn(stable(random, 0.02, 0.1), 0.02);
    }

    assertThat(even.value()).isLessThan(0.02);
    assertThat(bursty.value()).isBetween(0.05, 0.35);
  }

  private static int alarms(double clustering, int analyses) {
    int alarms = 0;
    for (int seed = 0; seed < analyses; seed++) {
      Random random = new Random(seed);
      ShareTest test = new ShareTest(ShareRule.errors("errors"), 0.001);
      for (int second = 0; second < 60; second++) {
        test.before(stable(random, 0.01, clustering));
      }
      for (int second = 0; second < 300; second++) {
        test.add(
            new Interval(
                Seen.BEGIN.plusSeconds(second),
                List.of(tally(random, "new", 0.01, clustering)),
                stable(random, 0.01, clustering)));
      }
      alarms += test.worseSince().isPresent() ? 1 : 0;
    }
    return alarms;
  }

  private static List<Tally> stable(Random random, double share, double clustering) {
    List<Tally> pods = new ArrayList<>();
    for (int pod = 0; pod < 4; pod++) {
      pods.add(tally(random, "pod-" + pod, share, clustering));
    }
    return pods;
  }

  /** Each answer repeats an earlier one of its pod and second now and then (a Polya urn). */
  private static Tally tally(Random random, String pod, double share, double clustering) {
    int bad = 0;
    for (int answer = 0; answer < 10; answer++) {
      double size = clustering == 0 ? 1e12 : 1 / clustering - 1;
      bad += random.nextDouble() < (share * size + bad) / (size + answer) ? 1 : 0;
    }
    return new Tally(pod, 10, bad);
  }

  private static double distance(double stable) {
    double canary = stable + 0.1;
    return -10 * (0.5 * Math.log(canary) + 0.5 * Math.log(1 - canary))
        - 40 * (0.001 * Math.log(stable) + 0.999 * Math.log(1 - stable));
  }

  /** Expected wealth after one interval, over all that can happen in it. */
  private static double expected(
      int ours, double canary, int theirs, double stable, double margin) {
    double sum = 0;
    for (int bad = 0; bad <= ours; bad++) {
      for (int other = 0; other <= theirs; other++) {
        Wealth wealth = new Wealth();
        wealth.against(new Counts(ours, bad, theirs, other), 0.02, margin);
        sum += chance(ours, bad, canary) * chance(theirs, other, stable) * wealth.now();
      }
    }
    return sum;
  }

  private static double chance(int all, int bad, double share) {
    double ways = 1;
    for (int at = 0; at < bad; at++) {
      ways = ways * (all - at) / (at + 1);
    }
    return ways * Math.pow(share, bad) * Math.pow(1 - share, all - bad);
  }
}
