package dev.slipway.worker.systems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.KnownBad;
import dev.slipway.evidence.Fact;
import dev.slipway.houserules.Covers;
import dev.slipway.lab.Lab;
import dev.slipway.ledger.read.LedgerVerifier;
import dev.slipway.release.RunState;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.verify.StepVerdict;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * IPA on a real API server with real pods, a real registry, a real Temporal, a real PostgreSQL, by
 * a worker that has the rights of deploy/rbac and no others. The API server's audit log is the
 * witness of what was changed, and how often.
 */
@Tag("lab")
@Timeout(400)
class IpaInTheLabTest {
  @TempDir Path folder;
  private LabStage stage;
  private LabIpa ipa;

  @BeforeEach
  void open() throws Exception {
    Lab lab = Lab.running();
    ipa = LabIpa.running(lab);
    stage = new LabStage(lab, ipa.namespace(), ipa.siteWorker(), folder);
  }

  @AfterEach
  void close() throws IOException {
    if (stage != null) {
      stage.close();
    }
    ipa.close();
  }

  @Test
  @Covers({"IPA-30", "IPA-32", "IPA-33", "IPA-40", "IPA-41", "IPA-42", "IPA-43"})
  void releasesIpa() throws Exception {
    Ran ran = stage.release(ipa.request("v1.2.0", "v1.2.0"), ipa.documents());

    assertThat(ran.state()).as(ran.story()).isEqualTo(RunState.SUCCEEDED);
    assertThat(ran.done()).extracting(Object::toString).containsExactly("backend", "frontend");
    assertThat(ran.verdicts())
        .noneMatch(StepVerdict::fails)
        .extracting(StepVerdict::step)
        .contains(
            "pods of backend",
            "pods of frontend",
            "detailed health",
            "log in, list and create a workflow",
            "no errors of backend");
    runs(ran.wanted());
    assertThat(ipa.changes()).containsExactly("patch backend", "patch frontend");
    assertThat(ipa.fieldsWritten())
        .as("no scaling, no restart: images, and our marks")
        .isNotEmpty()
        .allMatch(
            field ->
                field.matches("/spec/template/spec/(containers|initContainers)/[0-9]+/image")
                    || field.matches("/metadata/annotations(/slipway.dev~1(operation|token))?"));
    stage.awaitListed(ran, "SlipwayState='SUCCEEDED' and SlipwayService='backend'");
    assertThat(stage.listed("SlipwayState='COMPENSATED'")).isEmpty();
    assertThat(new LedgerVerifier(stage.database()).verifyAll().intact()).isTrue();
  }

  @Test
  @Covers({"IPA-55", "IPA-57"})
  void takesIpaBack() throws Exception {
    Ran ran = stage.release(ipa.request("v1.3.0", "v1.3.0-crash"), ipa.documents());

    assertThat(ran.state()).as(ran.story()).isEqualTo(RunState.COMPENSATED);
    assertThat(ran.undone()).extracting(Object::toString).containsExactly("frontend", "backend");
    stage.awaitListed(
        ran,
        "SlipwayState='COMPENSATED' and SlipwayRelease='%s' and SlipwayService='frontend'"
            .formatted(ran.run()));
    assertThat(ran.facts(Fact.KnownBadMarked.class))
        .extracting(Fact.KnownBadMarked::bad)
        .extracting(KnownBad::digest)
        .hasSize(1);
    runs(ran.before());
    assertThat(ipa.changes())
        .containsExactly("patch backend", "patch frontend", "patch frontend", "patch backend");
    assertThat(new LedgerVerifier(stage.database()).verifyAll().intact()).isTrue();
  }

  /** Every living pod of every workload runs exactly this digest, says the kubelet. */
  private void runs(List<WorkloadChange> state) {
    assertThat(state).hasSize(2);
    for (WorkloadChange change : state) {
      List<Pod> pods = ipa.pods(change.workload().name());
      String image = change.images().getFirst().image().value();
      assertThat(pods).hasSize(2);
      assertThat(pods.stream().flatMap(pod -> pod.getStatus().getContainerStatuses().stream()))
          .allMatch(ContainerStatus::getReady)
          .extracting(ContainerStatus::getImageID)
          .allMatch(id -> id.endsWith(image.substring(image.indexOf('@'))));
    }
  }
}
