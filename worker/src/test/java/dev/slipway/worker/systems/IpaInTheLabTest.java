package dev.slipway.worker.systems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.contract.release.ReleaseWorkflow;
import dev.slipway.document.DocumentSet;
import dev.slipway.documents.DocumentReader;
import dev.slipway.documents.Reading;
import dev.slipway.documents.SourceText;
import dev.slipway.evidence.Fact;
import dev.slipway.houserules.Covers;
import dev.slipway.lab.Lab;
import dev.slipway.ledger.read.LedgerVerifier;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.name.RunId;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.release.WantedService;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.verify.StepVerdict;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** IPA on a real API server with real pods, a real registry, a real Temporal, a real PostgreSQL. */
@Tag("lab")
@Timeout(400)
class IpaInTheLabTest {
  private static final Path IPA =
      Path.of(System.getProperty("slipway.root", ".."), "examples", "ipa");

  /**
   * The API server keeps every Authorization header, and the lab has no edge: here the same script
   * says it in another header.
   */
  private static final String OVERRIDES =
      """
        overrides:
          backend:
            verify:
              - type: smoke
                name: log in, list and create a workflow
                steps:
                  - name: log in
                    method: POST
                    path: /api/v1/auth/login
                    body: '{"email":"smoke@example.com","password":"placeholder"}'
                    extract: [{variable: token, pointer: /access_token}]
                  - name: list workflows
                    path: /api/v1/workflows
                    headers: [{name: X-Session, value: "${token}"}]
                    expect: [{pointer: /total}]
      """;

  @TempDir Path folder;
  private final Lab lab = Lab.running();
  private final String unique = "systems" + HexFormat.of().toHexDigits((short) random());
  private final KubernetesClient admin = lab.kubernetes(Lab.Identity.ADMIN);
  private LabStage stage;

  private static int random() {
    return ThreadLocalRandom.current().nextInt();
  }

  @BeforeEach
  void open() throws IOException, InterruptedException {
    lab.push("ipa/backend:v1.1.0");
    lab.push("ipa/frontend:v1.1.0");
    byte[] seed = text("seed.yaml").replace("ipa-platform", unique).getBytes(StandardCharsets.UTF_8);
    List<HasMetadata> objects = admin.load(new java.io.ByteArrayInputStream(seed)).items();
    objects.forEach(object -> admin.resource(object).create());
    for (String name : List.of("backend", "frontend")) {
      admin
          .apps()
          .deployments()
          .inNamespace(unique)
          .withName(name)
          .waitUntilCondition(
              d -> d != null && Integer.valueOf(2).equals(d.getStatus().getReadyReplicas()),
              60,
              TimeUnit.SECONDS);
    }
    stage = new LabStage(lab, unique, folder);
  }

  @AfterEach
  void close() throws Exception {
    if (stage != null) {
      stage.close();
    }
    admin.namespaces().withName(unique).delete();
    admin.close();
  }

  @Test
  @Covers({"IPA-30", "IPA-31", "IPA-32", "IPA-33", "IPA-55", "IPA-57"})
  void releasesIpaAndTakesACrashingVersionBack() throws Exception {
    Ran good = release("v1.2.0", "v1.2.0");
    assertThat(good.state()).as(good.story()).isEqualTo(RunState.SUCCEEDED);
    assertThat(good.done()).extracting(Object::toString).containsExactly("backend", "frontend");
    assertThat(good.verdicts()).isNotEmpty().noneMatch(StepVerdict::fails);
    runs(good.wanted());

    Ran bad = release("v1.3.0", "v1.3.0-crash");
    assertThat(bad.state()).as(bad.story()).isEqualTo(RunState.COMPENSATED);
    assertThat(bad.undone()).extracting(Object::toString).containsExactly("frontend", "backend");
    assertThat(bad.facts(Fact.KnownBadMarked.class)).hasSize(1);
    runs(good.wanted());
    assertThat(new LedgerVerifier(stage.database()).verifyAll().intact()).isTrue();
  }

  private Ran release(String version, String last) throws Exception {
    lab.push("ipa/backend:" + version);
    lab.push("ipa/frontend:" + last);
    DocumentSet documents = documents();
    RunId run = RunId.of("lab-" + last);
    var request =
        new ReleaseRequest(
            run,
            documents.environment().name(),
            documents.services().stream()
                .map(
                    s ->
                        new WantedService(
                            s.name(), s.name().value().equals("frontend") ? last : version))
                .toList(),
            List.of(),
            ReleaseKind.ORDINARY,
            Platform.ANN,
            "a new version",
            false);
    ReleaseWorkflow workflow =
        stage
            .workflows()
            .newWorkflowStub(
                ReleaseWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.release(run))
                    .setTaskQueue(TaskQueues.SLIPWAY)
                    .build());
    WorkflowClient.start(workflow::run, new ReleaseStart(request, documents));
    RunEnd end =
        stage
            .workflows()
            .newUntypedWorkflowStub(WorkflowIds.release(run))
            .getResult(170, TimeUnit.SECONDS, RunEnd.class);
    return new Ran(run, end, new Timeline(stage.database()).after(run, 0, 10_000));
  }

  private DocumentSet documents() {
    String practice = text("practice.yaml").replaceFirst("(?s)  overrides:.*", "") + OVERRIDES;
    Reading reading =
        DocumentReader.read(
            List.of(
                new SourceText("backend.yaml", text("documents/backend.yaml")),
                new SourceText("frontend.yaml", text("documents/frontend.yaml")),
                new SourceText("practice.yaml", practice.replace("ipa-platform", unique))));
    assertThat(reading.problems()).isEmpty();
    return new DocumentSet(
        reading.environments().getFirst().withRevision(1),
        reading.services().stream().map(s -> s.withRevision(1)).toList());
  }

  private String text(String file) {
    try {
      return Files.readString(IPA.resolve(file))
          .replace("${REGISTRY}", lab.registry())
          .replace("${SITE}", unique);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Every living pod of every workload runs exactly this digest, says the kubelet. */
  private void runs(List<WorkloadChange> state) {
    for (WorkloadChange change : state) {
      List<Pod> pods =
          admin
              .pods()
              .inNamespace(unique)
              .withLabel("app", change.workload().name())
              .list()
              .getItems()
              .stream()
              .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
              .toList();
      String image = change.images().getFirst().image().value();
      assertThat(pods).hasSize(2);
      assertThat(pods.stream().flatMap(pod -> pod.getStatus().getContainerStatuses().stream()))
          .allMatch(ContainerStatus::getReady)
          .extracting(ContainerStatus::getImageID)
          .allMatch(id -> id.endsWith(image.substring(image.indexOf('@'))));
    }
  }
}
