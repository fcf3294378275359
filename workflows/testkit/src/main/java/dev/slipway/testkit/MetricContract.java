package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.verify.MetricActivities;
import dev.slipway.houserules.Covers;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.verify.Comparison;
import dev.slipway.verify.StepVerdict;
import dev.slipway.verify.VerifyStep;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a metrics server and the adapter in front of it show together. */
public abstract class MetricContract {

  /**
   * What the server under test can answer.
   *
   * @param prometheus its base URL
   * @param one query with one series of value 1
   * @param several query with more than one series
   * @param none query without any series
   * @param broken text that is no query
   * @param job that is scraped, all targets up
   * @param rule alert that is loaded
   */
  public record Fixture(
      String prometheus,
      String one,
      String several,
      String none,
      String broken,
      String job,
      String rule) {}

  protected abstract MetricActivities metrics();

  protected abstract Fixture fixture();

  @Test
  void holdsANumberAgainstItsThreshold() {
    assertThat(ask(fixture().one(), Comparison.AT_LEAST, 1)).isInstanceOf(Verdict.Pass.class);
    assertThat(ask(fixture().one(), Comparison.BELOW, 1)).isInstanceOf(Verdict.Fail.class);
  }

  @Test
  void saysWhatItMeasuredAndWhatWasAsked() {
    assertThat(ask(fixture().one(), Comparison.BELOW, 1).why()).contains(fixture().one(), "< 1");
  }

  @Test
  void keepsTheNameOfTheStepAndItsWeight() {
    StepVerdict verdict =
        metrics().condition(condition("slow", fixture().one(), Comparison.AT_MOST, 1));
    assertThat(verdict.step()).isEqualTo("slow");
    assertThat(verdict.warnOnly()).isTrue();
  }

  @Test
  void neverTakesNothingForGood() {
    assertThat(ask(fixture().none(), Comparison.BELOW, 1)).isInstanceOf(Verdict.NoData.class);
  }

  @Test
  void doesNotPickOneOfSeveralSeries() {
    Verdict verdict = ask(fixture().several(), Comparison.BELOW, 1);
    assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(verdict.why()).containsPattern("[0-9]+ series");
  }

  @Test
  void refusesABrokenQueryForGood() {
    assertThatThrownBy(() -> ask(fixture().broken(), Comparison.BELOW, 1))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.INVALID.name()))
        .hasMessageContaining(fixture().broken());
  }

  @Test
  @Covers({"IPA-18", "IPA-44", "AIW-102"})
  void passesAJobWhoseTargetsAreUp() {
    Finding finding = metrics().check(targets(fixture().job()));
    assertThat(finding).isInstanceOf(Finding.Passed.class);
    assertThat(finding.detail()).contains(fixture().job());
  }

  @Test
  @Covers({"IPA-18", "IPA-44"})
  void namesTheKnownJobsWhenOneIsMissing() {
    Finding finding = metrics().check(targets("job-of-nobody"));
    assertThat(finding).isInstanceOf(Finding.Failed.class);
    assertThat(finding.detail()).contains("job-of-nobody", fixture().job());
  }

  @Test
  @Covers({"IPA-20", "AIW-102"})
  void findsLoadedRulesAndNamesTheOthers() {
    assertThat(metrics().check(rules(List.of(fixture().rule()))))
        .isInstanceOf(Finding.Passed.class);
    Finding finding = metrics().check(rules(List.of(fixture().rule(), "RuleOfNobody")));
    assertThat(finding).isInstanceOf(Finding.Failed.class);
    assertThat(finding.detail()).contains("RuleOfNobody").doesNotContain(fixture().rule());
  }

  private Check targets(String job) {
    return new Check.PrometheusTargets(fixture().prometheus(), job);
  }

  private Check rules(List<String> alerts) {
    return new Check.PrometheusRules(fixture().prometheus(), alerts);
  }

  private Verdict ask(String query, Comparison comparison, double threshold) {
    return metrics().condition(condition("step", query, comparison, threshold)).verdict();
  }

  private VerifyStep.Condition condition(
      String name, String query, Comparison comparison, double threshold) {
    return new VerifyStep.Condition(
        name, true, fixture().prometheus(), query, comparison, threshold);
  }
}
