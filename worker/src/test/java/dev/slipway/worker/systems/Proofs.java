package dev.slipway.worker.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.analysis.Verdict;
import dev.slipway.artifact.Digest;
import dev.slipway.artifact.KnownBad;
import dev.slipway.evidence.Fact;
import dev.slipway.name.ServiceName;
import dev.slipway.practice.app.AppRequest;
import dev.slipway.practice.app.AppResponse;
import dev.slipway.practice.app.SampleApp;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.preflight.CheckResult;
import dev.slipway.preflight.Finding;
import dev.slipway.release.RunState;
import dev.slipway.release.ServicePlan;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.verify.StepVerdict;
import java.util.Comparator;
import java.util.List;

/** What must be true after any release of any system, looked up in the cluster itself. */
record Proofs(Platform platform, ExampleSite site, Ran ran) {

  static Proofs of(Platform platform, String system, Ran ran) {
    return new Proofs(platform, platform.site(system), ran);
  }

  /** Everything runs what was wanted, was verified, and left nothing behind. */
  void released(String... inOrder) {
    assertThat(ran.state()).as(ran.story()).isEqualTo(RunState.SUCCEEDED);
    assertThat(ran.done().stream().map(ServiceName::value)).containsExactlyInAnyOrder(inOrder);
    runs(ran.wanted());
    assertThat(ran.verdicts()).as(ran.story()).isNotEmpty().noneMatch(StepVerdict::fails);
    leavesTheWayBack();
    toldAndKept("SUCCEEDED");
  }

  /** Everything runs what it ran before, and exactly the crashed image is to blame. */
  void wentBack(String crashed, String... undoneInOrder) {
    assertThat(ran.state()).as(ran.story()).isEqualTo(RunState.COMPENSATED);
    assertThat(ran.undone().stream().map(ServiceName::value)).containsExactly(undoneInOrder);
    runs(ran.before());
    List<Digest> guilty =
        ran.plan().services().stream()
            .filter(s -> s.service().value().equals(crashed))
            .flatMap(s -> s.changes().stream())
            .flatMap(c -> c.images().stream())
            .flatMap(i -> i.image().digest().stream())
            .toList();
    assertThat(ran.facts(Fact.KnownBadMarked.class))
        .extracting(Fact.KnownBadMarked::bad)
        .extracting(KnownBad::digest)
        .containsExactlyElementsOf(guilty);
    assertThat(ran.facts(Fact.CompensationStarted.class))
        .singleElement()
        .satisfies(c -> assertThat(c.because().sentence()).contains(crashed));
    toldAndKept("COMPENSATED");
    assertThat(platform.postbox().of(ran.run()))
        .anyMatch(letter -> letter.contains("\"occasion\":\"compensating\""));
  }

  /** Each pod of each workload is ready and runs exactly this digest. */
  void runs(List<WorkloadChange> state) {
    for (WorkloadChange change : state) {
      WorkloadRef workload = change.workload();
      int replicas =
          site.object(Kinds.DEPLOYMENT, workload.namespace(), workload.name())
              .orElseThrow()
              .number(0, "spec", "replicas");
      String image = change.images().getFirst().image().value();
      String digest = image.substring(image.indexOf("@") + 1);
      List<KubeObject> pods = site.pods(workload.namespace(), workload.name());
      assertThat(pods).as(workload.toString()).hasSize(replicas);
      assertThat(pods).allMatch(pod -> pod.condition("Ready", "True"));
      assertThat(pods).allSatisfy(pod -> assertThat(digests(pod)).containsExactly(digest));
    }
  }

  private static List<String> digests(KubeObject pod) {
    return pod.json().at("/status/containerStatuses").findValuesAsText("imageID").stream()
        .map(id -> id.substring(id.indexOf('@') + 1))
        .toList();
  }

  /** The replica sets of the one began after those of the other were complete. */
  void before(String namespace, String first, String second) {
    assertThat(newest(namespace, first).created())
        .as(first + " before " + second)
        .isBefore(newest(namespace, second).created());
  }

  private KubeObject newest(String namespace, String app) {
    return site.replicaSets(namespace, app).stream()
        .max(Comparator.comparing(KubeObject::created))
        .orElseThrow();
  }

  private void leavesTheWayBack() {
    for (WorkloadChange before : ran.before()) {
      ServiceName service =
          ran.plan().services().stream()
              .filter(s -> s.workloads().contains(before.workload()))
              .findFirst()
              .orElseThrow()
              .service();
      JsonNode note =
          site.object(
                  Kinds.CONFIG_MAP, before.workload().namespace(), "slipway-recovery-" + service)
              .orElseThrow()
              .json();
      assertThat(note.at("/data/snapshot.json").asText())
          .contains(before.images().getFirst().image().value());
      assertThat(note.at("/data/restore.sh").asText()).isNotBlank();
    }
  }

  private void toldAndKept(String state) {
    assertThat(platform.postbox().of(ran.run()))
        .anyMatch(letter -> letter.contains("\"occasion\":\"ended\"") && letter.contains(state));
    assertThat(platform.chainHolds(ran.run())).isTrue();
    assertThat(platform.summary(ran.run()))
        .satisfies(
            row -> {
              assertThat(row.state().name()).isEqualTo(state);
              assertThat(row.requestedBy()).isEqualTo("ann");
              assertThat(row.startedAt()).isNotNull();
              assertThat(row.endedAt()).isAfterOrEqualTo(row.startedAt());
            });
  }

  /** Preflight asked this kind of question that often, and liked every answer. */
  void asked(Class<?> check, int times) {
    List<CheckResult> results =
        ran.facts(Fact.PreflightDone.class).getLast().report().results().stream()
            .filter(r -> check.isInstance(r.planned().check()))
            .toList();
    assertThat(results).as(check.getSimpleName()).hasSize(times);
    assertThat(results).allSatisfy(r -> assertThat(r.finding()).isInstanceOf(Finding.Passed.class));
  }

  /** Preflight found each of these missing, and only warned. */
  void warned(Class<?> check, String... words) {
    List<CheckResult> warnings =
        ran.facts(Fact.PreflightDone.class).getLast().report().results().stream()
            .filter(r -> check.isInstance(r.planned().check()))
            .toList();
    assertThat(warnings).hasSize(words.length).allMatch(CheckResult::warns);
    for (String word : words) {
      assertThat(warnings).anyMatch(r -> r.toString().contains(word));
    }
  }

  /** The step was asked of this service, passed, and its reason says these words. */
  void verified(String service, String step, String... words) {
    assertThat(said(service, step))
        .as(step + " of " + service + " in " + ran.story())
        .isNotEmpty()
        .allSatisfy(
            verdict -> {
              assertThat(verdict).isInstanceOf(Verdict.Pass.class);
              assertThat(List.of(words)).allMatch(verdict.why()::contains);
            });
  }

  private List<Verdict> said(String service, String step) {
    return ran.facts(Fact.Verified.class).stream()
        .filter(v -> v.service().value().equals(service))
        .flatMap(v -> v.verdicts().stream())
        .filter(v -> v.step().equals(step))
        .map(StepVerdict::verdict)
        .toList();
  }

  /** The record of it: where, which version, and the run in the history of each service. */
  void recorded(String environment, String version) {
    assertThat(platform.summary(ran.run()).environment()).hasToString(environment);
    assertThat(ran.plan().services()).extracting(ServicePlan::version).containsOnly(version);
    for (ServicePlan service : ran.plan().services()) {
      assertThat(platform.history(service.service())).contains(ran.run());
    }
  }

  /** None of the pods answers anything but this status there. */
  void everyPodAnswers(WorkloadRef workload, String path, int status) {
    List<SampleApp> apps = site.apps(workload.namespace(), workload.name());
    assertThat(apps).isNotEmpty();
    assertThat(apps.stream().map(app -> app.handle(AppRequest.get(path))))
        .extracting(AppResponse::status)
        .containsOnly(status);
  }

  /** A new plan with the same image is refused before anything is touched. */
  static void refused(Ran again) {
    assertThat(again.state()).as(again.story()).isEqualTo(RunState.REFUSED);
    assertThat(again.end().summary()).contains("known");
    assertThat(again.facts(Fact.ChangeIntended.class)).isEmpty();
  }
}
