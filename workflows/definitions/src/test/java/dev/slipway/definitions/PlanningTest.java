package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.release.PlanningWorkflow;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.definitions.release.PlanningWorkflowImpl;
import dev.slipway.definitions.run.Attempts;
import dev.slipway.preflight.Finding;
import dev.slipway.release.Planned;
import dev.slipway.release.Problem;
import dev.slipway.release.Retry;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Planning tells all that is wrong, and whether waiting could help. */
@Timeout(60)
class PlanningTest {
  private final ScriptedSite site = new ScriptedSite();
  private final Stumbles stumbles = new Stumbles();
  private TestWorkflowEnvironment temporal;

  @BeforeEach
  void open() {
    var factory = WorkerFactoryOptions.newBuilder().setWorkerInterceptors(stumbles, new Attempts());
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestBench.options().setWorkerFactoryOptions(factory.build()).build());
    var worker = temporal.newWorker(TaskQueues.SLIPWAY, TestBench.patient());
    worker.registerWorkflowImplementationTypes(PlanningWorkflowImpl.class);
    worker.registerActivitiesImplementations(site);
    temporal.newWorker(TaskQueues.site(Plans.SITE)).registerActivitiesImplementations(site);
    temporal.start();
  }

  @AfterEach
  void close() {
    temporal.close();
  }

  private Planned.Refused refused(Plans plan) {
    return (Planned.Refused) planned(plan);
  }

  private Planned planned(Plans plan) {
    PlanningWorkflow planning =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                PlanningWorkflow.class,
                WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.SLIPWAY).build());
    return planning.run(new ReleaseStart(plan.request(), plan.documents()));
  }

  @Test
  void tellsEveryMissingImageAndEveryMissingWorkload() {
    site.put(state("worker", 'a'));

    Planned.Refused no = refused(plan("n1").wave("backend", "frontend", "worker"));

    assertThat(no.mayPass()).isFalse();
    assertThat(no.problems())
        .extracting(Problem::toString)
        .hasSize(5)
        .anyMatch(p -> p.contains("Deployment/backend in shop does not exist"))
        .anyMatch(p -> p.contains("Deployment/frontend in shop does not exist"))
        .anyMatch(
            p -> p.contains("registry.local/shop/worker:v2.0.0") && p.contains("no registry"));
  }

  @Test
  void saysThatWaitingMayHelpWhenOnlyASystemIsAway() {
    site.registry(true);
    site.put(state("backend", 'a'));
    site.clusterAway(true);

    Planned.Refused no = refused(plan("n2").wave("backend"));

    assertThat(no.mayPass()).isTrue();
    assertThat(no.problems())
        .extracting(Problem::message)
        .isEqualTo(List.of("the API server does not answer"));
  }

  @Test
  void aReceiverThatCannotBeToldIsFoundBeforehandAndBlocksNothing() {
    site.registry(true);
    site.put(state("backend", 'a'));
    site.receiversAreDeaf("env:CHAT is not set");

    var ready = (Planned.Ready) planned(plan("n4").wave("backend"));

    assertThat(ready.preflight().blockers()).isEmpty();
    assertThat(ready.preflight().warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.planned().check().subject()).isEqualTo("receiver chat");
              assertThat(warning.finding().detail()).isEqualTo("env:CHAT is not set");
            });
  }

  @Test
  void remembersEveryQuestionThatWasAskedAgain() {
    site.registry(true);
    site.put(state("backend", 'a'));
    List.of("ImageResolve", "WorkloadSnapshot", "WorkloadChecks", "NoticeCheck", "LedgerRecall")
        .forEach(activity -> stumbles.at(activity, 1));

    var ready = (Planned.Ready) planned(plan("n7").wave("backend"));

    assertThat(ready.retried())
        .contains(
            new Retry("resolve registry.local/shop/backend v2.0.0: answered", 1),
            new Retry("recall versions and known-bad images: answered", 1),
            new Retry("snapshot of Deployment/backend in shop: answered", 1),
            new Retry("check receiver chat: answered", 1))
        .anyMatch(retry -> retry.what().endsWith("checks: answered") && retry.retries() == 1)
        .doesNotHaveDuplicates();
  }

  @Test
  void aCheckThatStaysOpenAmongOthersIsAskedByItselfAndSaysSo() {
    site.registry(true);
    site.put(state("backend", 'a'));
    site.doesNotAnswerOnce("namespace shop");
    stumbles.at("WorkloadCheck", 1);

    var ready = (Planned.Ready) planned(plan("n9").wave("backend"));

    assertThat(ready.preflight().results())
        .filteredOn(result -> result.planned().check().subject().equals("namespace shop"))
        .singleElement()
        .satisfies(result -> assertThat(result.finding()).isEqualTo(new Finding.Passed("seen")));
    assertThat(ready.retried())
        .contains(
            new Retry("check namespace shop: asked by itself", 1),
            new Retry("check namespace shop: answered", 1));
  }

  @Test
  void aRoundThatNobodyAnswersIsAskedCheckByCheck() {
    site.registry(true);
    site.put(state("backend", 'a'));
    site.failsFor("Deployment/backend in shop");
    stumbles.at("WorkloadChecks", 1000);

    var ready = (Planned.Ready) planned(plan("n10").wave("backend"));

    assertThat(ready.preflight().results())
        .extracting(result -> result.planned().check())
        .containsExactlyElementsOf(
            ready.plan().checks().stream().map(sited -> sited.planned().check()).toList());
    assertThat(ready.preflight().blockers())
        .extracting(result -> result.planned().check().subject())
        .containsOnly("Deployment/backend in shop");
    assertThat(ready.retried()).contains(new Retry("check namespace shop: asked by itself", 1));
  }

  @Test
  void aRefusedPlanRemembersThemToo() {
    site.registry(true);
    stumbles.at("ImageResolve", 1);
    stumbles.at("WorkloadSnapshot", 2);

    Planned.Refused no = refused(plan("n8").wave("backend"));

    assertThat(no.problems()).extracting(Problem::toString).anyMatch(p -> p.contains("not exist"));
    assertThat(no.retried())
        .contains(
            new Retry("resolve registry.local/shop/backend v2.0.0: answered", 1),
            new Retry("snapshot of Deployment/backend in shop: refused", 2));
  }

  @Test
  void remembersWhatWorkersOfEarlierBuildsWroteIntoTheirAnswers() {
    site.registry(true);
    site.put(state("backend", 'a'));
    site.retries(2);

    var ready = (Planned.Ready) planned(plan("n6").wave("backend"));

    assertThat(ready.retried())
        .containsExactly(
            new Retry("the registry answered for image registry.local/shop/backend:v2.0.0", 2));
  }

  @Test
  void whoIsRefusedForAnImageIsToldWhatElseStandsInTheWay() {
    site.put(state("worker", 'a'));
    site.failsFor("namespace shop");
    site.failsFor("Deployment/worker in shop");

    Planned.Refused no = refused(plan("n5").wave("backend", "worker"));

    assertThat(no.mayPass()).isFalse();
    assertThat(no.problems())
        .extracting(Problem::toString)
        .anyMatch(p -> p.contains("Deployment/backend in shop does not exist"))
        .anyMatch(p -> p.contains("no registry"))
        .anyMatch(p -> p.contains("namespace shop is not as it should be (repair it)"))
        .anyMatch(p -> p.contains("Deployment/worker in shop is not as it should be"));
  }

  @Test
  void waitingDoesNotHelpWhenSomethingIsMissingBesides() {
    site.put(state("backend", 'a'));
    site.clusterAway(true);

    Planned.Refused no = refused(plan("n3").wave("backend"));

    assertThat(no.mayPass()).isFalse();
    assertThat(no.problems()).hasSize(2);
  }
}
