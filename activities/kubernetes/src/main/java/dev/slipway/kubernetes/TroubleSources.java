package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where more can be asked when a pod's status is not enough. */
final class TroubleSources {
  private final KubernetesClient client;
  private final PodLogs logs;
  private final ClusterEvents events;

  TroubleSources(KubernetesClient client) {
    this.client = client;
    this.logs = new PodLogs(client);
    this.events = new ClusterEvents(client);
  }

  String lastWords(String namespace, PodLook pod, String container) {
    return logs.lastWords(namespace, pod.name(), container);
  }

  Optional<String> event(
      String namespace, String name, @Nullable String uid, List<String> reasons) {
    return KubernetesFaults.calling(
        "read events of " + name, () -> events.newest(namespace, name, uid, reasons));
  }

  /**
   * Why the node of a pod is not Ready; empty when it is, or when we may not look at nodes: a
   * worker without that right still works.
   */
  Optional<String> nodeTrouble(PodLook pod) {
    String name = pod.pod().getSpec().getNodeName();
    if (name == null) {
      return Optional.empty();
    }
    try {
      Node node = client.nodes().withName(name).get();
      return node == null ? Optional.of("node " + name + " is gone") : NodeSight.trouble(node);
    } catch (KubernetesClientException fault) {
      if (fault.getCode() == 403) {
        return Optional.empty();
      }
      throw KubernetesFaults.failure("read node " + name, fault);
    }
  }
}
