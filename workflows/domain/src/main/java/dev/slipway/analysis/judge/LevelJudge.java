package dev.slipway.analysis.judge;

import dev.slipway.analysis.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says what a series of levels means. */
record LevelJudge(Window window, LevelRule rule) {

  MetricJudgement judge(Observed observed) {
    LevelTest test = new LevelTest(rule);
    observed.samples().stream()
        .filter(sample -> counts(sample))
        .sorted(
            Comparator.comparing(Sample::at)
                .thenComparing(sample -> sample.source().arm(), Comparator.reverseOrder()))
        .forEachOrdered(sample -> test.add((Sample.Level) sample));
    Optional<Instant> failed = test.failedAt();
    Verdict verdict =
        failed.isPresent()
            ? new Verdict.Fail(
                "%s: the canary %s than stable: the middle is %s against %s, seen on %d and %d points"
                    .formatted(
                        rule.name(),
                        test.finding(),
                        test.canaryMedian(),
                        test.stableMedian(),
                        test.canaryPoints(),
                        test.stablePoints()))
            : open(test, observed);
    return new MetricJudgement(
        rule.name(), rule.standing(), verdict, figures(test), failed.orElse(null));
  }

  private boolean counts(Sample sample) {
    return sample instanceof Sample.Level level
        && level.usable()
        && !sample.at().isAfter(window.asOf())
        && !sample.at().isBefore(window.begin())
        && !sample.at().isBefore(sample.source().started().plus(rule.standing().warmUp()));
  }

  private Verdict open(LevelTest test, Observed observed) {
    Optional<Verdict> trouble =
        new Freshness(window)
            .trouble(observed, sample -> sample instanceof Sample.Level level && level.usable());
    if (trouble.isPresent()) {
      return trouble.get();
    }
    if (!test.looked()) {
      return new Verdict.Inconclusive(
          "%s: %d points of the canary and %d of stable are seen, %d of each are wanted"
              .formatted(
                  rule.name(), test.canaryPoints(), test.stablePoints(), rule.minimumSamples()));
    }
    String middles =
        "the middle is %s against %s of stable".formatted(test.canaryMedian(), test.stableMedian());
    return test.close()
        ? new Verdict.Pass("%s: %s, and the swing is alike".formatted(rule.name(), middles))
        : new Verdict.Inconclusive(
            "%s: %s, more than is tolerated, but not surely so".formatted(rule.name(), middles));
  }

  private static List<Figure> figures(LevelTest test) {
    return List.of(
        new Figure("canary points", test.canaryPoints()),
        new Figure("stable points", test.stablePoints()),
        new Figure("canary middle", test.canaryMedian()),
        new Figure("stable middle", test.stableMedian()),
        new Figure("smallest probability", test.smallest()));
  }
}
