package dev.slipway.preflight;

import java.util.List;

/** All findings together: every check has run, whatever another one found. */
public record PreflightReport(List<CheckResult> results) {
  public PreflightReport {
    results = List.copyOf(results);
  }

  public List<CheckResult> blockers() {
    return results.stream().filter(CheckResult::blocks).toList();
  }

  public List<CheckResult> warnings() {
    return results.stream().filter(CheckResult::warns).toList();
  }
}
