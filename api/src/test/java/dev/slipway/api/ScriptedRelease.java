package dev.slipway.api;

import dev.slipway.compensation.Undo;
import dev.slipway.contract.evidence.AppendRequest;
import dev.slipway.contract.evidence.FactKeys;
import dev.slipway.contract.evidence.LedgerActivities;
import dev.slipway.contract.release.ChildNews;
import dev.slipway.contract.release.Order;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.contract.release.ReleaseWorkflow;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.gate.Answer;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateOutcome;
import dev.slipway.gate.Vote;
import dev.slipway.lock.LockAnswer;
import dev.slipway.release.Planned;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.release.ServicePlan;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A release that plans, asks at its gate, and ends, without touching any site: what the API has to
 * do with a release, and nothing else. The reason may ask for more: "stays open", "the last fails".
 * Judges votes by the same {@link Gate} as the real one.
 */
public final class ScriptedRelease implements ReleaseWorkflow {
  private final LedgerActivities ledger =
      Workflow.newActivityStub(
          LedgerActivities.class,
          ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(10)).build());
  private final ReleaseStart start;
  private int facts;
  private @Nullable Gate gate;
  private @Nullable RunState asked;
  private boolean held;

  @WorkflowInit
  public ScriptedRelease(ReleaseStart start) {
    this.start = start;
  }

  @Override
  public RunEnd run(ReleaseStart same) {
    tell(new Fact.ReleaseRequested(start.request()));
    Planned planned = ScriptedSite.plan(start, now());
    if (planned instanceof Planned.Refused refused) {
      tell(new Fact.PlanRefused(refused.problems()));
      return end(RunState.REFUSED);
    }
    var ready = (Planned.Ready) planned;
    tell(new Fact.PlanMade(ready.plan()));
    tell(new Fact.SnapshotTaken("plan", ready.snapshots()));
    var approval = ready.plan().policy().approval();
    if (approval.required()) {
      gate =
          Gate.open(
              approval,
              start.request().requestedBy().name(),
              start.request().environment().value(),
              ready.plan().hash(),
              now());
      tell(new Fact.GateOpened(approval, ready.plan().hash(), gate.expiresAt()));
      tell(new Fact.StateChanged(RunState.AWAITING_APPROVAL, ""));
      Workflow.await(() -> asked != null || gateIs(GateOutcome.APPROVED, GateOutcome.REJECTED));
      if (asked == null && gateIs(GateOutcome.REJECTED)) {
        return end(RunState.REJECTED);
      }
    }
    if (asked != null) {
      return end(asked);
    }
    List<ServicePlan> services = ready.plan().services();
    tell(new Fact.LockGranted(now().getEpochSecond()));
    for (int number = 1; number <= services.size(); number++) {
      tell(new Fact.UndoRecorded(number, undo(services.get(number - 1))));
    }
    Workflow.await(() -> asked != null || (!held && !reason().contains("stays open")));
    if (reason().contains("the last fails")) {
      tell(new Fact.Undone(services.size(), services.getLast().service()));
      return end(RunState.COMPENSATED);
    }
    return end(asked == null ? RunState.SUCCEEDED : asked);
  }

  private String reason() {
    return start.request().reason();
  }

  static Undo undo(ServicePlan service) {
    return new Undo.RestoreService(
        service.service(), service.site(), List.of(), service.changes(), List.of());
  }

  private boolean gateIs(GateOutcome... outcomes) {
    return gate != null && List.of(outcomes).contains(gate.outcome(now()));
  }

  private RunEnd end(RunState state) {
    var end = new RunEnd(state, "as the script says", List.of());
    tell(new Fact.RunEnded(end));
    Workflow.await(Workflow::isEveryHandlerFinished);
    return end;
  }

  private void tell(Fact fact) {
    facts++;
    var told = new ArrayList<KeyedFact>();
    var info = Workflow.getInfo();
    told.add(new KeyedFact(FactKeys.of(info.getWorkflowId(), info.getRunId(), facts), now(), fact));
    ledger.append(new AppendRequest(start.request().run(), start.request().environment(), told));
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  @Override
  public Answer vote(Vote vote) {
    Gate open = gate;
    if (open == null) {
      return new Answer.Refused("there is no gate yet");
    }
    Answer answer = open.judge(vote, now());
    if (answer instanceof Answer.Accepted) {
      gate = open.with(vote);
      tell(new Fact.VoteCounted(vote));
    } else if (answer instanceof Answer.Refused refused) {
      tell(new Fact.MessageRefused("vote", vote.by().name(), refused.why()));
    }
    return answer;
  }

  @Override
  public Answer hold(Order order) {
    held = true;
    tell(new Fact.Held(order.by().name(), order.reason()));
    return new Answer.Accepted("held");
  }

  @Override
  public Answer resume(Order order) {
    if (!held) {
      return new Answer.Refused("the run is not held");
    }
    held = false;
    tell(new Fact.Resumed(order.by().name()));
    return new Answer.Accepted("goes on");
  }

  @Override
  public Answer abort(Order order) {
    tell(new Fact.AbortAccepted(order.by().name(), order.reason()));
    asked = RunState.ABORTED;
    return new Answer.Accepted("ends now");
  }

  @Override
  public Answer detach(Order order) {
    asked = RunState.DETACHED;
    return new Answer.Accepted("let go");
  }

  @Override
  public void lock(LockAnswer answer) {
    if (answer instanceof LockAnswer.StopOrdered stop && stop.order().toStable()) {
      asked = RunState.ABORTED;
    }
  }

  @Override
  public void child(ChildNews news) {}
}
