package dev.slipway.definitions;

import dev.slipway.contract.Payloads;
import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.environment.EnvironmentWorkflow;
import dev.slipway.contract.release.LastWordStart;
import dev.slipway.contract.release.LastWordWorkflow;
import dev.slipway.contract.release.Order;
import dev.slipway.contract.release.PlanningWorkflow;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.contract.release.ReleaseWorkflow;
import dev.slipway.contract.release.RollbackStart;
import dev.slipway.contract.release.RollbackWorkflow;
import dev.slipway.contract.rollout.RolloutReport;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.contract.rollout.RolloutWorkflow;
import dev.slipway.definitions.environment.EnvironmentWorkflowImpl;
import dev.slipway.definitions.release.LastWordWorkflowImpl;
import dev.slipway.definitions.release.ReleaseWorkflowImpl;
import dev.slipway.definitions.release.RollbackWorkflowImpl;
import dev.slipway.definitions.rollout.RolloutWorkflowImpl;
import dev.slipway.definitions.run.Attempts;
import dev.slipway.gate.Answer;
import dev.slipway.gate.Choice;
import dev.slipway.gate.Vote;
import dev.slipway.lock.LockAnswer;
import dev.slipway.name.Actor;
import dev.slipway.name.RunId;
import dev.slipway.release.Planned;
import dev.slipway.release.RunEnd;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.BatchRequest;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The real workflows on an in-process Temporal, with one scripted site. */
final class TestBench implements AutoCloseable {
  /** In runs; the SDK's own. */
  private static final int MEMORY = 600;

  private final ScriptedSite site = new ScriptedSite();
  private final ScriptedHttp http = new ScriptedHttp();
  private final Stumbles stumbles = new Stumbles();
  private final Map<RunId, ArrayDeque<Planned>> plans = new LinkedHashMap<>();
  private final List<String> others = new ArrayList<>();
  private final TestWorkflowEnvironment temporal;
  private final List<Class<?>> workflows;
  private final int memory;
  private WorkerFactory workers;
  private Worker replayer;

  private TestBench(boolean skipTime, int memory, Class<?>... special) {
    this.memory = memory;
    temporal = TestWorkflowEnvironment.newInstance(options().setUseTimeskipping(skipTime).build());
    var all =
        new ArrayList<Class<?>>(
            List.of(
                LastWordWorkflowImpl.class,
                ReleaseWorkflowImpl.class,
                RolloutWorkflowImpl.class,
                RollbackWorkflowImpl.class));
    all.addAll(List.of(special));
    workflows = List.copyOf(all);
    startWorkers();
  }

  private void startWorkers() {
    var options =
        WorkerFactoryOptions.newBuilder()
            .setWorkflowCacheSize(memory)
            .setWorkerInterceptors(stumbles, new Attempts())
            .build();
    workers = WorkerFactory.newInstance(temporal.getWorkflowClient(), options);
    Worker worker = workers.newWorker(TaskQueues.SLIPWAY, patient());
    worker.registerWorkflowImplementationTypes(workflows.toArray(Class<?>[]::new));
    worker.registerWorkflowImplementationFactory(
        PlanningWorkflow.class, () -> start -> planned(start.request().run()));
    worker.registerActivitiesImplementations(site);
    workers.newWorker(TaskQueues.site(Plans.SITE)).registerActivitiesImplementations(site, http);
    replayer = workers.newWorker("replay", patient());
    replayer.registerWorkflowImplementationTypes(Definitions.all());
    workers.start();
  }

  /** A machine with much to do is slow, which the SDK would take for a deadlock after a second. */
  static WorkerOptions patient() {
    return WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(30_000).build();
  }

  /** A Temporal that speaks as ours does. */
  static TestEnvironmentOptions.Builder options() {
    return TestEnvironmentOptions.newBuilder()
        .setWorkflowClientOptions(
            WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build())
        .registerSearchAttribute(
            SearchAttributes.ENVIRONMENT.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
        .registerSearchAttribute(
            SearchAttributes.SERVICE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST)
        .registerSearchAttribute(
            SearchAttributes.STATE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
        .registerSearchAttribute(
            SearchAttributes.RELEASE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
  }

  static TestBench skippingTime() {
    return new TestBench(true, MEMORY, EnvironmentWorkflowImpl.class);
  }

  /** The lock spaces are these. */
  static TestBench withEnvironments(Class<?> environments) {
    return new TestBench(true, MEMORY, environments);
  }

  /** Other workflows listen on the same task queue. */
  static TestBench withListeners(Class<?> listener) {
    return new TestBench(true, MEMORY, EnvironmentWorkflowImpl.class, listener);
  }

  static TestBench inRealTime() {
    return new TestBench(false, MEMORY, EnvironmentWorkflowImpl.class);
  }

  /** What was prepared, one after the other; the last one again and again. */
  private synchronized Planned planned(RunId run) {
    ArrayDeque<Planned> prepared = plans.get(run);
    if (prepared == null) {
      throw new IllegalStateException("no plan was prepared for " + run);
    }
    return prepared.size() == 1 ? prepared.getFirst() : prepared.removeFirst();
  }

  ScriptedHttp http() {
    return http;
  }

  /** Attempts that end in vain. */
  Stumbles stumbles() {
    return stumbles;
  }

  ScriptedSite site() {
    return site;
  }

  TestWorkflowEnvironment temporal() {
    return temporal;
  }

  /** Puts the plan's old versions on the site and starts the release. */
  synchronized Run start(Plans plan) {
    ReleaseWorkflow workflow = prepare(plan);
    WorkflowClient.start(workflow::run, started(plan));
    return new Run(plan.request().run());
  }

  /** Starts the release so that its very first task finds an order there. */
  synchronized Run startWith(Plans plan, BiFunction<ReleaseWorkflow, Order, Answer> message) {
    ReleaseWorkflow workflow = prepare(plan);
    var run = new Run(plan.request().run());
    WorkflowClient.executeUpdateWithStart(
        (Order order) -> message.apply(workflow, order),
        run.order(Plans.BOB, "at once"),
        UpdateOptions.<Answer>newBuilder().build(),
        new WithStartWorkflowOperation<>(workflow::run, started(plan)));
    return run;
  }

  /** Starts the release so that its very first task finds an answer of the environment there. */
  synchronized Run startWith(Plans plan, LockAnswer answer) {
    ReleaseWorkflow workflow = prepare(plan);
    BatchRequest both = temporal.getWorkflowClient().newSignalWithStartRequest();
    both.add(workflow::run, started(plan));
    both.add(workflow::lock, answer);
    temporal.getWorkflowClient().signalWithStart(both);
    return new Run(plan.request().run());
  }

  private ReleaseWorkflow prepare(Plans plan) {
    RunId run = plan.request().run();
    plan.snapshots()
        .forEach(
            s -> {
              if (!site.knows(s.workload())) {
                site.put(s.present());
              }
            });
    plans.computeIfAbsent(run, unprepared -> new ArrayDeque<>(List.of(plan.planned())));
    return temporal
        .getWorkflowClient()
        .newWorkflowStub(
            ReleaseWorkflow.class,
            workflow(WorkflowIds.release(run)).toBuilder()
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .build());
  }

  private static ReleaseStart started(Plans plan) {
    return new ReleaseStart(plan.request(), plan.documents());
  }

  /** What planning says before it says what the plan is. */
  synchronized TestBench plansFirst(Plans plan, Planned... before) {
    var said = new ArrayDeque<>(List.of(before));
    said.add(plan.planned());
    plans.put(plan.request().run(), said);
    return this;
  }

  /** What planning says, and nothing else. */
  synchronized TestBench plansOnly(Plans plan, Planned said) {
    plans.put(plan.request().run(), new ArrayDeque<>(List.of(said)));
    return this;
  }

  RollbackWorkflow startRollback(RollbackStart start) {
    others.add(WorkflowIds.rollback(start.request().run()));
    RollbackWorkflow workflow =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                RollbackWorkflow.class, workflow(WorkflowIds.rollback(start.request().run())));
    WorkflowClient.start(workflow::run, start);
    return workflow;
  }

  /** Starts the rollback so that its very first task finds the order to abort there. */
  RunEnd rollbackAbortedAtOnce(RollbackStart start) {
    others.add(WorkflowIds.rollback(start.request().run()));
    RollbackWorkflow workflow =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                RollbackWorkflow.class,
                workflow(WorkflowIds.rollback(start.request().run())).toBuilder()
                    .setWorkflowIdConflictPolicy(
                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                    .build());
    WorkflowClient.executeUpdateWithStart(
        workflow::abort,
        new Order("order-1", Plans.BOB, "at once"),
        UpdateOptions.<Answer>newBuilder().build(),
        new WithStartWorkflowOperation<>(workflow::run, start));
    return end(start);
  }

  RunEnd rollback(RollbackStart start) {
    startRollback(start);
    return end(start);
  }

  private RunEnd end(RollbackStart start) {
    return temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(WorkflowIds.rollback(start.request().run()))
        .getResult(RunEnd.class);
  }

  /** One rollout without a release, to its end. */
  RolloutReport rollout(RolloutStart start) {
    String id = WorkflowIds.undo(start.run(), start.service().service(), 1);
    others.add(id);
    return temporal
        .getWorkflowClient()
        .newWorkflowStub(RolloutWorkflow.class, workflow(id))
        .run(start);
  }

  /** Starts it as the API does, and waits for its end. */
  void lastWord(LastWordStart start) {
    String id = WorkflowIds.lastWord(start.run());
    others.add(id);
    temporal.getWorkflowClient().newWorkflowStub(LastWordWorkflow.class, workflow(id)).run(start);
  }

  EnvironmentWorkflow environment() {
    return temporal
        .getWorkflowClient()
        .newWorkflowStub(EnvironmentWorkflow.class, WorkflowIds.environment(Plans.PROD));
  }

  /** What can be searched for, and is seen without a living worker. */
  io.temporal.common.SearchAttributes searchable(String workflowId) {
    return temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(workflowId)
        .describe()
        .getTypedSearchAttributes();
  }

  /** Temporal's own id of the present history of a workflow. */
  String execution(String workflowId) {
    return temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(workflowId)
        .describe()
        .getExecution()
        .getRunId();
  }

  /** What stands beside the events of a history. */
  List<String> summaries(String workflowId) {
    return temporal.getWorkflowClient().fetchHistory(workflowId).getEvents().stream()
        .filter(HistoryEvent::hasUserMetadata)
        .map(event -> event.getUserMetadata().getSummary())
        .map(text -> Payloads.converter().fromPayload(text, String.class, String.class))
        .toList();
  }

  /** What time it is on this Temporal. */
  Instant now() {
    return Instant.ofEpochMilli(temporal.currentTimeMillis());
  }

  /**
   * Only when nothing of it is under way: the test server's clock stands still for ever when a
   * workflow is terminated in the middle of a task.
   */
  void loseEnvironment(String why) {
    eventually("the environment rests", this::environmentRests);
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(WorkflowIds.environment(Plans.PROD))
        .terminate(why);
  }

  private boolean environmentRests() {
    int open = 0;
    for (HistoryEvent event :
        temporal
            .getWorkflowClient()
            .fetchHistory(WorkflowIds.environment(Plans.PROD))
            .getEvents()) {
      switch (event.getEventType()) {
        case EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
            EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
            EVENT_TYPE_SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED ->
            open++;
        case EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
            EVENT_TYPE_ACTIVITY_TASK_COMPLETED,
            EVENT_TYPE_EXTERNAL_WORKFLOW_EXECUTION_SIGNALED ->
            open--;
        default -> {
          // begins and ends nothing
        }
      }
    }
    return open == 0;
  }

  /** What the Web UI shows of a workflow above its history; nothing before it was started. */
  String details(String workflowId) {
    try {
      return temporal
          .getWorkflowClient()
          .newUntypedWorkflowStub(workflowId)
          .query("__temporal_workflow_metadata", WorkflowMetadata.class)
          .getCurrentDetails();
    } catch (WorkflowNotFoundException notYet) {
      return "";
    }
  }

  int events(Run run) {
    return temporal
        .getWorkflowClient()
        .fetchHistory(WorkflowIds.release(run.id))
        .getEvents()
        .size();
  }

  private static WorkflowOptions workflow(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.SLIPWAY).build();
  }

  /**
   * Runs every history of this bench once more through today's code, then keeps it if the build was
   * told to.
   */
  synchronized void record(String scenario) {
    var runs = new ArrayList<>(others);
    plans.keySet().forEach(run -> runs.add(WorkflowIds.release(run)));
    runs.forEach(id -> GoldenHistories.replay(temporal, replayer, id));
    plans
        .keySet()
        .forEach(
            run ->
                GoldenHistories.record(temporal, WorkflowIds.release(run), scenario + "-" + run));
    others.forEach(
        id -> GoldenHistories.record(temporal, id, scenario + "-" + id.replace('/', '-')));
  }

  /**
   * Waits in real time for something that other threads bring about. Long, because the test server
   * may forget to let virtual time go on, and a back-off then takes as long as it says.
   */
  static void eventually(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(100);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never happened: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
    workers.awaitTermination(10, TimeUnit.SECONDS);
    temporal.close();
  }

  /** One started release. */
  final class Run {
    private final RunId id;
    private int orders;

    private Run(RunId id) {
      this.id = id;
    }

    ReleaseWorkflow workflow() {
      return temporal
          .getWorkflowClient()
          .newWorkflowStub(ReleaseWorkflow.class, WorkflowIds.release(id));
    }

    RunEnd end() {
      return stub().getResult(RunEnd.class);
    }

    RunEnd end(Duration limit) {
      try {
        return stub().getResult(limit.toSeconds(), TimeUnit.SECONDS, RunEnd.class);
      } catch (java.util.concurrent.TimeoutException late) {
        throw new AssertionError("the release did not end within " + limit, late);
      }
    }

    private WorkflowStub stub() {
      return temporal.getWorkflowClient().newUntypedWorkflowStub(WorkflowIds.release(id));
    }

    Order order(Actor by, String reason) {
      orders++;
      return new Order("order-" + orders, by, reason);
    }

    Vote vote(Actor by, Choice choice, @Nullable String reason) {
      return vote(by, choice, reason, "hash-1");
    }

    Vote vote(Actor by, Choice choice, @Nullable String reason, String subject) {
      orders++;
      return new Vote("vote-" + orders, by, choice, reason == null ? "" : reason, subject, null);
    }
  }
}
