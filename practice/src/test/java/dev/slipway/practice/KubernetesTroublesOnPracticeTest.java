package dev.slipway.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.AdoptionRequest;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.contract.rollout.ChangeRequest;
import dev.slipway.kubernetes.KubernetesAdoption;
import dev.slipway.kubernetes.KubernetesHttp;
import dev.slipway.kubernetes.KubernetesSecrets;
import dev.slipway.kubernetes.KubernetesSite;
import dev.slipway.kubernetes.KubernetesWorkloads;
import dev.slipway.kubernetes.Pulse;
import dev.slipway.kubernetes.SiteSettings;
import dev.slipway.name.OperationKey;
import dev.slipway.practice.face.Fault;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.FoundWorkload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real adapter while the API server is ill, and its smaller ports. */
class KubernetesTroublesOnPracticeTest {
  private static final WorkloadRef API = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "api");

  @TempDir Path folder;

  private PracticeSite site;
  private KubernetesSite adapter;
  private KubernetesWorkloads workloads;
  private WorkloadChange old;
  private WorkloadChange wanted;

  @BeforeEach
  void open() throws IOException {
    site = PracticeSite.realTime();
    adapter = as(Cluster.ADMIN);
    workloads = workloads(adapter);
    String first = site.pinned(site.push("shop/api", "v1.0.0"));
    site.deployment("shop", "api", 1, first);
    old = change(first);
    wanted = change(site.pinned(site.push("shop/api", "v1.1.0")));
  }

  @AfterEach
  void close() {
    adapter.close();
    site.close();
  }

  @Test
  void aConnectionThatBreaksAfterTheEffectIsHarmless() {
    // at rest, so that the answer which nobody hears is a success and no conflict
    workloads.await(new AwaitRequest(old, 7, false, true));
    site.faults().next(1, "PATCH", "/deployments/api", new Fault.DropAfter());
    assertThatThrownBy(() -> workloads.change(request())).hasMessageContaining("UNAVAILABLE");

    assertThat(workloads.change(request())).isEqualTo(new ChangeResult.AlreadyThere(2));
  }

  @Test
  void aConflictIsLookedAtAgain() {
    site.faults().next(2, "PATCH", "/deployments/api", Fault.Answer.of(409));

    assertThat(workloads.change(request())).isInstanceOf(ChangeResult.Applied.class);
    assertThat(site.faults().struck()).isEqualTo(2);
  }

  @Test
  void anOverloadedServerIsTriedAgainLater() {
    site.faults()
        .next(
            1,
            "GET",
            "/deployments/api",
            new Fault.Answer(429, Optional.of(Duration.ofSeconds(3))));

    assertThatThrownBy(() -> workloads.change(request())).hasMessageContaining("UNAVAILABLE");
    assertThat(workloads.change(request())).isInstanceOf(ChangeResult.Applied.class);
  }

  @Test
  void aWaitOutlivesAServerThatIsAwayForAWhile() {
    workloads.change(request());
    site.faults().next(3, "GET", ".*", Fault.Answer.of(503));

    assertThat(workloads.await(new AwaitRequest(wanted, 7, false, true)))
        .isEqualTo(new RolloutSighting.Complete(1));
    assertThat(site.faults().struck()).isEqualTo(3);
  }

  @Test
  void aWaitEndsWhenNobodyWantsTheAnswer() {
    workloads.change(request());
    var impatient =
        new KubernetesWorkloads(
            adapter.client(),
            sign -> {
              throw new CancellationException(sign.progress());
            },
            InstantSource.system());

    assertThatThrownBy(() -> impatient.await(new AwaitRequest(change(stuck()), 7, false, true)))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aWatchGivesSignsOfLifeWhileTheServerIsSlow() {
    workloads.change(request());
    var beats = new ConcurrentLinkedQueue<Long>();
    beats.add(System.nanoTime());
    var watching =
        new KubernetesWorkloads(
            adapter.client(), sign -> beats.add(System.nanoTime()), InstantSource.system());
    site.faults().next(3, "GET", "/shop/", new Fault.Delay(Duration.ofSeconds(2)));

    assertThat(watching.await(new AwaitRequest(wanted, 7, false, true)))
        .isEqualTo(new RolloutSighting.Complete(1));
    beats.add(System.nanoTime());
    assertThat(longestGap(List.copyOf(beats))).isLessThan(Duration.ofSeconds(5));
  }

  private static Duration longestGap(List<Long> beats) {
    return IntStream.range(1, beats.size())
        .mapToObj(i -> Duration.ofNanos(beats.get(i) - beats.get(i - 1)))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  @Test
  void aSilenceThatBeganBeforeTheWatchDiedIsCountedFromItsBegin() {
    workloads.change(request());
    site.faults().next(100, "GET", ".*", Fault.Answer.of(503));
    Instant longAgo = Instant.now().minusSeconds(50);
    var signs = new ConcurrentLinkedQueue<Pulse.Sign>();
    var again = new KubernetesWorkloads(adapter.client(), pulse(longAgo, signs), systemTime());

    Instant began = Instant.now();
    assertThatThrownBy(() -> again.await(new AwaitRequest(wanted, 7, false, true)))
        .hasMessageContaining("UNAVAILABLE");
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(15));
    assertThat(signs).allSatisfy(sign -> assertThat(sign.silentSince()).isEqualTo(longAgo));
  }

  @Test
  void aWatchRemembersSinceWhenItIsBlind() {
    workloads.change(request());
    site.faults().next(3, "GET", ".*", Fault.Answer.of(503));
    var signs = new ConcurrentLinkedQueue<Pulse.Sign>();
    Instant began = Instant.now();
    var watching = new KubernetesWorkloads(adapter.client(), pulse(null, signs), systemTime());

    assertThat(watching.await(new AwaitRequest(wanted, 7, false, true)))
        .isEqualTo(new RolloutSighting.Complete(1));
    assertThat(signs)
        .filteredOn(sign -> sign.silentSince() != null)
        .isNotEmpty()
        .allSatisfy(sign -> assertThat(sign.silentSince()).isBetween(began, Instant.now()));
  }

  private static InstantSource systemTime() {
    return InstantSource.system();
  }

  private static Pulse pulse(@Nullable Instant silentSince, Queue<Pulse.Sign> signs) {
    return new Pulse() {
      @Override
      public void beat(Sign sign) {
        signs.add(sign);
      }

      @Override
      public Optional<Sign> before() {
        return Optional.ofNullable(silentSince).map(since -> new Sign("before", since));
      }
    };
  }

  /** Put there behind everybody's back, so that the wait has something to wait for. */
  private String stuck() {
    String image = site.pinned(site.push("shop/api", "v1.2.0-unready"));
    workloads.change(
        new ChangeRequest(OperationKey.of("r/x"), 7, change(image), List.of(old, wanted)));
    return image;
  }

  @Test
  void whatCannotBeSeenIsNeitherGoodNorBad() {
    site.faults().next(1, "GET", "/version", new Fault.DropBefore());

    assertThatThrownBy(() -> workloads.check(new Check.ClusterReachable()))
        .hasMessageContaining("UNAVAILABLE");
    assertThat(workloads.check(new Check.ClusterReachable())).isInstanceOf(Finding.Passed.class);
  }

  @Test
  void reachesAServiceThroughTheApiServer() throws IOException, InterruptedException {
    workloads.await(new AwaitRequest(old, 7, false, true));
    var access =
        new KubernetesHttp(adapter.client()).access(new HttpTarget.InCluster("shop", "api", 80));
    var request = HttpRequest.newBuilder(URI.create(access.baseUrl() + "/health"));
    access.headers().forEach(header -> request.header(header.name(), header.value()));

    String body = access.client().send(request.build(), BodyHandlers.ofString()).body();

    assertThat(body).contains("\"status\":\"healthy\"", "\"version\":\"1.0.0\"");
  }

  @Test
  void resolvesASecretAndNamesWhatIsMissing() {
    site.secret("shop", "mail", Map.of("password", "not-a-real-one"));
    var secrets = new KubernetesSecrets(adapter.client());

    assertThat(secrets.resolve("kubernetes://shop/mail#password")).isEqualTo("not-a-real-one");
    assertThatThrownBy(() -> secrets.resolve("kubernetes://shop/mail#user"))
        .hasMessageContaining("MISCONFIGURED")
        .hasMessageContaining("its keys: password");
    assertThatThrownBy(() -> secrets.resolve("kubernetes://shop/post#password"))
        .hasMessageContaining("secret post does not exist in shop");
    assertThatThrownBy(() -> secrets.resolve("hunter2"))
        .hasMessageContaining("kubernetes://namespace/name#key")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void readsANamespaceForAdoption() {
    var found =
        new KubernetesAdoption(adapter.client()).look(new AdoptionRequest("shop")).workloads();

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().workload()).isEqualTo(API);
    assertThat(found.getFirst().containers().getFirst().image())
        .isEqualTo(old.images().getFirst().image().value());
    assertThat(found.getFirst().services())
        .containsExactly(new FoundWorkload.Service("api", List.of(80)));
    assertThatThrownBy(
            () -> new KubernetesAdoption(adapter.client()).look(new AdoptionRequest("nowhere")))
        .hasMessageContaining("namespace nowhere does not exist");
  }

  private KubernetesSite as(String token) throws IOException {
    Path file = Files.writeString(folder.resolve("token-" + token), token);
    return KubernetesSite.open(SiteSettings.api(site.kubernetesAddress(), file, null));
  }

  private static KubernetesWorkloads workloads(KubernetesSite adapter) {
    return new KubernetesWorkloads(adapter.client(), progress -> {}, InstantSource.system());
  }

  private ChangeRequest request() {
    return new ChangeRequest(OperationKey.of("release/r1/change/api"), 7, wanted, List.of(old));
  }

  private static WorkloadChange change(String image) {
    return new WorkloadChange(
        API, List.of(new ContainerImage("api", false, ImageRef.of(image))), List.of());
  }
}
