package dev.slipway.analysis.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one metric.
 *
 * @param samples in the order in which they came
 * @param expected pods of the canary that must be heard now; empty when nobody knows
 * @param down why the provider does not answer now; null while it does
 */
public record Observed(
    Rule rule, List<Sample> samples, List<String> expected, @Nullable String down) {
  public Observed {
    samples = List.copyOf(samples);
    expected = List.copyOf(expected);
  }

  /** Everything is heard. */
  public static Observed of(Rule rule, List<? extends Sample> samples) {
    return new Observed(rule, List.copyOf(samples), List.of(), null);
  }
}
