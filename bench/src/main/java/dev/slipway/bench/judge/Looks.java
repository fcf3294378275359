package dev.slipway.bench.judge;

import dev.slipway.analysis.judge.Interval;
import dev.slipway.analysis.judge.ShareRule;
import dev.slipway.analysis.judge.ShareTest;
import dev.slipway.analysis.judge.Tally;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One analysis seen by all judges at once: the same answers, second by second.
 *
 * @param failed second at which our judge said Fail; 0 for never
 * @param passed second at which it had excluded harm; 0 for never
 * @param bad bad answers that the canary gave until then
 * @param rank a rank test of ten-second shares says "higher" when it looks once, at the end
 * @param rankPeeking it says so at one of the looks after each point
 * @param threshold a share above one percent over the last minute, at any look
 * @param thresholdAt second of the first such look; 0 for never
 */
record Looks(
    int failed,
    int passed,
    int bad,
    boolean rank,
    boolean rankPeeking,
    boolean threshold,
    int thresholdAt) {
  static final int SECONDS = 600;
  static final int BEFORE = 60;
  static final double ALARMS = 0.001;
  private static final int POINT = 10;
  private static final double CONFIDENT = 2.054;

  static Looks of(Traffic.Play play) {
    ShareTest test = new ShareTest(ShareRule.errors("errors"), ALARMS);
    for (int second = 0; second < BEFORE; second++) {
      test.before(play.next(false).stable());
    }
    Others others = new Others();
    int failed = 0;
    int passed = 0;
    int bad = 0;
    for (int second = 1; second <= SECONDS; second++) {
      Interval interval = play.next(true);
      others.see(interval, second);
      if (failed > 0) {
        continue;
      }
      test.add(interval);
      bad += (int) sum(interval.canary(), true);
      failed = test.worseSince().isPresent() ? second : 0;
      passed = passed == 0 && test.harmless() ? second : passed;
    }
    return new Looks(
        failed,
        passed,
        bad,
        others.rank(),
        others.rankPeeking,
        others.thresholdAt > 0,
        others.thresholdAt);
  }

  private static long sum(List<Tally> pods, boolean bad) {
    return pods.stream().mapToLong(pod -> bad ? pod.bad() : pod.total()).sum();
  }

  /** The two judges that are met most often. */
  private static final class Others {
    private final List<Double> canary = new ArrayList<>();
    private final List<Double> stable = new ArrayList<>();
    private final Deque<long[]> minute = new ArrayDeque<>();
    private long[] point = new long[4];
    private boolean rankPeeking;
    private int thresholdAt;

    void see(Interval interval, int second) {
      long[] now = {
        sum(interval.canary(), true),
        sum(interval.canary(), false),
        sum(interval.stable(), true),
        sum(interval.stable(), false)
      };
      for (int part = 0; part < 4; part++) {
        point[part] += now[part];
      }
      if (second % POINT == 0) {
        canary.add((double) point[0] / Math.max(1, point[1]));
        stable.add((double) point[2] / Math.max(1, point[3]));
        point = new long[4];
        rankPeeking |= canary.size() >= 5 && rank();
      }
      minute.addLast(now);
      if (minute.size() > 60) {
        minute.removeFirst();
      }
      long bad = minute.stream().mapToLong(one -> one[0]).sum();
      long all = minute.stream().mapToLong(one -> one[1]).sum();
      if (thresholdAt == 0 && all >= 30 && bad > 0.01 * all) {
        thresholdAt = second;
      }
    }

    boolean rank() {
      return MannWhitney.z(canary, stable) > CONFIDENT;
    }
  }
}
