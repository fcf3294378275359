package dev.slipway.analysis.judge;

import dev.slipway.analysis.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one metric says.
 *
 * @param figures the numbers behind it
 * @param since for a Fail the end of the interval at which the evidence sufficed; null otherwise
 */
public record MetricJudgement(
    String metric,
    Standing standing,
    Verdict verdict,
    List<Figure> figures,
    @Nullable Instant since) {
  public MetricJudgement {
    figures = List.copyOf(figures);
  }
}
