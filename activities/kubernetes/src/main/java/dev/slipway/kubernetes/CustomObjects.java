package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Optional;

/**
 * Objects of kinds that a cluster may not know. Discovery is asked first: without it a missing kind
 * would look like a missing right.
 */
final class CustomObjects {
  private final KubernetesClient client;

  CustomObjects(KubernetesClient client) {
    this.client = client;
  }

  /** A kind by its names; the version is the one the server prefers. */
  record CustomKind(String group, String kind, String plural) {}

  /** Empty when the cluster does not serve the kind. */
  List<GenericKubernetesResource> list(CustomKind kind, String namespace) {
    return KubernetesFaults.calling(
        "list %s in %s".formatted(kind.plural(), namespace),
        () ->
            operation(kind)
                .map(found -> found.inNamespace(namespace).list().getItems())
                .orElse(List.of()));
  }

  Optional<
          MixedOperation<
              GenericKubernetesResource,
              GenericKubernetesResourceList,
              Resource<GenericKubernetesResource>>>
      operation(CustomKind kind) {
    APIGroup group = client.getApiGroup(kind.group());
    if (group == null || group.getPreferredVersion() == null) {
      return Optional.empty();
    }
    String version = group.getPreferredVersion().getVersion();
    var resources = client.getApiResources(kind.group() + "/" + version);
    boolean served =
        resources != null
            && resources.getResources().stream()
                .anyMatch(one -> kind.plural().equals(one.getName()));
    return served
        ? Optional.of(client.genericKubernetesResources(definition(kind, version)))
        : Optional.empty();
  }

  private static ResourceDefinitionContext definition(CustomKind kind, String version) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(kind.group())
        .withVersion(version)
        .withKind(kind.kind())
        .withPlural(kind.plural())
        .withNamespaced(true)
        .build();
  }
}
