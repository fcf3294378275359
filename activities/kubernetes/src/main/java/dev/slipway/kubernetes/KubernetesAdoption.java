package dev.slipway.kubernetes;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.rollout.AdoptionActivities;
import dev.slipway.contract.rollout.AdoptionRequest;
import dev.slipway.contract.rollout.AdoptionResult;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.FoundWorkload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one namespace for {@code slipway adopt}. Only gets and lists. */
public final class KubernetesAdoption implements AdoptionActivities {
  private final KubernetesClient client;
  private final Owners owners;

  public KubernetesAdoption(KubernetesClient client) {
    this.client = client;
    this.owners = new Owners(client);
  }

  @Override
  public AdoptionResult look(AdoptionRequest request) {
    String namespace = request.namespace();
    return KubernetesFaults.calling(
        "read namespace " + namespace,
        () -> {
          if (client.namespaces().withName(namespace).get() == null) {
            throw FailureType.NOT_FOUND.answer(
                "namespace %s does not exist at this site".formatted(namespace));
          }
          List<Service> services = client.services().inNamespace(namespace).list().getItems();
          return new AdoptionResult(
              workloads(namespace).map(found -> found(found, services)).toList());
        });
  }

  private Stream<LiveWorkload> workloads(String namespace) {
    Stream<LiveWorkload> deployments =
        client.apps().deployments().inNamespace(namespace).list().getItems().stream()
            .map(one -> LiveWorkload.of(ref(namespace, WorkloadKind.DEPLOYMENT, one), one));
    Stream<LiveWorkload> statefulSets =
        client.apps().statefulSets().inNamespace(namespace).list().getItems().stream()
            .map(one -> LiveWorkload.of(ref(namespace, WorkloadKind.STATEFUL_SET, one), one));
    return Stream.concat(deployments, statefulSets)
        .sorted(Comparator.comparing(found -> found.ref().name()));
  }

  private static WorkloadRef ref(String namespace, WorkloadKind kind, HasMetadata found) {
    return new WorkloadRef(namespace, kind, found.getMetadata().getName());
  }

  private FoundWorkload found(LiveWorkload workload, List<Service> services) {
    var containers = new ArrayList<FoundWorkload.Container>();
    workload.containers(true).forEach(one -> containers.add(container(one, true)));
    workload.containers(false).forEach(one -> containers.add(container(one, false)));
    return new FoundWorkload(
        workload.ref(),
        workload.replicas(),
        containers,
        TemplateReferences.in(workload.pods()).stream()
            .map(one -> new FoundWorkload.Reference(one.kind(), one.name()))
            .distinct()
            .toList(),
        services.stream()
            .filter(one -> selects(one, workload))
            .map(KubernetesAdoption::service)
            .toList(),
        owners.of(workload).orElse(null));
  }

  private static FoundWorkload.Container container(Container found, boolean init) {
    return new FoundWorkload.Container(
        found.getName(),
        init,
        String.valueOf(found.getImage()),
        found.getPorts().stream().map(ContainerPort::getContainerPort).toList(),
        healthPath(found));
  }

  private static @Nullable String healthPath(Container found) {
    var probe = found.getReadinessProbe();
    return probe == null || probe.getHttpGet() == null ? null : probe.getHttpGet().getPath();
  }

  private static boolean selects(Service service, LiveWorkload workload) {
    Map<String, String> selector = service.getSpec().getSelector();
    return selector != null
        && !selector.isEmpty()
        && Marks.labels(workload.template().getMetadata())
            .entrySet()
            .containsAll(selector.entrySet());
  }

  private static FoundWorkload.Service service(Service found) {
    return new FoundWorkload.Service(
        found.getMetadata().getName(),
        found.getSpec().getPorts().stream().map(ServicePort::getPort).toList());
  }
}
