package dev.slipway.documents;

import dev.slipway.document.ApprovalSpec;
import dev.slipway.document.EnvironmentSpec;
import dev.slipway.document.FreezeSpec;
import dev.slipway.document.ReceiverSpec;
import dev.slipway.document.SiteCheckSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules between the fields of one environment spec. */
final class EnvironmentRules {

  private final Findings findings;

  EnvironmentRules(Findings findings) {
    this.findings = findings;
  }

  void check(EnvironmentSpec spec) {
    findings.unique("spec.receivers", spec.receivers(), ReceiverSpec::name);
    findings.unique("spec.freezes", spec.freezes(), FreezeSpec::name);
    approval("spec.approval", spec.approval(), spec);
    if (spec.hotfix() != null) {
      approval("spec.hotfix.approval", spec.hotfix().approval(), spec);
    }
    List<FreezeSpec> freezes = spec.freezes() == null ? List.of() : spec.freezes();
    for (int i = 0; i < freezes.size(); i++) {
      freeze("spec.freezes[%d]".formatted(i), freezes.get(i));
    }
    List<SiteCheckSpec> checks = spec.checks() == null ? List.of() : spec.checks();
    for (int i = 0; i < checks.size(); i++) {
      if (asksPrometheus(checks.get(i)) && spec.prometheus() == null) {
        findings.add("spec.checks[%d]".formatted(i), "asks Prometheus; set spec.prometheus");
      }
    }
  }

  private static boolean asksPrometheus(SiteCheckSpec check) {
    return check instanceof SiteCheckSpec.PrometheusTargets
        || check instanceof SiteCheckSpec.PrometheusRules;
  }

  private void approval(String at, @Nullable ApprovalSpec approval, EnvironmentSpec spec) {
    if (approval == null) {
      return;
    }
    Duration expiry = approval.expiry() == null ? Duration.ofHours(24) : approval.expiry();
    before(at + ".remindEvery", approval.remindEvery(), expiry);
    before(at + ".escalateAfter", approval.escalateAfter(), expiry);
    List<String> escalateTo = approval.escalateTo() == null ? List.of() : approval.escalateTo();
    if (isSet(approval.escalateAfter()) && escalateTo.isEmpty()) {
      findings.add(at + ".escalateTo", "is missing, but escalateAfter is set; name the receivers");
    }
    List<String> known =
        spec.receivers() == null
            ? List.of()
            : spec.receivers().stream().map(ReceiverSpec::name).toList();
    for (int i = 0; i < escalateTo.size(); i++) {
      if (!known.contains(escalateTo.get(i))) {
        findings.add(
            "%s.escalateTo[%d]".formatted(at, i),
            "receiver '%s' is not known; known: %s"
                .formatted(escalateTo.get(i), known.isEmpty() ? "none" : String.join(", ", known)));
      }
    }
  }

  private static boolean isSet(@Nullable Duration time) {
    return time != null && !time.isZero();
  }

  private void before(String field, @Nullable Duration time, Duration expiry) {
    if (time != null && isSet(time) && time.compareTo(expiry) >= 0) {
      findings.add(
          field,
          "%s is not before the expiry of %s, so it never comes"
              .formatted(Durations.text(time), Durations.text(expiry)));
    }
  }

  private void freeze(String at, FreezeSpec freeze) {
    boolean single = freeze.from() != null || freeze.until() != null;
    boolean weekly = freeze.days() != null || freeze.start() != null || freeze.length() != null;
    if (single == weekly) {
      findings.add(at, "needs either from and until, or days, start and length");
    } else if (single) {
      single(at, freeze);
    } else if (freeze.days() == null || freeze.start() == null || freeze.length() == null) {
      findings.add(at, "is a weekly window and needs days, start and length");
    }
  }

  private void single(String at, FreezeSpec freeze) {
    if (freeze.from() == null || freeze.until() == null) {
      findings.add(at, "is a single window and needs both from and until");
    } else if (!freeze.until().isAfter(freeze.from())) {
      findings.add(
          at + ".until", "%s is not after from, %s".formatted(freeze.until(), freeze.from()));
    }
  }
}
