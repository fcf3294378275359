package dev.slipway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.contract.FailureType;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeSightTest {
  private static Node node(String name, String ready) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready)
        .withMessage("Kubelet stopped posting node status.")
        .endCondition()
        .endStatus()
        .build();
  }

  @Test
  void isNoneWhenTheClusterHasHeardOfNoNode() {
    assertThatThrownBy(
            () -> NodeSight.seen(List.of(node("node-1", "Unknown"), node("node-2", "Unknown"))))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            fault -> {
              assertThat(fault.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
              assertThat(fault.isNonRetryable()).isFalse();
              assertThat(fault.getOriginalMessage()).contains("has not heard of node-1, node-2");
            });
  }

  @Test
  void isThereWhileOneNodeIsReady() {
    List<Node> nodes = List.of(node("node-1", "Unknown"), node("node-2", "True"));

    assertThat(NodeSight.seen(nodes)).isEqualTo(nodes);
    assertThat(NodeSight.trouble(nodes.getFirst()))
        .hasValue("node node-1 is not Ready: Kubelet stopped posting node status.");
  }

  @Test
  void isThereWhenTheNodesThemselvesSayThatTheyAreNotReady() {
    List<Node> nodes = List.of(node("node-1", "False"));

    assertThat(NodeSight.seen(nodes)).isEqualTo(nodes);
  }
}
