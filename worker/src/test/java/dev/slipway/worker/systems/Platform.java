package dev.slipway.worker.systems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.release.PlanningWorkflow;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.contract.release.ReleaseWorkflow;
import dev.slipway.contract.release.RollbackStart;
import dev.slipway.contract.release.RollbackWorkflow;
import dev.slipway.contract.rollout.AdoptionRequest;
import dev.slipway.contract.rollout.AdoptionResult;
import dev.slipway.contract.rollout.AdoptionStart;
import dev.slipway.contract.rollout.AdoptionWorkflow;
import dev.slipway.document.DocumentSet;
import dev.slipway.evidence.Fact;
import dev.slipway.ledger.read.LedgerVerifier;
import dev.slipway.ledger.read.RunFilter;
import dev.slipway.ledger.read.RunSummary;
import dev.slipway.ledger.read.Runs;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.name.Actor;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.release.Draft;
import dev.slipway.release.PlanResolver;
import dev.slipway.release.Planned;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.RollbackRequest;
import dev.slipway.release.RulesVersion;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.release.WantedService;
import dev.slipway.rollout.ConfigSetting;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Slipway as it is shipped, with one practice cluster for each system; starts runs and waits. */
final class Platform implements AutoCloseable {
  static final Actor ANN = new Actor("ann", List.of(Role.RELEASER));
  static final Actor BOB = new Actor("bob", List.of(Role.APPROVER));
  private static final long LIMIT_SECONDS = 240;
  private static final RunEnd UNKNOWN = new RunEnd(RunState.DETACHED, "not ended yet", List.of());

  private final Map<String, ExampleSite> sites = new LinkedHashMap<>();
  private final AtomicInteger runs = new AtomicInteger();
  private final Backstage backstage;

  Platform(Path folder, String... systems) throws IOException {
    for (String system : systems) {
      sites.put(system, new ExampleSite(system));
    }
    backstage = new Backstage(folder, sites.values());
  }

  ExampleSite site(String system) {
    ExampleSite site = sites.get(system);
    if (site == null) {
      throw new IllegalArgumentException(system + " is not here; known: " + sites.keySet());
    }
    return site;
  }

  /** The worker's own, as Prometheus reads them. */
  String metrics() {
    return backstage.metrics();
  }

  Postbox postbox() {
    return backstage.postbox();
  }

  /** One release to ask for: which versions, and what is different in the practice environment. */
  record Wish(
      String system,
      String version,
      Map<String, String> others,
      List<ConfigSetting> config,
      UnaryOperator<String> environment) {

    static Wish of(String system, String version) {
      return new Wish(system, version, Map.of(), List.of(), UnaryOperator.identity());
    }

    /** Another version for one service. */
    Wish but(String service, String other) {
      return new Wish(system, version, Map.of(service, other), config, environment);
    }

    Wish switching(ConfigSetting setting) {
      return new Wish(system, version, others, List.of(setting), environment);
    }

    Wish where(UnaryOperator<String> change) {
      return new Wish(system, version, others, config, change);
    }
  }

  /** Pushes the images and starts the release; does not wait. */
  RunId start(Wish wish) {
    ReleaseStart start = prepared(wish, repository -> true);
    RunId run = start.request().run();
    WorkflowClient.start(release(run)::run, start);
    return run;
  }

  /** Pushes the images and makes the plan, by real looks and without a release. */
  Planned plan(Wish wish) {
    return plan(prepared(wish, repository -> true));
  }

  /** The same, but nobody pushed the images of this service. */
  Planned planWithout(Wish wish, String service) {
    return plan(prepared(wish, repository -> !repository.endsWith("/" + service)));
  }

  private Planned plan(ReleaseStart start) {
    return backstage
        .temporal()
        .newWorkflowStub(
            PlanningWorkflow.class, options(WorkflowIds.planning(start.request().run())))
        .run(start);
  }

  /** What the worker of a site finds in a namespace. */
  AdoptionResult adopt(String site, String namespace) {
    return backstage
        .temporal()
        .newWorkflowStub(
            AdoptionWorkflow.class,
            options(WorkflowIds.adoption(SiteName.of(site), namespace, "1")))
        .run(new AdoptionStart(SiteName.of(site), new AdoptionRequest(namespace)));
  }

  private ReleaseStart prepared(Wish wish, Predicate<String> pushed) {
    ExampleSite site = site(wish.system());
    DocumentSet documents =
        site.documents(text -> wish.environment().apply(text) + backstage.receivers());
    RunId run = RunId.of("r-%s-%d".formatted(wish.system(), runs.incrementAndGet()));
    var request =
        new ReleaseRequest(
            run,
            documents.environment().name(),
            documents.services().stream()
                .map(s -> new WantedService(s.name(), version(wish, s.name())))
                .toList(),
            wish.config(),
            ReleaseKind.ORDINARY,
            ANN,
            "a new version",
            false);
    if (PlanResolver.draft(RulesVersion.NEWEST, request, documents) instanceof Draft.Ready draft) {
      draft.images().stream()
          .filter(image -> pushed.test(image.repository()))
          .forEach(image -> site.push(image.repository(), image.version()));
    }
    return new ReleaseStart(request, documents);
  }

  private static String version(Wish wish, ServiceName service) {
    return wish.others().getOrDefault(service.value(), wish.version());
  }

  private ReleaseWorkflow release(RunId run) {
    return backstage
        .temporal()
        .newWorkflowStub(ReleaseWorkflow.class, options(WorkflowIds.release(run)));
  }

  /** The running release, to say something to it. */
  ReleaseWorkflow running(RunId run) {
    return backstage.temporal().newWorkflowStub(ReleaseWorkflow.class, WorkflowIds.release(run));
  }

  Ran release(Wish wish) {
    return await(start(wish));
  }

  Ran await(RunId run) {
    return ended(run, WorkflowIds.release(run));
  }

  /** Brings the services of a finished run back to what it recorded before it. */
  Ran rollBack(Ran finished) {
    RunId run = RunId.of(finished.run() + "-back");
    var request =
        new RollbackRequest(
            run,
            finished.run(),
            finished.plan().environment(),
            List.of(),
            BOB,
            "customers complain");
    var start =
        new RollbackStart(
            request, finished.plan(), new Timeline(backstage.database()).before(finished.run()));
    RollbackWorkflow workflow =
        backstage
            .temporal()
            .newWorkflowStub(RollbackWorkflow.class, options(WorkflowIds.rollback(run)));
    WorkflowClient.start(workflow::run, start);
    return ended(run, WorkflowIds.rollback(run));
  }

  private Ran ended(RunId run, String workflow) {
    try {
      RunEnd end =
          backstage
              .temporal()
              .newUntypedWorkflowStub(workflow)
              .getResult(LIMIT_SECONDS, TimeUnit.SECONDS, RunEnd.class);
      return new Ran(run, end, new Timeline(backstage.database()).after(run, 0, 10_000));
    } catch (TimeoutException late) {
      throw new AssertionError("%s did not end:%n%s".formatted(run, soFar(run)), late);
    }
  }

  <F extends Fact> List<F> facts(RunId run, Class<F> type) {
    return new Ran(run, UNKNOWN, new Timeline(backstage.database()).after(run, 0, 10_000))
        .facts(type);
  }

  boolean told(RunId run, Class<? extends Fact> type) {
    return !facts(run, type).isEmpty();
  }

  /** Sentences of a run's time line until now. */
  List<String> soFar(RunId run) {
    var sentences = new ArrayList<String>();
    new Timeline(backstage.database())
        .after(run, 0, 10_000)
        .forEach(t -> sentences.add(t.sentence()));
    return sentences;
  }

  void eventually(RunId run, String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what + " of " + soFar(run)).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  /** The run as a list of releases shows it. */
  RunSummary summary(RunId run) {
    return new Runs(backstage.database())
        .list(RunFilter.newest(100)).stream()
            .filter(s -> s.run().equals(run))
            .findFirst()
            .orElseThrow();
  }

  /** Releases of a service, the newest first. */
  List<RunId> history(ServiceName service) {
    return new Runs(backstage.database())
        .list(new RunFilter(null, service, null, null, null, 100)).stream()
            .map(RunSummary::run)
            .toList();
  }

  boolean chainHolds(RunId run) {
    return new LedgerVerifier(backstage.database()).verify(run).intact();
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.SLIPWAY).build();
  }

  @Override
  public void close() throws IOException {
    backstage.close();
    sites.values().forEach(ExampleSite::close);
  }
}
