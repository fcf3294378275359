package dev.slipway.definitions.release;

import dev.slipway.artifact.Digest;
import dev.slipway.compensation.UndoLog;
import dev.slipway.compensation.UndoState;
import dev.slipway.contract.release.ChildNews;
import dev.slipway.contract.release.Order;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.contract.release.ReleaseWorkflow;
import dev.slipway.definitions.run.Changes;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Status;
import dev.slipway.definitions.run.Teller;
import dev.slipway.evidence.Fact;
import dev.slipway.gate.Answer;
import dev.slipway.gate.Vote;
import dev.slipway.lock.LockAnswer;
import dev.slipway.name.CountText;
import dev.slipway.name.ServiceName;
import dev.slipway.notice.Occasion;
import dev.slipway.release.FailureRule;
import dev.slipway.release.PlanResolver;
import dev.slipway.release.Planned;
import dev.slipway.release.Problem;
import dev.slipway.release.Reaction;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.ReleasePolicy;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.rollout.Trouble;
import dev.slipway.snapshot.WorkloadSnapshot;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * See {@link ReleaseWorkflow}. The way forward can be cancelled at any point; the way back cannot.
 */
public final class ReleaseWorkflowImpl implements ReleaseWorkflow {
  private final ReleaseStart start;
  private final Desk desk;
  private final Approval approval;
  private final Children children;
  private final Lock lock;
  private final Compensation compensation;
  private final Orders orders;
  private @Nullable ReleasePlan plan;

  /** What becomes known-bad if it is taken back. */
  private List<Trouble> blamed = List.of();

  @WorkflowInit
  public ReleaseWorkflowImpl(ReleaseStart start) {
    this.start = start;
    ReleaseRequest request = start.request();
    Journal journal = Journal.of(request.run(), request.environment());
    Status status = new Status(journal);
    Teller teller = new Teller(request.run(), request.environment(), journal);
    desk = Desk.of(journal, status, teller);
    approval = new Approval(request, journal, status, teller);
    children = new Children(request.run(), request.environment(), journal);
    lock = new Lock(request.environment(), journal, status);
    compensation = new Compensation(request.run(), request.environment(), desk, children, lock);
    orders = new Orders(desk, children);
    desk.control().whenHeld(() -> children.hold("the release is held"), children::resume);
    // who is told and how long a hold may last is known before there is a plan, and may be needed
    // before there is one
    ReleasePolicy policy = PlanResolver.policy(request.kind(), start.documents());
    teller.receivers(policy.receivers());
    desk.control().policy(policy.hold());
    // here and not in run(): a message that comes with the start is handled in between, and this
    // must be the first fact under all circumstances
    journal.note(new Fact.ReleaseRequested(request));
  }

  @Override
  public RunEnd run(ReleaseStart ignored) {
    desk.journal().open();
    var box = new ArrayDeque<RunEnd>();
    CancellationScope forward = Workflow.newCancellationScope(() -> box.add(forward()));
    desk.control().governs(forward);
    RunEnd end;
    try {
      forward.run();
      end = box.getLast();
    } catch (TemporalFailure failure) {
      end = interrupted(failure);
    }
    RunEnd last = children.honest(end);
    Workflow.newDetachedCancellationScope(() -> close(last)).run();
    return last;
  }

  private RunEnd forward() {
    Planned planned = new PlanStage(desk).run(start);
    if (planned instanceof Planned.Refused refused) {
      return new RunEnd(
          RunState.REFUSED,
          String.join("; ", refused.problems().stream().map(Problem::toString).toList()),
          List.of());
    }
    Planned.Ready ready = (Planned.Ready) planned;
    plan = ready.plan();
    desk.teller().receivers(plan.policy().receivers());
    desk.control().policy(plan.policy().hold());
    var preparation = new Preparation(plan, desk, approval, lock);
    Optional<RunEnd> early = preparation.beforeLock(ready.preflight());
    if (early.isPresent()) {
      return early.get();
    }
    return switch (preparation.enter(ready.snapshots())) {
      case Admission.Denied no -> no.end();
      case Admission.Granted granted -> effects(ready.plan(), granted.snapshots());
    };
  }

  private RunEnd effects(ReleasePlan plan, List<WorkloadSnapshot> snapshots) {
    var waves = new Waves(plan, snapshots, desk, children, compensation, lock);
    List<Waves.Failed> failed = waves.run();
    while (!failed.isEmpty()) {
      blamed = failed.stream().map(Waves.Failed::trouble).toList();
      Trouble worst = worst(plan, blamed);
      Reaction reaction = FailureRule.react(plan.rulesVersion(), worst, plan.policy().onFailure());
      switch (reaction) {
        case UNDO_ALL -> {
          return compensate(worst, reaction, () -> compensation.all(plan));
        }
        case UNDO_FAILED -> {
          return undoFailed(plan, waves, failed, worst);
        }
        case HOLD -> {
          failed.forEach(this::holdFor);
          desk.control().pass();
          // whoever lets it go on says that it was not the image
          blamed = List.of();
          failed = waves.run();
        }
      }
    }
    return new Closing(plan, desk).succeed();
  }

  private static Trouble worst(ReleasePlan plan, List<Trouble> troubles) {
    Trouble worst = FailureRule.decisive(plan.rulesVersion(), troubles, plan.policy().onFailure());
    // runs of earlier builds went by the first
    return worst.equals(troubles.getFirst()) || Changes.sinceBuildWith("the-worst-decides")
        ? worst
        : troubles.getFirst();
  }

  private void holdFor(Waves.Failed what) {
    desk.control().hold("failed:" + what.service(), "slipway", what.trouble().sentence());
  }

  /**
   * Those that are done stay, and are the last good state from now on. Only what runs a digest that
   * is known-bad from now on goes back too: nobody could ever release it again.
   */
  private RunEnd undoFailed(
      ReleasePlan plan, Waves waves, List<Waves.Failed> failed, Trouble because) {
    List<Digest> guilty =
        failed.stream().flatMap(f -> FailureRule.guilty(f.trouble()).stream()).toList();
    List<ServiceName> good =
        waves.done().stream()
            .filter(done -> plan.service(done).digests().stream().noneMatch(guilty::contains))
            .toList();
    List<ServiceName> back =
        Stream.concat(waves.done().stream(), failed.stream().map(Waves.Failed::service))
            .filter(service -> !good.contains(service))
            .toList();
    RunEnd end = compensate(because, Reaction.UNDO_FAILED, () -> compensation.only(back, plan));
    new Closing(plan, desk).remember(good);
    return end;
  }

  private RunEnd compensate(Trouble trouble, Reaction reaction, Supplier<UndoLog> undo) {
    blamed.forEach(blame -> KnownBadFacts.note(desk.journal(), start.request().run(), blame));
    desk.journal().note(new Fact.CompensationStarted(trouble, reaction));
    desk.status().follow(RunState.COMPENSATING, trouble.sentence());
    desk.teller()
        .tell(
            Occasion.COMPENSATING,
            "%s goes back in %s".formatted(start.request().run(), start.request().environment()),
            trouble.sentence());
    desk.journal().tell();
    UndoLog log = undo.get();
    if (!log.leftToDo().isEmpty()) {
      return new RunEnd(RunState.NEEDS_ATTENTION, trouble.sentence(), log.leftToDo());
    }
    long undone = log.entries().stream().filter(e -> e.state() == UndoState.DONE).count();
    return new RunEnd(
        RunState.COMPENSATED,
        "%s; %s taken back".formatted(trouble.sentence(), CountText.of(undone, "service")),
        List.of());
  }

  /** The forward path was cancelled, or an adapter gave a final answer outside a rollout. */
  private RunEnd interrupted(TemporalFailure failure) {
    Control control = desk.control();
    if (control.isDetached()) {
      return new RunEnd(RunState.DETACHED, "let go; what is done stays", List.of());
    }
    Trouble trouble = control.stopped().orElseGet(() -> outside(failure));
    if (desk.control().isBroken() && compensation.isNeeded()) {
      return new RunEnd(
          RunState.NEEDS_ATTENTION,
          trouble.sentence(),
          List.of("the lock was broken: compare the services with the plan by hand"));
    }
    if (plan == null || !compensation.isNeeded()) {
      return new RunEnd(
          control.stopped().isPresent() ? RunState.ABORTED : RunState.REFUSED,
          trouble.sentence(),
          List.of());
    }
    ReleasePlan known = plan;
    var box = new ArrayDeque<RunEnd>();
    Workflow.newDetachedCancellationScope(
            () -> box.add(compensate(trouble, Reaction.UNDO_ALL, () -> compensation.all(known))))
        .run();
    return box.getLast();
  }

  private static Trouble outside(TemporalFailure failure) {
    return Faults.cancelled(failure)
        ? new Trouble.Stopped("an operator of Temporal", "the workflow was cancelled")
        : new Trouble.Refused("release", Faults.words(failure));
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

  @Override
  public Answer vote(Vote vote) {
    return approval.vote(vote, orders.over());
  }

  @Override
  public Answer hold(Order order) {
    return orders.hold(order);
  }

  @Override
  public Answer resume(Order order) {
    return orders.resume(order);
  }

  @Override
  public Answer abort(Order order) {
    return orders.abort(order);
  }

  @Override
  public Answer detach(Order order) {
    return orders.detach(order);
  }

  @Override
  public void lock(LockAnswer answer) {
    orders.lock(answer, lock);
  }

  @Override
  public void child(ChildNews news) {
    orders.child(news);
  }
}
