package dev.slipway.analysis.judge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the share of bad answers of the canary against concurrent stable, interval by interval.
 *
 * <p>Three pieces of evidence grow side by side: that the canary is worse than stable by more than
 * the margin, that it is above its absolute limit, and that it is <i>not</i> worse by as much as
 * would do harm. Each is an e-process, so each may be looked at after every interval.
 */
public final class ShareTest {
  /** How fast the supposed share of stable forgets, per interval. */
  private static final double KEEP = 0.99;

  /**
   * Part of the permitted false alarms that the comparison with stable may use; the limit's is the
   * rest.
   */
  private static final double COMPARISON = 0.8;

  private final ShareRule rule;
  private final double alarms;
  private final Clustering clustering = new Clustering();
  private final Wealth worse = new Wealth();
  private final Wealth beyond = new Wealth();
  private final Wealth stableBeyond = new Wealth();
  private double harmless;
  private double stableTotal = 5;
  private double stableBad = 0.05;
  private long canary;
  private long canaryBad;
  private long stable;
  private long stableBadAll;
  private @Nullable Instant worseSince;
  private @Nullable Instant beyondSince;

  /**
   * @param alarms probability of a false alarm that this test may use up, over all looks together;
   *     above 0, below 1
   */
  public ShareTest(ShareRule rule, double alarms) {
    if (!(alarms > 0 && alarms < 1)) {
      throw new IllegalArgumentException(
          "a test may raise a false alarm with a probability between 0 and 1, not " + alarms);
    }
    this.rule = rule;
    this.alarms = alarms;
  }

  /** Stable before the change: teaches what is usual, accuses nobody. */
  public void before(List<Tally> seen) {
    clustering.learn(seen, supposed());
    remember(Interval.total(seen), Interval.bad(seen));
  }

  /** The next interval. */
  public void add(Interval interval) {
    double supposed = supposed();
    Counts counts = Counts.of(interval, clustering.value());
    worse.against(counts, supposed, margin(supposed));
    worseSince = since(worseSince, worse, worseThreshold(), interval.at());
    limit(interval, counts);
    harmless += harmlessLog(counts, supposed);
    canary += Interval.total(interval.canary());
    canaryBad += Interval.bad(interval.canary());
    stable += Interval.total(interval.stable());
    stableBadAll += Interval.bad(interval.stable());
    clustering.learn(interval.stable(), supposed);
    remember(Interval.total(interval.stable()), Interval.bad(interval.stable()));
  }

  private void limit(Interval interval, Counts counts) {
    Double most = rule.limit();
    if (most == null) {
      return;
    }
    beyond.againstLimit(counts, most);
    beyondSince = since(beyondSince, beyond, beyondThreshold(), interval.at());
    stableBeyond.againstLimit(new Counts(counts.stable(), counts.stableBad(), 0, 0), most);
  }

  private static @Nullable Instant since(
      @Nullable Instant before, Wealth wealth, double threshold, Instant at) {
    return before == null && wealth.highest() >= threshold ? at : before;
  }

  private double harmlessLog(Counts counts, double supposed) {
    double harm = rule.harm() + rule.relative() * supposed;
    if (!(counts.canary() > 0 && counts.stable() > 0) || supposed + harm >= 1) {
      return 0;
    }
    double near =
        new Projection(counts.canary(), supposed, counts.stable(), supposed, harm).nearestStable();
    return counts.logRatio(supposed, supposed, near + harm, near);
  }

  private double margin(double supposed) {
    return Math.min(0.99 - supposed / 2, rule.margin() + rule.relative() * supposed);
  }

  private double supposed() {
    return Math.max(Wealth.SMALLEST, Math.min(1 - Wealth.SMALLEST, stableBad / stableTotal));
  }

  private void remember(long total, long bad) {
    stableTotal = KEEP * stableTotal + total;
    stableBad = KEEP * stableBad + bad;
    if (stableTotal < 5) {
      stableBad += (5 - stableTotal) * 0.01;
      stableTotal = 5;
    }
  }

  private double worseThreshold() {
    return 1 / (rule.limit() == null ? alarms : alarms * COMPARISON);
  }

  private double beyondThreshold() {
    return 1 / (alarms * (1 - COMPARISON));
  }

  /** End of the interval at which the canary was found worse than stable. */
  public Optional<Instant> worseSince() {
    return Optional.ofNullable(worseSince);
  }

  /** End of the interval at which the canary was found above its limit. */
  public Optional<Instant> beyondSince() {
    return Optional.ofNullable(beyondSince);
  }

  /** Stable is above the limit as well, so going back cannot help. */
  boolean stableBeyond() {
    return stableBeyond.highest() >= beyondThreshold();
  }

  /** Harm is excluded, on enough answers. */
  public boolean harmless() {
    return canary >= rule.minimumSamples() && harmless >= StrictMath.log(1 / rule.overlooked());
  }

  /** What was counted and how strong the evidence is. */
  ShareFigures figures() {
    return new ShareFigures(
        canary,
        canaryBad,
        stable,
        stableBadAll,
        clustering.value(),
        worse.highest() / worseThreshold(),
        rule.limit() == null ? 0 : beyond.highest() / beyondThreshold(),
        StrictMath.exp(harmless) * rule.overlooked());
  }
}
