package dev.slipway.fire.site;

import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.contract.release.ReleaseWorkflow;
import dev.slipway.contract.release.RollbackStart;
import dev.slipway.contract.release.RollbackWorkflow;
import dev.slipway.evidence.Fact;
import dev.slipway.fire.seed.Scenario;
import dev.slipway.fire.seed.Scenario.Step;
import dev.slipway.fire.seed.Word;
import dev.slipway.name.RunId;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.RollbackRequest;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.snapshot.WorkloadSnapshot;
import dev.slipway.testkit.MemoryLedger;
import dev.slipway.testkit.invariant.RunStory;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Does the steps of a scenario, one after the other, and waits for what it started. */
final class Crew {
  /** In real time; virtual days pass within it. */
  private static final long PATIENCE_SECONDS = 180;

  private final Scenario scenario;
  private final TestWorkflowEnvironment temporal;
  private final MemoryLedger ledger;
  private final Voices voices;
  private final Map<RunId, String> started = new LinkedHashMap<>();
  private final Map<RunId, RunEnd> ends = new ConcurrentHashMap<>();
  private final AtomicBoolean asked = new AtomicBoolean();

  private final List<String> open = new CopyOnWriteArrayList<>();
  private volatile boolean waiting;

  Crew(Scenario scenario, TestWorkflowEnvironment temporal, MemoryLedger ledger, Voices voices) {
    this.scenario = scenario;
    this.temporal = temporal;
    this.ledger = ledger;
    this.voices = voices;
  }

  List<RunStory> work() {
    for (Step step : scenario.steps()) {
      switch (step) {
        case Step.Start start -> start(start);
        case Step.Finish finish -> {
          finish();
          // who starts anew after an emergency stop lifts it; nobody gets in before
          voices.say(scenario.runs().getFirst(), Word.LIFT);
        }
        case Step.TakeBack back -> takeBack(back);
      }
    }
    finish();
    return runs().stream().map(run -> new RunStory(run, ledger.facts(run), ends.get(run))).toList();
  }

  private synchronized List<RunId> runs() {
    return List.copyOf(started.keySet());
  }

  private void start(Step.Start step) {
    var request = Shop.request(step);
    String id = WorkflowIds.release(request.run());
    ReleaseWorkflow release = client().newWorkflowStub(ReleaseWorkflow.class, options(id));
    WorkflowClient.start(release::run, new ReleaseStart(request, Shop.documents(scenario)));
    started(request.run(), id);
    if (scenario.quorum() > 0 && !isAsked(step)) {
      sayLater(Duration.ofSeconds(30), step.run(), Word.APPROVE);
      sayLater(Duration.ofSeconds(40), step.run(), Word.APPROVE_AGAIN);
    }
  }

  /** Nobody says anything by himself where the schedule is to say it all. */
  private boolean isAsked(Step.Start step) {
    return scenario == Scenario.ASKED && !step.equals(scenario.steps().getFirst());
  }

  private void sayLater(Duration after, String run, Word word) {
    temporal.registerDelayedCallback(after, () -> voices.say(run, word));
  }

  /** What is asked for meanwhile is waited for too. */
  private void finish() {
    Set<RunId> waitedFor = new LinkedHashSet<>(ends.keySet());
    for (Optional<RunId> next = open(waitedFor); next.isPresent(); next = open(waitedFor)) {
      RunId run = next.get();
      waitedFor.add(run);
      end(id(run)).ifPresent(end -> ends.put(run, end));
    }
  }

  private synchronized Optional<RunId> open(Set<RunId> waitedFor) {
    return started.keySet().stream().filter(run -> !waitedFor.contains(run)).findFirst();
  }

  private synchronized String id(RunId run) {
    return Objects.requireNonNull(started.get(run));
  }

  private synchronized void started(RunId run, String id) {
    started.put(run, id);
  }

  /** The way back of the first run, at any moment; asked for once. */
  void rollBack() {
    Step first = scenario.steps().getFirst();
    if (first instanceof Step.Start start && asked.compareAndSet(false, true)) {
      takeBack(new Step.TakeBack("back-" + start.run(), start.run()));
    }
  }

  /** Why the end of a run is not known. */
  List<String> open() {
    return List.copyOf(open);
  }

  /** Whether it waits for the end of a run, and only then time is skipped. */
  boolean isWaiting() {
    return waiting;
  }

  private Optional<RunEnd> end(String id) {
    waiting = true;
    try {
      return Optional.of(
          client()
              .newUntypedWorkflowStub(id)
              .getResult(PATIENCE_SECONDS, TimeUnit.SECONDS, RunEnd.class));
    } catch (TimeoutException | WorkflowFailedException noEnd) {
      open.add("%s has no end: %s, %s".formatted(id, noEnd, noEnd.getCause()));
      return Optional.empty();
    } finally {
      waiting = false;
    }
  }

  /** As the API does: only what a finished run changed can be taken back. */
  private void takeBack(Step.TakeBack step) {
    RunId of = RunId.of(step.of());
    RunEnd end = ends.get(of);
    ReleasePlan plan = plan(of);
    if (end == null || end.state() != RunState.SUCCEEDED || plan == null) {
      return;
    }
    var request =
        new RollbackRequest(
            RunId.of(step.run()), of, Shop.ENVIRONMENT, List.of(), Shop.BOB, "under fire");
    String id = WorkflowIds.rollback(request.run());
    RollbackWorkflow rollback = client().newWorkflowStub(RollbackWorkflow.class, options(id));
    WorkflowClient.start(rollback::run, new RollbackStart(request, plan, recorded(of)));
    started(request.run(), id);
  }

  private @Nullable ReleasePlan plan(RunId run) {
    return last(run, Fact.PlanMade.class).map(Fact.PlanMade::plan).orElse(null);
  }

  private List<WorkloadSnapshot> recorded(RunId run) {
    return last(run, Fact.SnapshotTaken.class).map(Fact.SnapshotTaken::snapshots).orElseThrow();
  }

  private <T extends Fact> Optional<T> last(RunId run, Class<T> type) {
    return ledger.facts(run).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .reduce((first, next) -> next);
  }

  private WorkflowClient client() {
    return temporal.getWorkflowClient();
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.SLIPWAY).build();
  }
}
