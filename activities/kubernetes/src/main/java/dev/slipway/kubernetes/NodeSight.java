package dev.slipway.kubernetes;

import dev.slipway.contract.FailureType;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/**
 * Whether the cluster sees its nodes. After an outage of the API server itself it has heard of none
 * of them for a while and calls each {@code Unknown}: that says nothing about the nodes.
 */
final class NodeSight {
  private NodeSight() {}

  /** Every node of the cluster, as {@link #seen}. */
  static List<Node> all(KubernetesClient client) {
    return seen(KubernetesFaults.calling("list nodes", () -> client.nodes().list().getItems()));
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure UNAVAILABLE when no node is Ready and one or
   *     more are not heard of
   */
  static List<Node> seen(List<Node> nodes) {
    List<String> silent =
        nodes.stream()
            .filter(
                node -> ready(node).filter(one -> "Unknown".equals(one.getStatus())).isPresent())
            .map(node -> node.getMetadata().getName())
            .toList();
    if (!silent.isEmpty() && nodes.stream().noneMatch(NodeSight::isReady)) {
      throw FailureType.UNAVAILABLE.failure(
          "no node is Ready, and the cluster has not heard of %s for a while: its nodes are out of sight"
              .formatted(String.join(", ", silent)));
    }
    return nodes;
  }

  /** Why a node is not Ready; empty when it is. */
  static Optional<String> trouble(Node node) {
    return isReady(node)
        ? Optional.empty()
        : Optional.of(
            "node %s is not Ready: %s"
                .formatted(
                    node.getMetadata().getName(),
                    ready(node).map(NodeCondition::getMessage).orElse("it reports nothing")));
  }

  static boolean isReady(Node node) {
    return ready(node).filter(one -> "True".equals(one.getStatus())).isPresent();
  }

  private static Optional<NodeCondition> ready(Node node) {
    return Optional.ofNullable(node.getStatus()).map(s -> s.getConditions()).stream()
        .flatMap(List::stream)
        .filter(one -> "Ready".equals(one.getType()))
        .findFirst();
  }
}
