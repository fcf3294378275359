package dev.slipway.kubernetes;

import dev.slipway.preflight.Finding;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Network policies are there, and do not cut the pods off from DNS (D48). */
final class NetworkPolicyCheck {
  private static final String DNS_NAMESPACE = "kube-system";

  private final KubernetesClient client;

  NetworkPolicyCheck(KubernetesClient client) {
    this.client = client;
  }

  Finding check(LiveWorkload workload) {
    String namespace = workload.ref().namespace();
    List<NetworkPolicy> selecting = selecting(workload);
    if (selecting.isEmpty()) {
      return new Finding.Failed(
          "no network policy selects the pods of " + workload.ref(),
          "apply one in namespace " + namespace);
    }
    String names =
        selecting.stream()
            .map(one -> one.getMetadata().getName())
            .collect(Collectors.joining(", "));
    return keepsDns(selecting)
        ? new Finding.Passed("selected by %s; DNS stays reachable".formatted(names))
        : new Finding.Failed(
            "%s cut the pods of %s off from DNS: no egress rule allows port 53 to %s"
                .formatted(names, workload.ref(), DNS_NAMESPACE),
            "allow UDP and TCP 53 to namespace label kubernetes.io/metadata.name: "
                + DNS_NAMESPACE);
  }

  private List<NetworkPolicy> selecting(LiveWorkload workload) {
    String namespace = workload.ref().namespace();
    Map<String, String> labels = Marks.labels(workload.template().getMetadata());
    return KubernetesFaults.calling(
            "list network policies in " + namespace,
            () -> client.network().v1().networkPolicies().inNamespace(namespace).list().getItems())
        .stream()
        .filter(policy -> LabelMatch.matches(policy.getSpec().getPodSelector(), labels))
        .toList();
  }

  /** Policies add up: one that allows it is enough. */
  private boolean keepsDns(List<NetworkPolicy> selecting) {
    List<NetworkPolicy> outward =
        selecting.stream().filter(NetworkPolicyCheck::limitsEgress).toList();
    return outward.isEmpty() || outward.stream().anyMatch(this::allowsDns);
  }

  private static boolean limitsEgress(NetworkPolicy policy) {
    List<String> types = policy.getSpec().getPolicyTypes();
    List<NetworkPolicyEgressRule> rules = policy.getSpec().getEgress();
    return (types == null || types.isEmpty())
        ? rules != null && !rules.isEmpty()
        : types.contains("Egress");
  }

  private boolean allowsDns(NetworkPolicy policy) {
    List<NetworkPolicyEgressRule> rules = policy.getSpec().getEgress();
    return rules != null && rules.stream().anyMatch(rule -> opensPort53(rule) && reachesDns(rule));
  }

  private static boolean opensPort53(NetworkPolicyEgressRule rule) {
    return rule.getPorts() == null
        || rule.getPorts().isEmpty()
        || rule.getPorts().stream().anyMatch(NetworkPolicyCheck::isDns);
  }

  private static boolean isDns(NetworkPolicyPort port) {
    boolean udp = "UDP".equals(port.getProtocol());
    return udp
        && (port.getPort() == null
            || Integer.valueOf(53).equals(port.getPort().getIntVal())
            || "dns".equals(port.getPort().getStrVal()));
  }

  private boolean reachesDns(NetworkPolicyEgressRule rule) {
    return rule.getTo() == null
        || rule.getTo().isEmpty()
        || rule.getTo().stream().anyMatch(this::isDnsPeer);
  }

  private boolean isDnsPeer(NetworkPolicyPeer peer) {
    if (peer.getIpBlock() != null) {
      return true;
    }
    return peer.getNamespaceSelector() != null
        && LabelMatch.matches(peer.getNamespaceSelector(), dnsNamespaceLabels());
  }

  private Map<String, String> dnsNamespaceLabels() {
    @Nullable Namespace found =
        KubernetesFaults.calling(
            "read namespace " + DNS_NAMESPACE,
            () -> client.namespaces().withName(DNS_NAMESPACE).get());
    return found == null
        ? Map.of("kubernetes.io/metadata.name", DNS_NAMESPACE)
        : Marks.labels(found.getMetadata());
  }
}
