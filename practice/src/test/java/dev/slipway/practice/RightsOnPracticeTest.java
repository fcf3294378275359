package dev.slipway.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.contract.rollout.RecoveryNote;
import dev.slipway.contract.rollout.SnapshotRequest;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.kubernetes.KubernetesRecoveryNotes;
import dev.slipway.kubernetes.KubernetesSite;
import dev.slipway.kubernetes.KubernetesWorkloads;
import dev.slipway.kubernetes.SiteSettings;
import dev.slipway.name.OperationKey;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.practice.api.Access;
import dev.slipway.practice.api.Yaml;
import dev.slipway.practice.face.Fault;
import dev.slipway.practice.world.Kinds;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Deed;
import dev.slipway.preflight.Finding;
import dev.slipway.release.DeclaredContainer;
import dev.slipway.release.DeclaredWorkload;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.testkit.RightsContract;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsOnPracticeTest {
  private static final Path ROLES = Path.of("../deploy/rbac/site-worker.yaml");
  private static final WorkloadRef API = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "api");
  private static final Check.Rights ALL =
      new Check.Rights(
          "shop",
          List.of(
              new Deed.Change(WorkloadKind.DEPLOYMENT, "api"),
              new Deed.Change(WorkloadKind.STATEFUL_SET, "store"),
              new Deed.LeaveNote(ServiceName.of("api")),
              new Deed.ReadLogs(),
              new Deed.PauseEviction("evicting"),
              new Deed.Call("api", 80, "GET"),
              new Deed.Call("api", 80, "POST"),
              new Deed.Call("api", 80, "DELETE"),
              new Deed.Call("api", 80, "OPTIONS")));

  @TempDir Path folder;

  private final List<KubernetesSite> adapters = new ArrayList<>();
  private PracticeSite site;

  @BeforeEach
  void open() {
    site = PracticeSite.virtual();
    site.deployment("shop", "api", 1, site.pinned(site.push("shop/api", "v1.0.0")));
  }

  @AfterEach
  void close() {
    adapters.forEach(KubernetesSite::close);
    site.close();
  }

  @Nested
  class Contract extends RightsContract {
    @Override
    protected WorkloadActivities able() {
      return workloads(as(Cluster.ADMIN));
    }

    @Override
    protected WorkloadActivities reader() {
      return workloads(as(Cluster.VIEWER));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "patch,deployments,patch deployments.apps",
    "get,statefulsets,get statefulsets.apps",
    "list,pods,list pods",
    "delete,pods,delete pods",
    "list,replicasets,list replicasets.apps",
    "get,pods/log,get pods/log",
    "create,configmaps,create configmaps",
    "patch,verticalpodautoscalers,patch verticalpodautoscalers.autoscaling.k8s.io",
    "delete,services/proxy,delete services/proxy",
  })
  void aRightThatIsMissingIsTheOnlyOneNamed(String verb, String resource, String named)
      throws IOException, InterruptedException {
    withdraw("{\"withdrawn\":[{\"verb\":\"%s\",\"resource\":\"%s\"}]}".formatted(verb, resource));

    Finding.Failed failed = (Finding.Failed) workloads(as(Cluster.ADMIN)).check(ALL);

    assertThat(failed.detail())
        .startsWith("in namespace shop Slipway's account may not " + named + ", to ")
        .doesNotContain(";");
    withdraw("{}");
    assertThat(workloads(as(Cluster.ADMIN)).check(ALL)).isInstanceOf(Finding.Passed.class);
  }

  @Test
  void theRolesThatAreDeliveredGrantAllThatIsAskedFor() throws IOException {
    site.cluster().tokens().add("worker", new Access("site-worker", delivered()));

    assertThat(workloads(as("worker")).check(ALL)).isInstanceOf(Finding.Passed.class);
  }

  /** An account that was granted what the check asks for, and no more, gets through. */
  @Test
  void whoHasTheRightsThatAreAskedForIsRefusedNothing() throws IOException {
    site.cluster().tokens().add("worker", new Access("site-worker", delivered()));
    KubernetesSite worker = as("worker");
    var declared =
        new DeclaredWorkload(
            ServiceName.of("api"),
            SiteName.of("here"),
            API,
            List.of(new DeclaredContainer("api", false)),
            List.of());

    var snapshot = workloads(worker).snapshot(new SnapshotRequest(declared));
    new KubernetesRecoveryNotes(worker.client())
        .write(
            new RecoveryNote(
                OperationKey.of("release/r1/note/api"),
                RunId.of("r1"),
                ServiceName.of("api"),
                List.of(snapshot)));

    assertThat(site.world().store().find(Kinds.CONFIG_MAP, "shop", "slipway-recovery-api"))
        .isPresent();
  }

  @Test
  void aStrangerIsToldWhichCredentialsOfWhichSiteAreNotAccepted() {
    KubernetesSite stranger = as("nobody");
    var workloads = workloads(stranger);

    assertThat(workloads.check(ALL))
        .isInstanceOfSatisfying(
            Finding.Failed.class,
            failed -> assertThat(failed.detail()).satisfies(this::isStranger));
    assertThatThrownBy(() -> stranger.client().namespaces().list())
        .hasMessageContaining("does not accept the credentials");
    var declared =
        new DeclaredWorkload(ServiceName.of("api"), SiteName.of("here"), API, List.of(), List.of());
    assertThatThrownBy(() -> workloads.snapshot(new SnapshotRequest(declared)))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.isNonRetryable()).isTrue();
              assertThat(failure.getOriginalMessage()).satisfies(this::isStranger);
            });
  }

  private void isStranger(String words) {
    assertThat(words)
        .contains(
            site.kubernetesAddress() + " of site eu does not accept the credentials",
            "token-file " + folder.resolve("token-nobody"),
            "Renew these credentials")
        .doesNotContain("deploy/rbac");
  }

  @Test
  void anApiServerThatIsIllIsAskedAgain() {
    site.faults().next(9, "POST", "selfsubjectaccessreviews", Fault.Answer.of(503));

    assertThatThrownBy(() -> workloads(as(Cluster.ADMIN)).check(ALL))
        .isInstanceOfSatisfying(
            ApplicationFailure.class, failure -> assertThat(failure.isNonRetryable()).isFalse());
  }

  @Test
  void refusesAReviewThatAsksAboutNothing() throws IOException, InterruptedException {
    String path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    String nothing =
        "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SelfSubjectAccessReview\",\"spec\":{}}";

    HttpResponse<String> answer = post(site.kubernetesAddress().resolve(path), nothing);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("exactly one of");
  }

  private void withdraw(String rights) throws IOException, InterruptedException {
    assertThat(post(site.controlAddress().resolve("/rights"), rights).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> post(URI address, String body)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(address)
              .header("Authorization", "Bearer " + Cluster.ADMIN)
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static List<Access.Rule> delivered() throws IOException {
    var rules = new ArrayList<Access.Rule>();
    for (JsonNode document : Yaml.all(Files.readString(ROLES))) {
      for (JsonNode rule : document.path("rules")) {
        rules.add(new Access.Rule(words(rule.path("verbs")), words(rule.path("resources"))));
      }
    }
    return rules;
  }

  private static Set<String> words(JsonNode list) {
    var words = new HashSet<String>();
    list.forEach(one -> words.add(one.asText()));
    return words;
  }

  private KubernetesSite as(String token) {
    try {
      Path file = Files.writeString(folder.resolve("token-" + token), token);
      KubernetesSite adapter =
          KubernetesSite.open(
              SiteName.of("eu"), SiteSettings.api(site.kubernetesAddress(), file, null));
      adapters.add(adapter);
      return adapter;
    } catch (IOException unwritable) {
      throw new AssertionError(unwritable);
    }
  }

  private static WorkloadActivities workloads(KubernetesSite adapter) {
    return new KubernetesWorkloads(adapter.client(), progress -> {}, InstantSource.system());
  }
}
