package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Who else would put a workload back to what it thinks right (D33). */
final class Owners {
  private static final CustomObjects.CustomKind CANARY =
      new CustomObjects.CustomKind("flagger.app", "Canary", "canaries");
  private static final CustomObjects.CustomKind ROLLOUT =
      new CustomObjects.CustomKind("argoproj.io", "Rollout", "rollouts");

  private final CustomObjects objects;

  Owners(KubernetesClient client) {
    this.objects = new CustomObjects(client);
  }

  /** Names the owner, as in {@code Helm release shop/web}; empty when nobody else manages it. */
  Optional<String> of(LiveWorkload workload) {
    return Stream.<Supplier<Optional<String>>>of(
            () -> controller(workload.meta()),
            () -> argoCd(workload.meta()),
            () -> flux(workload.meta()),
            () -> helm(workload.meta()),
            () -> targeting(CANARY, "targetRef", workload),
            () -> targeting(ROLLOUT, "workloadRef", workload))
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> controller(ObjectMeta meta) {
    return meta.getOwnerReferences() == null
        ? Optional.empty()
        : meta.getOwnerReferences().stream()
            .filter(owner -> Boolean.TRUE.equals(owner.getController()))
            .map(Owners::name)
            .findFirst();
  }

  private static String name(OwnerReference owner) {
    return owner.getKind() + " " + owner.getName();
  }

  private static Optional<String> argoCd(ObjectMeta meta) {
    return Marks.annotation(meta, "argocd.argoproj.io/tracking-id")
        .map(id -> id.split(":", 2)[0])
        .or(() -> label(meta, "argocd.argoproj.io/instance"))
        .map(application -> "Argo CD application " + application);
  }

  private static Optional<String> flux(ObjectMeta meta) {
    return label(meta, "kustomize.toolkit.fluxcd.io/name")
        .map(name -> "Flux Kustomization " + name)
        .or(
            () ->
                label(meta, "helm.toolkit.fluxcd.io/name").map(name -> "Flux HelmRelease " + name));
  }

  private static Optional<String> helm(ObjectMeta meta) {
    boolean managed =
        label(meta, "app.kubernetes.io/managed-by").filter("Helm"::equals).isPresent();
    return Marks.annotation(meta, "meta.helm.sh/release-name")
        .or(() -> managed ? Optional.of("of an unknown name") : Optional.empty())
        .map(release -> "Helm release " + release);
  }

  private Optional<String> targeting(
      CustomObjects.CustomKind kind, String reference, LiveWorkload workload) {
    return objects.list(kind, workload.ref().namespace()).stream()
        .filter(object -> targets(object, reference, workload))
        .map(object -> kind.kind() + " " + object.getMetadata().getName() + " of " + kind.group())
        .findFirst();
  }

  private static boolean targets(
      GenericKubernetesResource object, String reference, LiveWorkload workload) {
    return object.get("spec", reference) instanceof Map<?, ?> target
        && workload.ref().name().equals(target.get("name"))
        && workload.ref().kind().kubernetes().equals(target.get("kind"));
  }

  private static Optional<String> label(ObjectMeta meta, String name) {
    return Optional.ofNullable(Marks.labels(meta).get(name));
  }
}
