package dev.slipway.definitions.release;

import dev.slipway.compensation.Undo;
import dev.slipway.compensation.UndoEntry;
import dev.slipway.compensation.UndoLog;
import dev.slipway.contract.environment.EnvironmentRules;
import dev.slipway.contract.release.ChildNews;
import dev.slipway.contract.release.Order;
import dev.slipway.contract.release.RollbackStart;
import dev.slipway.contract.release.RollbackWorkflow;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Status;
import dev.slipway.definitions.run.Teller;
import dev.slipway.evidence.Fact;
import dev.slipway.gate.Answer;
import dev.slipway.lock.LockAnswer;
import dev.slipway.lock.LockPurpose;
import dev.slipway.lock.LockRequest;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RollbackRequest;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.release.ServicePlan;
import dev.slipway.rollout.Trouble;
import dev.slipway.snapshot.LastGood;
import dev.slipway.snapshot.WorkloadSnapshot;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayDeque;
import java.util.List;

/**
 * See {@link RollbackWorkflow}. The way back of a finished run, by the same undo that a release
 * uses.
 */
public final class RollbackWorkflowImpl implements RollbackWorkflow {
  private final RollbackStart start;
  private final Desk desk;
  private final Children children;
  private final Lock lock;
  private final Compensation compensation;
  private final Orders orders;

  @WorkflowInit
  public RollbackWorkflowImpl(RollbackStart start) {
    this.start = start;
    RollbackRequest request = start.request();
    Journal journal = Journal.of(request.run(), request.environment());
    Status status = new Status(journal);
    Teller teller = new Teller(request.run(), request.environment(), journal);
    desk = Desk.of(journal, status, teller);
    children = new Children(request.run(), request.environment(), journal);
    lock = new Lock(request.environment(), journal, status);
    compensation = new Compensation(request.run(), request.environment(), desk, children, lock);
    orders = new Orders(desk, children);
    teller.receivers(start.plan().policy().receivers());
    // a message that comes with the start is handled before run(), and this must be the first fact
    journal.note(new Fact.RollbackRequested(request));
  }

  @Override
  public RunEnd run(RollbackStart ignored) {
    desk.journal().open();
    var box = new ArrayDeque<RunEnd>();
    CancellationScope waiting = Workflow.newCancellationScope(this::acquire);
    desk.control().governs(waiting);
    try {
      waiting.run();
    } catch (TemporalFailure cancelled) {
      String why =
          desk.control().stopped().map(Trouble::sentence).orElseGet(() -> Faults.words(cancelled));
      box.add(new RunEnd(RunState.ABORTED, why, List.of()));
    }
    Workflow.newDetachedCancellationScope(
            () -> {
              if (box.isEmpty()) {
                box.add(children.honest(back()));
              }
              close(box.getLast());
            })
        .run();
    return box.getLast();
  }

  private void acquire() {
    RollbackRequest request = start.request();
    var wanted =
        new LockRequest(
            request.run(),
            Workflow.getInfo().getWorkflowId(),
            LockPurpose.ROLLBACK,
            services(),
            request.requestedBy().name(),
            true);
    lock.acquire(wanted, new EnvironmentRules(start.plan().policy().freezes()));
  }

  private List<ServiceName> services() {
    return start.request().services().isEmpty()
        ? start.plan().serviceNames()
        : start.request().services();
  }

  private RunEnd back() {
    desk.status().enter(RunState.COMPENSATING, "rolling back " + start.request().of());
    start.plan().services().stream()
        .filter(s -> services().contains(s.service()))
        .forEach(this::record);
    desk.journal().tell();
    UndoLog log = compensation.all(start.plan());
    if (!log.leftToDo().isEmpty()) {
      return new RunEnd(RunState.NEEDS_ATTENTION, "the way back needs a person", log.leftToDo());
    }
    log.entries().forEach(this::remember);
    return new RunEnd(
        RunState.SUCCEEDED,
        log.entries().size() == 1
            ? "1 service is back"
            : "%d services are back".formatted(log.entries().size()),
        List.of());
  }

  private void record(ServicePlan service) {
    List<WorkloadSnapshot> before =
        start.target().stream().filter(s -> s.service().equals(service.service())).toList();
    compensation.record(
        new Undo.RestoreService(
            service.service(),
            service.site(),
            before.stream().map(WorkloadSnapshot::present).toList(),
            service.changes(),
            Evictable.of(before),
            Versions.of(before)));
  }

  private void remember(UndoEntry entry) {
    switch (entry.undo()) {
      case Undo.RestoreService restore ->
          restore
              .back()
              .forEach(
                  state ->
                      desk.journal()
                          .note(
                              new Fact.ServiceGood(
                                  start.request().environment(),
                                  new LastGood(
                                      restore.service(),
                                      state,
                                      start.request().run(),
                                      Journal.now(),
                                      restore.version()))));
    }
  }

  private void close(RunEnd end) {
    desk.control().finish();
    lock.giveBack(start.request().run());
    desk.status().follow(end.state(), end.summary());
    desk.journal().note(new Fact.RunEnded(end));
    EndNotice.send(desk.teller(), start.request().run(), end);
    desk.journal().secure();
    desk.teller().finish();
    desk.journal().secure();
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  /** A stop holds releases; the way back to stable is never stopped. */
  @Override
  public void lock(LockAnswer answer) {
    if (!(answer instanceof LockAnswer.StopOrdered)) {
      orders.lock(answer, lock);
    }
  }

  @Override
  public void child(ChildNews news) {
    orders.child(news);
  }

  @Override
  public Answer abort(Order order) {
    return orders.abort(order);
  }
}
