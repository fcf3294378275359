package dev.slipway.api;

import dev.slipway.compensation.Undo;
import dev.slipway.contract.evidence.AppendRequest;
import dev.slipway.contract.evidence.FactKeys;
import dev.slipway.contract.evidence.LedgerActivities;
import dev.slipway.contract.release.ChildNews;
import dev.slipway.contract.release.Order;
import dev.slipway.contract.release.RollbackStart;
import dev.slipway.contract.release.RollbackWorkflow;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.gate.Answer;
import dev.slipway.lock.LockAnswer;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.release.ServicePlan;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A rollback that tells what it was asked for, and ends. The reason may ask for more: "waits for
 * the lock" until it is aborted.
 */
public final class ScriptedRollback implements RollbackWorkflow {
  private boolean waiting;
  private boolean aborted;

  @Override
  public RunEnd run(RollbackStart start) {
    LedgerActivities ledger =
        Workflow.newActivityStub(
            LedgerActivities.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(10)).build());
    var end =
        new RunEnd(
            RunState.SUCCEEDED,
            "%d workloads are back"
                .formatted(
                    start.target().stream()
                        .filter(before -> isWanted(start, before.service()))
                        .count()),
            List.of());
    Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    String id = Workflow.getInfo().getWorkflowId();
    String execution = Workflow.getInfo().getRunId();
    var told = new ArrayList<KeyedFact>();
    told.add(
        new KeyedFact(
            FactKeys.of(id, execution, 1), now, new Fact.RollbackRequested(start.request())));
    if (start.request().reason().contains("waits for the lock")) {
      ledger.append(new AppendRequest(start.request().run(), start.request().environment(), told));
      return untilAborted(ledger, start);
    }
    int number = 0;
    for (ServicePlan plan : start.plan().services()) {
      if (isWanted(start, plan.service())) {
        number++;
        Undo undo = ScriptedRelease.undo(plan);
        told.add(
            new KeyedFact(
                FactKeys.of(id, execution, 2 * number), now, new Fact.UndoRecorded(number, undo)));
        told.add(
            new KeyedFact(
                FactKeys.of(id, execution, 2 * number + 1),
                now,
                new Fact.Undone(number, plan.service())));
      }
    }
    told.add(
        new KeyedFact(FactKeys.of(id, execution, 2 * number + 2), now, new Fact.RunEnded(end)));
    ledger.append(new AppendRequest(start.request().run(), start.request().environment(), told));
    return end;
  }

  private RunEnd untilAborted(LedgerActivities ledger, RollbackStart start) {
    waiting = true;
    Workflow.await(() -> aborted);
    var end = new RunEnd(RunState.ABORTED, "it never began", List.of());
    var info = Workflow.getInfo();
    var fact =
        new KeyedFact(
            FactKeys.of(info.getWorkflowId(), info.getRunId(), 2),
            Instant.ofEpochMilli(Workflow.currentTimeMillis()),
            new Fact.RunEnded(end));
    ledger.append(
        new AppendRequest(start.request().run(), start.request().environment(), List.of(fact)));
    Workflow.await(Workflow::isEveryHandlerFinished);
    return end;
  }

  private static boolean isWanted(RollbackStart start, ServiceName service) {
    return start.request().services().isEmpty() || start.request().services().contains(service);
  }

  @Override
  public void lock(LockAnswer answer) {}

  @Override
  public void child(ChildNews news) {}

  @Override
  public Answer abort(Order order) {
    if (!waiting) {
      return new Answer.Refused("it is over");
    }
    aborted = true;
    return new Answer.Accepted("ends now");
  }
}
