package dev.slipway.evidence;

import dev.slipway.name.ServiceName;
import dev.slipway.release.ServicePlan;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.Trouble;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.verify.StepVerdict;
import java.util.ArrayList;
import java.util.List;

/**
 * One service of a run.
 *
 * @param version planned one; empty where no plan was told
 * @param detail what was last told of it; may be empty
 * @param verdicts of the last verification
 */
public record ServiceView(
    ServiceName service,
    String version,
    ServiceState state,
    String detail,
    List<WorkloadView> workloads,
    List<StepVerdict> verdicts) {
  public ServiceView {
    workloads = List.copyOf(workloads);
    verdicts = List.copyOf(verdicts);
  }

  static ServiceView waiting(ServiceName service) {
    return new ServiceView(service, "", ServiceState.WAITING, "", List.of(), List.of());
  }

  static ServiceView planned(ServicePlan plan) {
    return new ServiceView(
        plan.service(),
        plan.version(),
        ServiceState.WAITING,
        "",
        plan.workloads().stream()
            .map(ref -> new WorkloadView(ref, WorkloadState.WAITING, ""))
            .toList(),
        List.of());
  }

  ServiceView after(Fact fact) {
    return switch (fact) {
      case Fact.RolloutStarted started ->
          in(started.back() ? ServiceState.GOING_BACK : ServiceState.ROLLING_OUT, "");
      case Fact.ChangeIntended intended ->
          put(intended.to().workload(), WorkloadState.CHANGING, "");
      case Fact.ChangeMade made -> put(made.workload(), changed(made.result()), detail(made));
      case Fact.WorkloadSeen seen ->
          put(seen.workload(), state(seen.sighting()), seen.sighting().sentence());
      case Fact.RolloutEnded ended -> ended(ended);
      case Fact.Verified verified -> verified(verified);
      case Fact.Undone undone -> in(ServiceState.BACK, "");
      case Fact.UndoFailed failed -> in(ServiceState.STUCK, failed.left());
      // each part of the view folds only the facts that are about it
      default -> this;
    };
  }

  private static WorkloadState changed(ChangeResult result) {
    return switch (result) {
      case ChangeResult.Applied applied -> WorkloadState.CHANGED;
      case ChangeResult.AlreadyThere there -> WorkloadState.CHANGED;
      case ChangeResult.Conflict conflict -> WorkloadState.TROUBLED;
    };
  }

  private static String detail(Fact.ChangeMade made) {
    return made.result() instanceof ChangeResult.Conflict conflict ? conflict.found() : "";
  }

  private ServiceView ended(Fact.RolloutEnded ended) {
    return switch (ended.end()) {
      case RolloutEnd.Done done -> in(ended.back() ? ServiceState.BACK : ServiceState.DONE, "");
      case RolloutEnd.Failed failed ->
          in(ended.back() ? ServiceState.STUCK : ServiceState.FAILED, detail(failed.trouble()));
    };
  }

  /** What a workload or a verification of this service says already is not said again. */
  private String detail(Trouble trouble) {
    boolean said =
        state == ServiceState.FAILED
            || workloads.stream()
                .anyMatch(w -> w.state() == WorkloadState.TROUBLED && !w.detail().isEmpty());
    if (said && !(trouble instanceof Trouble.Stopped)) {
      return state == ServiceState.FAILED ? detail : "";
    }
    String own = service + ": ";
    String sentence = trouble.sentence();
    return sentence.startsWith(own) ? sentence.substring(own.length()) : sentence;
  }

  private ServiceView verified(Fact.Verified verified) {
    return new ServiceView(
        service,
        version,
        verified(verified.verdicts()),
        RolloutSentence.verified(verified.verdicts()),
        workloads,
        verified.verdicts());
  }

  private ServiceState verified(List<StepVerdict> verdicts) {
    return switch (state) {
      // a look at what came back says nothing of the version that was to be released
      case GOING_BACK, BACK, STUCK -> state;
      case WAITING, ROLLING_OUT, DONE, VERIFIED, FAILED ->
          verdicts.stream().anyMatch(StepVerdict::fails)
              ? ServiceState.FAILED
              : verdicts.stream().anyMatch(StepVerdict::blind) ? state : ServiceState.VERIFIED;
    };
  }

  private ServiceView in(ServiceState next, String told) {
    return new ServiceView(service, version, next, told, workloads, verdicts);
  }

  private ServiceView put(WorkloadRef ref, WorkloadState next, String told) {
    var all = new ArrayList<>(workloads);
    var newer = new WorkloadView(ref, next, told);
    int known = workloads.stream().map(WorkloadView::workload).toList().indexOf(ref);
    if (known < 0) {
      all.add(newer);
    } else {
      all.set(known, newer);
    }
    return new ServiceView(service, version, state, detail, all, verdicts);
  }

  private static WorkloadState state(RolloutSighting seen) {
    return switch (seen) {
      case RolloutSighting.Complete complete -> WorkloadState.READY;
      case RolloutSighting.PlatformWell well -> WorkloadState.CHANGED;
      case RolloutSighting.Crashing bad -> WorkloadState.TROUBLED;
      case RolloutSighting.Unpullable bad -> WorkloadState.TROUBLED;
      case RolloutSighting.Misconfigured bad -> WorkloadState.TROUBLED;
      case RolloutSighting.PlatformIll ill -> WorkloadState.TROUBLED;
      case RolloutSighting.Superseded other -> WorkloadState.TROUBLED;
    };
  }
}
