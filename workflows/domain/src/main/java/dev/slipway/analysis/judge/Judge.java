package dev.slipway.analysis.judge;

import dev.slipway.analysis.Verdict;
import java.util.List;
import java.util.function.Predicate;

/**
 * Judges a canary from all samples that were kept of it. The same samples give the same judgement
 * to the bit, and judging after every sample is as safe as judging once: each test decides by the
 * first moment at which its evidence sufficed, and a later calm does not take a Fail back.
 *
 * @param alarms probability that a sound canary is failed by the shares, over all of them and all
 *     looks together; usually 0.001
 * @param tolerated part of the weight of metrics which are not critical that may fail, 0 to 1
 */
public record Judge(double alarms, double tolerated) {
  /** One false alarm in a thousand analyses; less than half of the lesser metrics may fail. */
  public static final Judge USUAL = new Judge(0.001, 0.49);

  public Judge {
    Bounds.within("alarms", alarms, 1e-9, 0.5);
    Bounds.within("tolerated", tolerated, 0, 1);
  }

  /**
   * @param observed one entry for each metric; at least one
   */
  public Judgement judge(Window window, List<Observed> observed) {
    if (observed.isEmpty()) {
      throw new IllegalArgumentException("nothing to judge by; name at least one metric");
    }
    long shares = observed.stream().filter(one -> one.rule() instanceof ShareRule).count();
    List<MetricJudgement> metrics =
        observed.stream()
            .map(
                one ->
                    switch (one.rule()) {
                      case ShareRule rule ->
                          new ShareJudge(window, rule, alarms / shares).judge(one);
                      case LevelRule rule -> new LevelJudge(window, rule).judge(one);
                    })
            .toList();
    return new Judgement(together(metrics), metrics);
  }

  private Verdict together(List<MetricJudgement> all) {
    List<MetricJudgement> critical = that(all, one -> one.standing().critical());
    List<MetricJudgement> failed = that(critical, one -> one.verdict() instanceof Verdict.Fail);
    if (!failed.isEmpty()) {
      return new Verdict.Fail(failed.getFirst().verdict().why());
    }
    List<MetricJudgement> heard = that(all, one -> !ignored(one));
    List<MetricJudgement> lesser = that(heard, one -> !one.standing().critical());
    double weight = weight(lesser);
    List<MetricJudgement> lost = that(lesser, one -> one.verdict() instanceof Verdict.Fail);
    if (weight(lost) > tolerated * weight) {
      return new Verdict.Fail(
          "metrics of weight %s of %s failed, more than a part of %s: %s"
              .formatted(weight(lost), weight, tolerated, lost.getFirst().verdict().why()));
    }
    return undecided(all, that(heard, one -> !(one.verdict() instanceof Verdict.Fail)));
  }

  private static Verdict undecided(List<MetricJudgement> all, List<MetricJudgement> heard) {
    if (heard.isEmpty()) {
      return all.getFirst().verdict();
    }
    for (Predicate<Verdict> kind :
        List.<Predicate<Verdict>>of(
            verdict -> verdict instanceof Verdict.ProviderDown,
            verdict -> verdict instanceof Verdict.NoData,
            verdict -> verdict instanceof Verdict.Inconclusive)) {
      List<MetricJudgement> such = that(heard, one -> kind.test(one.verdict()));
      if (!such.isEmpty()) {
        return such.getFirst().verdict();
      }
    }
    return new Verdict.Pass(
        heard.size() == 1
            ? heard.getFirst().verdict().why()
            : "all %d metrics pass".formatted(heard.size()));
  }

  private static boolean ignored(MetricJudgement one) {
    return one.standing().silent() == WhenSilent.IGNORE
        && switch (one.verdict()) {
          case Verdict.NoData none -> true;
          case Verdict.ProviderDown down -> true;
          case Verdict.Pass pass -> false;
          case Verdict.Fail fail -> false;
          case Verdict.Inconclusive unclear -> false;
        };
  }

  private static double weight(List<MetricJudgement> metrics) {
    double sum = 0;
    for (MetricJudgement one : metrics) {
      sum += one.standing().weight();
    }
    return sum;
  }

  private static List<MetricJudgement> that(
      List<MetricJudgement> metrics, Predicate<MetricJudgement> what) {
    return metrics.stream().filter(what).toList();
  }
}
