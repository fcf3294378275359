package dev.slipway.lab.agent;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import io.fabric8.kubernetes.api.model.NodeSystemInfoBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Registers one node and keeps it Ready: its status and its lease, as a kubelet renews them. */
final class NodeHeartbeat implements Runnable {
  static final int KUBELET_PORT = 10250;
  private static final String VERSION = "v1.36.0";
  private static final String LEASES = "kube-node-lease";

  private final KubernetesClient client;
  private final String name;
  private final String address;
  private final Map<String, Quantity> capacity = new TreeMap<>();
  private final String since = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();

  NodeHeartbeat(
      KubernetesClient client, String name, String address, Map<String, String> capacity) {
    this.client = client;
    this.name = name;
    this.address = address;
    capacity.forEach((resource, amount) -> this.capacity.put(resource, Quantity.parse(amount)));
    this.capacity.put("ephemeral-storage", Quantity.parse("100Gi"));
  }

  /** One beat; what fails now is tried again with the next one. */
  @Override
  public void run() {
    try {
      Call.of(this::beat);
    } catch (KubernetesClientException e) {
      System.err.println("node " + name + " missed a heartbeat: " + e.getMessage());
    }
  }

  private boolean beat() {
    if (client.nodes().withName(name).get() == null) {
      client.nodes().resource(node()).create();
    }
    String status = Serialization.asJson(Map.of("status", node().getStatus()));
    client
        .nodes()
        .withName(name)
        .subresource("status")
        .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), status);
    renewLease();
    return true;
  }

  private Node node() {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("kubernetes.io/hostname", name)
        .addToLabels("kubernetes.io/os", "linux")
        .addToLabels("kubernetes.io/arch", "amd64")
        .addToLabels("topology.kubernetes.io/region", "lab")
        .addToLabels("topology.kubernetes.io/zone", "lab-" + name)
        .endMetadata()
        .withNewStatus()
        .withCapacity(capacity)
        .withAllocatable(capacity)
        .withConditions(conditions())
        .addNewAddress(address, "InternalIP")
        .addNewAddress(name, "Hostname")
        .withNewDaemonEndpoints()
        .withNewKubeletEndpoint(KUBELET_PORT)
        .endDaemonEndpoints()
        .withNodeInfo(info())
        .endStatus()
        .build();
  }

  private NodeSystemInfo info() {
    return new NodeSystemInfoBuilder()
        .withArchitecture("amd64")
        .withBootID(name)
        .withContainerRuntimeVersion("slipway-lab://1")
        .withKernelVersion(System.getProperty("os.version"))
        .withKubeProxyVersion(VERSION)
        .withKubeletVersion(VERSION)
        .withMachineID(name)
        .withOperatingSystem("linux")
        .withOsImage("Slipway lab")
        .withSystemUUID(name)
        .build();
  }

  private List<NodeCondition> conditions() {
    return List.of(
        condition("MemoryPressure", "False", "KubeletHasSufficientMemory"),
        condition("DiskPressure", "False", "KubeletHasNoDiskPressure"),
        condition("PIDPressure", "False", "KubeletHasSufficientPID"),
        condition("Ready", "True", "KubeletReady"));
  }

  private NodeCondition condition(String type, String status, String reason) {
    return new NodeConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .withMessage("the lab's node agent says so")
        .withLastHeartbeatTime(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .withLastTransitionTime(since)
        .build();
  }

  private void renewLease() {
    Lease lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(LEASES)
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity(name)
            .withLeaseDurationSeconds(40)
            .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
            .endSpec()
            .build();
    if (client.leases().inNamespace(LEASES).withName(name).get() == null) {
      client.leases().inNamespace(LEASES).resource(lease).create();
    } else {
      client
          .leases()
          .inNamespace(LEASES)
          .resource(lease)
          .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(lease));
    }
  }
}
