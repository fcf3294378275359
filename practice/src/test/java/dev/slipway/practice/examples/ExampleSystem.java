package dev.slipway.practice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.contract.rollout.ChangeRequest;
import dev.slipway.contract.rollout.SnapshotRequest;
import dev.slipway.document.DocumentSet;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.documents.DocumentReader;
import dev.slipway.documents.Reading;
import dev.slipway.documents.SourceText;
import dev.slipway.kubernetes.KubernetesSite;
import dev.slipway.kubernetes.KubernetesWorkloads;
import dev.slipway.kubernetes.SiteSettings;
import dev.slipway.name.Actor;
import dev.slipway.name.OperationKey;
import dev.slipway.name.RunId;
import dev.slipway.practice.Cluster;
import dev.slipway.practice.PracticeSite;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.preflight.Finding;
import dev.slipway.release.Draft;
import dev.slipway.release.Memory;
import dev.slipway.release.PlanOrProblems;
import dev.slipway.release.PlanResolver;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.ResolvedImage;
import dev.slipway.release.RulesVersion;
import dev.slipway.release.SitedCheck;
import dev.slipway.release.WantedService;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of the five systems, running on a practice site of its own as its seed says, and released
 * there by the plan that its documents give, through the real Kubernetes adapter.
 */
final class ExampleSystem implements AutoCloseable {

  private static final Pattern IMAGE = Pattern.compile("image: [^/\\s]+/(\\S+):(v\\S+)");
  private static final Path ROOT = Path.of(System.getProperty("slipway.root", ".."), "examples");

  private final PracticeSite site = PracticeSite.virtual();
  private final KubernetesSite adapter;
  private final KubernetesWorkloads workloads;
  private final Reading documents;
  private final ReleasePlan plan;
  private final List<WorkloadSnapshot> snapshots = new ArrayList<>();
  private final Map<WorkloadRef, WorkloadChange> live = new HashMap<>();
  private long token;

  ExampleSystem(String name, Path folder) throws IOException {
    Path token = Files.writeString(folder.resolve("token-" + name), Cluster.ADMIN);
    adapter = KubernetesSite.open(SiteSettings.api(site.kubernetesAddress(), token, null));
    workloads = new KubernetesWorkloads(adapter.client(), progress -> {}, InstantSource.system());
    seed(text(ROOT.resolve(name).resolve("seed.yaml")));
    try (Stream<Path> files = Files.list(ROOT.resolve(name).resolve("documents"))) {
      documents =
          DocumentReader.read(
              Stream.concat(files.sorted(), Stream.of(ROOT.resolve(name).resolve("practice.yaml")))
                  .map(file -> new SourceText(file.toString(), text(file)))
                  .toList());
    }
    assertThat(documents.problems()).isEmpty();
    plan = resolve(documents.environments().getLast(), List.of(), snapshots);
    snapshots.forEach(s -> live.put(s.present().workload(), s.present()));
  }

  PracticeSite site() {
    return site;
  }

  KubernetesWorkloads workloads() {
    return workloads;
  }

  /** The plan for another of its environments, or one that also switches configuration. */
  ReleasePlan planFor(String environment, ConfigSetting... config) {
    EnvironmentDocument into =
        documents.environments().stream()
            .filter(e -> e.title().equals(environment))
            .findFirst()
            .orElseThrow();
    return resolve(into, List.of(config), new ArrayList<>());
  }

  /** Lets users come to every service, and time pass. */
  void users(double perSecond, Duration time) {
    for (KubeObject service : site.world().store().list(Kinds.SERVICE)) {
      site.traffic(service.namespace(), service.name(), perSecond);
    }
    site.advance(time);
  }

  /** Sets another version of every service, and waits until all pods are of it. */
  void roll(String tag) {
    for (WorkloadChange change : changes()) {
      WorkloadChange next = tagged(change, tag);
      set(next);
      complete(next, () -> {});
    }
  }

  private List<WorkloadChange> changes() {
    return plan.services().stream().flatMap(s -> s.changes().stream()).toList();
  }

  private WorkloadChange tagged(WorkloadChange change, String tag) {
    List<ContainerImage> images =
        change.images().stream()
            .map(
                i -> {
                  String repository = i.image().repository();
                  ImageRef image = ImageRef.pinned(repository, pushed(repository, tag));
                  return new ContainerImage(i.container(), i.init(), image);
                })
            .toList();
    return new WorkloadChange(change.workload(), images, change.config());
  }

  /** Changes one workload from what it is now to something else; time does not pass here. */
  void set(WorkloadChange to) {
    token++;
    WorkloadChange now = Objects.requireNonNull(live.get(to.workload()));
    workloads.change(
        new ChangeRequest(
            OperationKey.of("r-" + token, "change", to.workload().target()),
            token,
            to,
            List.of(now)));
    live.put(to.workload(), to);
  }

  /** What ran before the first release. */
  List<WorkloadSnapshot> snapshots() {
    return snapshots;
  }

  /** Lets time pass until the change is complete, with a look at every half second. */
  void complete(WorkloadChange change, Runnable look) {
    for (int i = 0; i < 600 && !done(change); i++) {
      site.advance(Duration.ofMillis(500));
      look.run();
    }
    assertThat(workloads.await(new AwaitRequest(change, token, false, true)))
        .isInstanceOf(RolloutSighting.Complete.class);
  }

  ReleasePlan plan() {
    return plan;
  }

  /** What the adapter finds for every check of the plan that asks the cluster. */
  List<Finding> clusterFindings(List<Class<?>> asked) {
    return plan.checks().stream()
        .map(SitedCheck::planned)
        .filter(p -> asked.contains(p.check().getClass()))
        .map(p -> workloads.check(p.check()))
        .toList();
  }

  JsonNode object(Kind kind, String namespace, String name) {
    return site.world().store().find(kind, namespace, name).map(KubeObject::json).orElseThrow();
  }

  /** Releases wave by wave; tells how few ready and how many pods there ever were of a workload. */
  Span release(String watched) {
    int[] span = {Integer.MAX_VALUE, 0};
    for (WorkloadChange change : changes()) {
      set(change);
      complete(
          change,
          () -> {
            if (change.workload().name().equals(watched)) {
              span[0] = Math.min(span[0], pods(watched, true));
              span[1] = Math.max(span[1], pods(watched, false));
            }
          });
    }
    return new Span(span[0], span[1]);
  }

  record Span(int leastReady, int mostPods) {}

  private boolean done(WorkloadChange change) {
    JsonNode json =
        object(Kinds.DEPLOYMENT, change.workload().namespace(), change.workload().name());
    int wanted = json.at("/spec/replicas").asInt();
    return json.at("/status/observedGeneration").asInt() == json.at("/metadata/generation").asInt()
        && json.at("/status/updatedReplicas").asInt() == wanted
        && json.at("/status/replicas").asInt() == wanted
        && json.at("/status/availableReplicas").asInt() == wanted;
  }

  private int pods(String app, boolean ready) {
    return (int)
        site.world().store().list(Kinds.POD).stream()
            .map(KubeObject::json)
            .filter(pod -> pod.at("/metadata/labels/app").asText().equals(app))
            .filter(pod -> pod.at("/metadata/deletionTimestamp").isMissingNode())
            .filter(pod -> !ready || isReady(pod))
            .count();
  }

  static boolean isReady(JsonNode pod) {
    boolean ready = false;
    for (JsonNode condition : pod.at("/status/conditions")) {
      ready |=
          condition.path("type").asText().equals("Ready")
              && condition.path("status").asText().equals("True");
    }
    return ready;
  }

  private void seed(String manifests) {
    Matcher image = IMAGE.matcher(manifests);
    while (image.find()) {
      site.push(image.group(1), image.group(2));
    }
    site.cluster().apply(manifests);
    assertThat(site.awaitQuiet(Duration.ofMinutes(5))).isPresent();
  }

  private String text(Path file) {
    try {
      return Files.readString(file)
          .replace("${REGISTRY}", site.registryAddress().getAuthority())
          .replace("${EDGE}", site.edgeAddress().toString())
          .replace("${SITE}", "practice")
          .replace("http://prometheus.monitoring:9090", site.prometheusAddress().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ReleasePlan resolve(
      EnvironmentDocument environment, List<ConfigSetting> config, List<WorkloadSnapshot> found) {
    var set = new DocumentSet(environment, documents.services());
    var request =
        new ReleaseRequest(
            RunId.of("r-1"),
            environment.name(),
            documents.services().stream().map(s -> new WantedService(s.name(), "v1.2.0")).toList(),
            config,
            ReleaseKind.ORDINARY,
            new Actor("ci", List.of()),
            "",
            false);
    Draft.Ready draft = (Draft.Ready) PlanResolver.draft(RulesVersion.NEWEST, request, set);
    List<ResolvedImage> images =
        draft.images().stream()
            .<ResolvedImage>map(
                w -> new ResolvedImage.Found(w, pushed(w.repository(), w.version())))
            .toList();
    draft.workloads().forEach(w -> found.add(workloads.snapshot(new SnapshotRequest(w))));
    return switch (PlanResolver.complete(
        RulesVersion.NEWEST, request, set, images, found, Memory.none())) {
      case PlanOrProblems.Resolved resolved -> resolved.plan();
      case PlanOrProblems.Rejected rejected ->
          throw new AssertionError(rejected.problems().toString());
    };
  }

  private Digest pushed(String repository, String tag) {
    return Digest.of(site.push(repository.substring(repository.indexOf('/') + 1), tag).digest());
  }

  @Override
  public void close() {
    adapter.close();
    site.close();
  }
}
