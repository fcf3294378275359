package dev.slipway.verify;

import dev.slipway.analysis.Verdict;

/** What one step said. */
public record StepVerdict(String step, boolean warnOnly, Verdict verdict) {
  public boolean fails() {
    return !warnOnly && verdict instanceof Verdict.Fail;
  }

  /** Neither good nor bad could be told, and it matters. */
  public boolean blind() {
    return !warnOnly
        && switch (verdict) {
          case Verdict.Pass p -> false;
          case Verdict.Fail f -> false;
          case Verdict.Inconclusive i -> true;
          case Verdict.NoData n -> true;
          case Verdict.ProviderDown d -> true;
        };
  }
}
