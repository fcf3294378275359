package dev.slipway.preflight;

/** One planned check with what was found. */
public record CheckResult(PlannedCheck planned, Finding finding) {
  /** What was looked at and what was found. */
  public String sentence() {
    String subject = planned.check().subject();
    return finding.detail().contains(subject)
        ? finding.detail()
        : subject + ": " + finding.detail();
  }

  /**
   * A blocking check that failed or could not be seen: what cannot be seen is never taken for good.
   */
  public boolean blocks() {
    return planned.severity() == Severity.BLOCK && !(finding instanceof Finding.Passed);
  }

  public boolean warns() {
    return planned.severity() == Severity.WARN && !(finding instanceof Finding.Passed);
  }
}
