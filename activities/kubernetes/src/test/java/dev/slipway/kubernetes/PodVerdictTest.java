package dev.slipway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.analysis.Verdict;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.InspectRequest;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodVerdictTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final WorkloadRef API = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "api");
  private static final String WANTED = "shop/api@sha256:" + "b".repeat(64);
  private static final String OLD = "shop/api@sha256:" + "a".repeat(64);

  @Test
  void passesWhenEveryPodIsThereAndReady() {
    assertThat(judge(view(2, List.of(ready("a"), ready("b")), List.of())))
        .isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void anAutoscalerThatAddsPodsIsNoFault() {
    RolloutView view = view(4, List.of(ready("a"), ready("b"), young("c")), List.of());

    assertThat(judge(view)).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(judge(view).why()).contains("3 new pods of 4", "c is Running and not Ready");
  }

  @Test
  void aPodThatWasEvictedOrDrainedIsNoFault() {
    assertThat(judge(view(2, List.of(ready("a")), List.of())))
        .isInstanceOf(Verdict.Inconclusive.class);
  }

  @Test
  void aScaleThatTheControllerHasNotSeenMakesNoPodOld() {
    var unseen = new RolloutView(live(2, 1), List.of(), List.of(ready("a"), ready("b")));

    assertThat(judge(unseen)).isInstanceOf(Verdict.Inconclusive.class);
  }

  @Test
  void aRestartBySomebodyElseWithTheSameImagesIsNoFault() {
    assertThat(judge(view(2, List.of(ready("a"), ready("b")), List.of(ready("old")))))
        .isInstanceOf(Verdict.Inconclusive.class);
  }

  @Test
  void aPodOfAnotherImageFails() {
    Verdict verdict =
        judge(view(2, List.of(ready("a"), ready("b")), List.of(pod("old", OLD, true, 600))));

    assertThat(verdict).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict.why()).contains("old is of another revision");
    assertThat(judge(view(1, List.of(pod("a", OLD, true, 600)), List.of())))
        .isInstanceOf(Verdict.Fail.class);
  }

  @Test
  void aPodThatLostItsReadinessFailsOnlyAfterAWhile() {
    assertThat(judge(view(1, List.of(pod("a", WANTED, false, 10)), List.of())))
        .isInstanceOf(Verdict.Inconclusive.class);
    Verdict later = judge(view(1, List.of(pod("a", WANTED, false, 31)), List.of()));
    assertThat(later).isInstanceOf(Verdict.Fail.class);
    assertThat(later.why())
        .contains("a is Running and not Ready any more since 2026-05-01T11:59:29Z");
  }

  @Test
  void aPodOfANodeThatIsGoneIsNoFault() {
    RolloutView view = view(1, List.of(pod("a", WANTED, false, 60)), List.of());

    Verdict verdict =
        new PodVerdict(request(), NOW, pod -> Optional.of("node n1 is gone"))
            .of(view, Optional.empty());

    assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(verdict.why()).contains("node n1 is gone");
  }

  @Test
  void aCrashOrAMissingImageFailsEvenWhilePodsComeAndGo() {
    RolloutView view = view(3, List.of(ready("a"), young("b")), List.of());
    var gone = new RolloutSighting.Unpullable("b", ImageRef.of(WANTED), "not found");

    Verdict verdict =
        new PodVerdict(request(), NOW, pod -> Optional.empty()).of(view, Optional.of(gone));

    assertThat(verdict).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict.why()).contains("b cannot pull image ", ": not found", "2 new pods of 3");
  }

  private static Verdict judge(RolloutView view) {
    return new PodVerdict(request(), NOW, pod -> Optional.empty()).of(view, Optional.empty());
  }

  private static InspectRequest request() {
    var wanted =
        new WorkloadChange(
            API, List.of(new ContainerImage("api", false, ImageRef.of(WANTED))), List.of());
    return new InspectRequest("pods", false, wanted, NOW.minus(Duration.ofHours(1)));
  }

  private static RolloutView view(int replicas, List<PodLook> fresh, List<PodLook> stale) {
    return new RolloutView(live(replicas, 2), fresh, stale);
  }

  private static LiveWorkload live(int replicas, long observed) {
    Deployment found =
        new DeploymentBuilder()
            .withNewMetadata()
            .withGeneration(2L)
            .endMetadata()
            .withNewSpec()
            .withReplicas(replicas)
            .withNewTemplate()
            .endTemplate()
            .endSpec()
            .withNewStatus()
            .withObservedGeneration(observed)
            .endStatus()
            .build();
    return LiveWorkload.of(API, found);
  }

  private static PodLook ready(String name) {
    return pod(name, WANTED, true, 600);
  }

  /** Started three seconds ago and not Ready yet. */
  private static PodLook young(String name) {
    return look(name, WANTED, false, NOW.minusSeconds(3), NOW.minusSeconds(3));
  }

  private static PodLook pod(String name, String image, boolean ready, int secondsAgo) {
    return look(name, image, ready, NOW.minusSeconds(3_000), NOW.minusSeconds(secondsAgo));
  }

  private static PodLook look(
      String name, String image, boolean ready, Instant started, Instant changed) {
    return new PodLook(
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("api")
            .withImage(image)
            .endContainer()
            .endSpec()
            .withNewStatus()
            .withPhase("Running")
            .withStartTime(started.toString())
            .addNewCondition()
            .withType("Ready")
            .withStatus(ready ? "True" : "False")
            .withLastTransitionTime(changed.toString())
            .endCondition()
            .addNewContainerStatus()
            .withName("api")
            .withReady(ready)
            .withRestartCount(0)
            .endContainerStatus()
            .endStatus()
            .build());
  }
}
