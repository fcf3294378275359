package dev.slipway.definitions.rollout;

import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.evidence.RunView;
import dev.slipway.evidence.ServiceState;
import dev.slipway.evidence.ServiceView;
import dev.slipway.evidence.WorkloadState;
import dev.slipway.evidence.WorkloadView;
import dev.slipway.name.TimeText;
import dev.slipway.rollout.Strategy;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the Web UI says of a rollout: what it is waiting for, and how each workload stands. Folded
 * from the rollout's own facts; how many pods are ready at this moment stands in the heartbeat of
 * the pending watch, because telling it here would cost an event each time.
 */
final class Progress {
  private final RolloutStart start;
  private RunView view;
  private boolean held;

  Progress(RolloutStart start) {
    this.start = start;
    view = RunView.empty(start.run());
  }

  void after(KeyedFact told) {
    view = view.apply(told);
    show();
  }

  void held(boolean now) {
    held = now;
    show();
  }

  private void show() {
    Workflow.setCurrentDetails(String.join("\n", lines()));
  }

  private List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        "### %s %s %s"
            .formatted(
                start.service().service(),
                start.back() ? "back to" : "→",
                start.service().version()));
    view.progress()
        .service(start.service().service())
        .ifPresentOrElse(service -> add(service, lines), () -> lines.add("begins"));
    return lines;
  }

  private void add(ServiceView service, List<String> lines) {
    lines.add("**%s**".formatted(waitingFor(service)));
    service.workloads().forEach(workload -> lines.add(line(workload)));
    view.standing()
        .ill()
        .forEach(
            ill ->
                lines.add(
                    "- ill since `%s`: %s: %s".formatted(ill.since(), ill.system(), ill.what())));
    service
        .verdicts()
        .forEach(
            verdict ->
                lines.add("- verified: %s: %s".formatted(verdict.step(), verdict.verdict().why())));
  }

  private String waitingFor(ServiceView service) {
    if (held) {
      return "held; waits for resume";
    }
    if (!view.standing().ill().isEmpty()) {
      return "waits for " + view.standing().ill().getFirst().system();
    }
    return service.workloads().stream()
        .filter(workload -> workload.state() == WorkloadState.CHANGED)
        .findFirst()
        .map(
            workload ->
                "waits until all pods of %s are new and ready, at most %s; the heartbeat of its watch says how far they are"
                    .formatted(workload.workload(), TimeText.of(limit())))
        .orElseGet(() -> words(service.state()) + detail(service.detail()));
  }

  private Duration limit() {
    return switch (start.service().strategy()) {
      case Strategy.Rolling rolling ->
          start.back() ? rolling.rollbackTimeout() : rolling.rolloutTimeout();
    };
  }

  private static String line(WorkloadView workload) {
    return "- %s: %s%s"
        .formatted(
            workload.workload(),
            workload.state().name().toLowerCase(Locale.ROOT),
            detail(workload.detail()));
  }

  private static String words(ServiceState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String detail(String told) {
    return told.isEmpty() ? "" : ": " + told;
  }
}
