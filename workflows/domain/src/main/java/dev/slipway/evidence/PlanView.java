package dev.slipway.evidence;

import dev.slipway.release.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What planning said.
 *
 * @param hash what approvers vote on; null before there is a plan
 * @param warnings sentences for the author
 * @param problems why it was refused; empty when it was not
 */
public record PlanView(
    @Nullable String hash,
    List<String> warnings,
    List<Problem> problems,
    @Nullable PreflightView preflight) {
  public PlanView {
    warnings = List.copyOf(warnings);
    problems = List.copyOf(problems);
  }

  static PlanView none() {
    return new PlanView(null, List.of(), List.of(), null);
  }

  PlanView after(Fact fact) {
    return switch (fact) {
      case Fact.PlanMade made ->
          new PlanView(made.plan().hash(), made.plan().warnings(), List.of(), preflight);
      case Fact.PlanRefused refused -> new PlanView(hash, warnings, refused.problems(), preflight);
      case Fact.PreflightDone done ->
          new PlanView(hash, warnings, problems, PreflightView.of(done.report()));
      // each part of the view folds only the facts that are about it
      default -> this;
    };
  }
}
