package dev.slipway.evidence;

import dev.slipway.preflight.CheckResult;
import dev.slipway.preflight.PreflightReport;
import java.util.List;

/**
 * What a preflight said, without the many checks that passed: those stay in the ledger only, so
 * that the view of a big release stays small.
 *
 * @param checks how many looked
 */
public record PreflightView(int checks, List<CheckResult> blockers, List<CheckResult> warnings) {
  public PreflightView {
    blockers = List.copyOf(blockers);
    warnings = List.copyOf(warnings);
  }

  static PreflightView of(PreflightReport report) {
    return new PreflightView(report.results().size(), report.blockers(), report.warnings());
  }
}
