package dev.slipway.kubernetes;

import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.VersionInfo;
import java.util.List;
import java.util.Optional;

/** A01: the cluster itself. */
final class ClusterChecks {
  private final KubernetesClient client;

  ClusterChecks(KubernetesClient client) {
    this.client = client;
  }

  Finding reachable() {
    VersionInfo version =
        KubernetesFaults.calling(
            "ask the API server for its version", client::getKubernetesVersion);
    return new Finding.Passed("the API server answers, version " + version.getGitVersion());
  }

  Finding namespace(Check.NamespaceExists check) {
    Namespace found =
        KubernetesFaults.calling(
            "read namespace " + check.namespace(),
            () -> client.namespaces().withName(check.namespace()).get());
    if (found == null) {
      return new Finding.Failed(
          "namespace %s does not exist".formatted(check.namespace()),
          "create it, or correct the Environment document");
    }
    return found.getMetadata().getDeletionTimestamp() == null
        ? new Finding.Passed("namespace %s exists".formatted(check.namespace()))
        : new Finding.Failed(
            "namespace %s is being deleted".formatted(check.namespace()),
            "wait for its end and create it anew");
  }

  Finding nodes() {
    List<Node> nodes = NodeSight.all(client);
    List<String> troubles =
        nodes.stream().map(NodeSight::trouble).flatMap(Optional::stream).toList();
    if (nodes.isEmpty()) {
      return new Finding.Failed("the cluster has no nodes", "add a node");
    }
    return troubles.isEmpty()
        ? new Finding.Passed("all %d nodes are Ready".formatted(nodes.size()))
        : new Finding.Failed(
            "%d of %d nodes are not Ready: %s"
                .formatted(troubles.size(), nodes.size(), String.join("; ", troubles)),
            "repair or remove them, or let the policy only warn of it");
  }

  Finding pods(Check.PodsRunning check) {
    List<PodLook> pods =
        KubernetesFaults.calling(
                "list pods in " + check.namespace(),
                () ->
                    client
                        .pods()
                        .inNamespace(check.namespace())
                        .withLabelSelector(check.selector())
                        .list()
                        .getItems())
            .stream()
            .map(PodLook::new)
            .filter(pod -> !"Succeeded".equals(pod.phase()))
            .toList();
    if (pods.isEmpty()) {
      return new Finding.Failed(
          "no pod in %s matches %s".formatted(check.namespace(), check.selector()),
          "install it, or correct namespace and selector");
    }
    List<String> unready =
        pods.stream()
            .filter(pod -> !pod.ready())
            .map(pod -> "%s is %s and not ready".formatted(pod.name(), pod.phase()))
            .toList();
    return unready.isEmpty()
        ? new Finding.Passed("all %d pods are Running and Ready".formatted(pods.size()))
        : new Finding.Failed(
            String.join("; ", unready), "see kubectl describe pod -n " + check.namespace());
  }
}
