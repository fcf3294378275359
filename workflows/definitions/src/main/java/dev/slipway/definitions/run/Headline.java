package dev.slipway.definitions.run;

import dev.slipway.artifact.VersionName;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.GateView;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.evidence.RunView;
import dev.slipway.gate.Choice;
import dev.slipway.gate.Vote;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.ServicePlan;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What stands above the story of a run in the Web UI: what it waits for, which versions it brings,
 * who approved. Folded from the run's own facts, so that it says what the API says.
 */
final class Headline {
  private final Map<ServiceName, String> before = new LinkedHashMap<>();
  private final Map<ServiceName, String> wanted = new LinkedHashMap<>();
  private RunView view;

  Headline(RunId run) {
    view = RunView.empty(run);
  }

  void after(KeyedFact told) {
    view = view.apply(told);
    switch (told.fact()) {
      case Fact.SnapshotTaken taken -> taken.snapshots().forEach(this::found);
      case Fact.PlanMade made ->
          made.plan().waves().stream()
              .flatMap(wave -> wave.services().stream())
              .forEach(this::planned);
      // the rest is in the view
      default -> {}
    }
  }

  private void planned(ServicePlan plan) {
    wanted.put(plan.service(), plan.version());
  }

  /** The name that we gave it, else the tag in the cluster, else the digest. */
  private void found(WorkloadSnapshot snapshot) {
    String name = snapshot.version();
    if (name != null) {
      before.put(snapshot.service(), name);
    } else if (!snapshot.named().isEmpty()) {
      var image = snapshot.named().getFirst();
      String tag =
          image
              .tag()
              .map(VersionName::of)
              .or(() -> image.digest().map(digest -> digest.abbreviated()))
              .orElse("an unknown version");
      before.putIfAbsent(snapshot.service(), tag);
    }
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("### " + view.state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    view.waitingFor().ifPresent(what -> lines.add("**" + what + "**"));
    wanted.forEach(
        (service, version) ->
            lines.add(
                "- %s: %s → %s"
                    .formatted(service, before.getOrDefault(service, "nothing known"), version)));
    GateView gate = view.gate();
    if (gate != null) {
      gate.votes().forEach(vote -> lines.add(said(vote)));
    }
    view.leftToDo().forEach(left -> lines.add("- **left to do**: " + left));
    return lines;
  }

  private static String said(Vote vote) {
    String verb =
        switch (vote.choice()) {
          case Choice.APPROVE -> "approved";
          case Choice.REJECT -> "rejected";
          case Choice.OVERRIDE -> "overridden";
        };
    return "- %s by %s%s"
        .formatted(
            verb,
            vote.by().name(),
            vote.reason() == null || vote.reason().isBlank() ? "" : ": " + vote.reason());
  }
}
