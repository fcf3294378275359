package dev.slipway.analysis.judge;

import dev.slipway.analysis.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what a share of bad answers means. */
record ShareJudge(Window window, ShareRule rule, double alarms) {

  MetricJudgement judge(Observed observed) {
    ShareTest test = new ShareTest(rule, alarms);
    Counters.intervals(window, rule.standing(), observed.samples())
        .forEach(
            (number, interval) -> {
              if (number < 0) {
                test.before(interval.stable());
              } else {
                test.add(interval);
              }
            });
    Optional<Instant> failed = failed(test);
    Verdict verdict = failed.isPresent() ? fail(test) : open(test, observed);
    return new MetricJudgement(
        rule.name(), rule.standing(), verdict, figures(test.figures()), failed.orElse(null));
  }

  private static Optional<Instant> failed(ShareTest test) {
    Optional<Instant> beyond = test.stableBeyond() ? Optional.empty() : test.beyondSince();
    if (test.worseSince().isEmpty()) {
      return beyond;
    }
    return beyond.filter(at -> at.isBefore(test.worseSince().orElseThrow())).or(test::worseSince);
  }

  private Verdict fail(ShareTest test) {
    ShareFigures seen = test.figures();
    if (test.worseSince().isPresent()) {
      return new Verdict.Fail(
          "%s: %s of the canary are bad against %s of stable, more than the margin of %s allows"
              .formatted(
                  rule.name(),
                  part(seen.canaryBad(), seen.canary()),
                  part(seen.stableBad(), seen.stable()),
                  percent(allowed(rule.margin(), seen))));
    }
    Double limit = rule.limit();
    return new Verdict.Fail(
        "%s: %s of the canary are bad, more than the limit of %s"
            .formatted(
                rule.name(),
                part(seen.canaryBad(), seen.canary()),
                percent(limit == null ? 1 : limit)));
  }

  private Verdict open(ShareTest test, Observed observed) {
    Optional<Verdict> trouble =
        new Freshness(window)
            .trouble(
                observed, sample -> sample instanceof Sample.Counter counter && counter.usable());
    if (trouble.isPresent()) {
      return trouble.get();
    }
    ShareFigures seen = test.figures();
    Double limit = rule.limit();
    if (test.stableBeyond() && test.beyondSince().isPresent()) {
      return new Verdict.Inconclusive(
          "%s: stable is above the limit of %s as well; going back would not help"
              .formatted(rule.name(), percent(limit == null ? 1 : limit)));
    }
    if (limit != null && seen.canaryShare() > limit) {
      return new Verdict.Inconclusive(
          "%s: %s of the canary are bad, above the limit of %s, but not surely so"
              .formatted(rule.name(), part(seen.canaryBad(), seen.canary()), percent(limit)));
    }
    return test.harmless() ? pass(seen) : missing(seen);
  }

  private Verdict pass(ShareFigures seen) {
    return new Verdict.Pass(
        "%s: %s of the canary are bad against %s of stable; %s more is excluded"
            .formatted(
                rule.name(),
                part(seen.canaryBad(), seen.canary()),
                part(seen.stableBad(), seen.stable()),
                percent(allowed(rule.harm(), seen))));
  }

  private Verdict missing(ShareFigures seen) {
    String what =
        seen.canary() < rule.minimumSamples()
            ? "%d of %d answers of the canary are seen"
                .formatted(seen.canary(), rule.minimumSamples())
            : "%s more than stable is not excluded yet after %d answers"
                .formatted(percent(allowed(rule.harm(), seen)), seen.canary());
    return new Verdict.Inconclusive(rule.name() + ": " + what);
  }

  private double allowed(double fixed, ShareFigures seen) {
    return seen.stable() == 0 ? fixed : fixed + rule.relative() * seen.stableShare();
  }

  private static List<Figure> figures(ShareFigures seen) {
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("canary answers", seen.canary()));
    figures.add(new Figure("canary bad answers", seen.canaryBad()));
    figures.add(new Figure("stable answers", seen.stable()));
    figures.add(new Figure("stable bad answers", seen.stableBad()));
    figures.add(new Figure("clustering", seen.clustering()));
    figures.add(new Figure("evidence of worse, 1 decides", seen.worse()));
    figures.add(new Figure("evidence of beyond the limit, 1 decides", seen.beyond()));
    figures.add(new Figure("evidence of harmless, 1 decides", seen.harmless()));
    return figures;
  }

  private static String part(long bad, long all) {
    return "%d of %d answers".formatted(bad, all);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.4f", share * 100)
            .replaceAll("0+$", "")
            .replaceAll("\\.$", "")
        + " %";
  }
}
