package dev.slipway.kubernetes;

import dev.slipway.preflight.Finding;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A02: whether the pods that a rollout adds for a while find room, in the namespace's quotas and on
 * nodes that are Ready. Taints and affinities are the scheduler's to know.
 */
final class CapacityCheck {
  private static final List<String> ON_NODES = List.of("cpu", "memory");

  private final KubernetesClient client;

  CapacityCheck(KubernetesClient client) {
    this.client = client;
  }

  Finding check(LiveWorkload workload, int surge) {
    String namespace = workload.ref().namespace();
    if (surge == 0) {
      return new Finding.Passed("the rollout of %s adds no pods".formatted(workload.ref()));
    }
    List<ResourceQuota> quotas =
        KubernetesFaults.calling(
            "list quotas in " + namespace,
            () -> client.resourceQuotas().inNamespace(namespace).list().getItems());
    List<String> full =
        quotas.stream().flatMap(quota -> exceeded(quota, workload.pods(), surge).stream()).toList();
    if (!full.isEmpty()) {
      return new Finding.Failed(
          "quota does not hold %d more pods: %s".formatted(surge, String.join("; ", full)),
          "raise the quota, free some of it, or roll out with maxSurge 0");
    }
    int placed = placed(workload.pods(), surge);
    return placed >= surge
        ? new Finding.Passed(
            "quota and nodes hold the %d pods that the rollout adds%s"
                .formatted(surge, unstated(workload)))
        : new Finding.Failed(
            "the nodes have room for %d of the %d pods that the rollout adds, each asking for cpu %s and memory %s"
                .formatted(
                    placed,
                    surge,
                    Amounts.requested(workload.pods(), "cpu"),
                    Amounts.requested(workload.pods(), "memory")),
            "add nodes, lower requests, or roll out with maxSurge 0");
  }

  private static String unstated(LiveWorkload workload) {
    return ON_NODES.stream().anyMatch(one -> Amounts.requested(workload.pods(), one).signum() == 0)
        ? " (its containers state no requests, so this says little)"
        : "";
  }

  private static List<String> exceeded(ResourceQuota quota, PodSpec pod, int surge) {
    var full = new ArrayList<String>();
    Map<String, Quantity> hard = quota.getSpec() == null ? null : quota.getSpec().getHard();
    if (hard == null) {
      return full;
    }
    for (String resource : hard.keySet()) {
      BigDecimal more = counted(resource, pod).multiply(BigDecimal.valueOf(surge));
      BigDecimal used =
          quota.getStatus() == null
              ? BigDecimal.ZERO
              : Amounts.amount(quota.getStatus().getUsed(), resource);
      BigDecimal limit = Amounts.amount(hard, resource);
      if (more.signum() > 0 && used.add(more).compareTo(limit) > 0) {
        full.add(
            "%s in %s: %s used of %s, %s more wanted"
                .formatted(
                    resource,
                    quota.getMetadata().getName(),
                    plain(used),
                    plain(limit),
                    plain(more)));
      }
    }
    return full;
  }

  private static BigDecimal counted(String resource, PodSpec pod) {
    return switch (resource) {
      case "pods", "count/pods" -> BigDecimal.ONE;
      case "cpu", "requests.cpu" -> Amounts.requested(pod, "cpu");
      case "memory", "requests.memory" -> Amounts.requested(pod, "memory");
      case "limits.cpu" -> Amounts.limited(pod, "cpu");
      case "limits.memory" -> Amounts.limited(pod, "memory");
      default -> BigDecimal.ZERO;
    };
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }

  /** First fit, node by node. */
  private int placed(PodSpec wanted, int surge) {
    List<Node> nodes = NodeSight.all(client);
    List<Pod> pods =
        KubernetesFaults.calling(
            "list pods of all namespaces", () -> client.pods().inAnyNamespace().list().getItems());
    int placed = 0;
    for (Node node : nodes) {
      if (accepts(node, wanted)) {
        placed += fitting(node, pods, wanted, surge);
      }
    }
    return Math.min(placed, surge);
  }

  private static boolean accepts(Node node, PodSpec wanted) {
    boolean open =
        node.getSpec() == null || !Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    Map<String, String> selector =
        wanted.getNodeSelector() == null ? Map.of() : wanted.getNodeSelector();
    return open
        && NodeSight.isReady(node)
        && Marks.labels(node.getMetadata()).entrySet().containsAll(selector.entrySet());
  }

  private static int fitting(Node node, List<Pod> pods, PodSpec wanted, int surge) {
    List<PodSpec> here =
        pods.stream()
            .filter(pod -> node.getMetadata().getName().equals(pod.getSpec().getNodeName()))
            .filter(pod -> !new PodLook(pod).over())
            .map(Pod::getSpec)
            .toList();
    Map<String, Quantity> allocatable = node.getStatus().getAllocatable();
    int byCount =
        Optional.ofNullable(allocatable)
            .filter(amounts -> amounts.containsKey("pods"))
            .map(amounts -> Amounts.amount(amounts, "pods").intValue() - here.size())
            .orElse(surge);
    int fits = Math.max(0, Math.min(byCount, surge));
    for (String resource : ON_NODES) {
      BigDecimal each = Amounts.requested(wanted, resource);
      BigDecimal used =
          here.stream()
              .map(one -> Amounts.requested(one, resource))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      if (each.signum() > 0) {
        BigDecimal free = Amounts.amount(allocatable, resource).subtract(used).max(BigDecimal.ZERO);
        fits = Math.min(fits, free.divideToIntegralValue(each).intValue());
      }
    }
    return fits;
  }
}
