package dev.slipway.analysis.judge;

import dev.slipway.analysis.Verdict;
import java.util.List;

/** What all metrics say together, and each of them, in the order of the rules. */
public record Judgement(Verdict verdict, List<MetricJudgement> metrics) {
  public Judgement {
    metrics = List.copyOf(metrics);
  }
}
