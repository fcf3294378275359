package dev.slipway.practice.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.rollout.AdoptionActivities;
import dev.slipway.contract.rollout.AdoptionRequest;
import dev.slipway.contract.rollout.AdoptionResult;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.Selector;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.FoundWorkload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs in a namespace of a practice cluster. */
public final class PracticeAdoption implements AdoptionActivities {
  private final Ground ground;

  public PracticeAdoption(Ground ground) {
    this.ground = ground;
  }

  @Override
  public AdoptionResult look(AdoptionRequest request) {
    ground.time().follow();
    return ground.world().locked(() -> look(request.namespace()));
  }

  private AdoptionResult look(String namespace) {
    if (ground.world().store().find(Kinds.NAMESPACE, "", namespace).isEmpty()) {
      throw FailureType.NOT_FOUND.answer("namespace " + namespace + " does not exist");
    }
    List<FoundWorkload> found = new ArrayList<>();
    ground
        .world()
        .store()
        .list(Kinds.DEPLOYMENT, namespace)
        .forEach(one -> found.add(found(one, WorkloadKind.DEPLOYMENT)));
    ground
        .world()
        .store()
        .list(Kinds.STATEFUL_SET, namespace)
        .forEach(one -> found.add(found(one, WorkloadKind.STATEFUL_SET)));
    found.sort(Comparator.comparing(one -> one.workload().name()));
    return new AdoptionResult(found);
  }

  private FoundWorkload found(KubeObject workload, WorkloadKind kind) {
    WorkloadRef ref = new WorkloadRef(workload.namespace(), kind, workload.name());
    List<FoundWorkload.Reference> config =
        new TemplateFields(ref, workload.copy())
            .references().stream()
                .map(one -> new FoundWorkload.Reference(one.kind(), one.name()))
                .distinct()
                .toList();
    return new FoundWorkload(
        ref,
        workload.number(1, "spec", "replicas"),
        containers(workload),
        config,
        services(workload),
        Neighbours.owner(workload).orElse(null));
  }

  private static List<FoundWorkload.Container> containers(KubeObject workload) {
    JsonNode spec = workload.at("spec", "template", "spec");
    List<FoundWorkload.Container> all = new ArrayList<>();
    spec.path("containers").forEach(one -> all.add(container(one, false)));
    spec.path("initContainers").forEach(one -> all.add(container(one, true)));
    return all;
  }

  private static FoundWorkload.Container container(JsonNode json, boolean init) {
    List<Integer> ports = new ArrayList<>();
    json.path("ports").forEach(port -> ports.add(port.path("containerPort").asInt()));
    JsonNode path = Json.at(json, "readinessProbe", "httpGet", "path");
    @Nullable String health = path.isTextual() ? path.asText() : null;
    String image = json.path("image").asText();
    return new FoundWorkload.Container(json.path("name").asText(), init, image, ports, health);
  }

  private List<FoundWorkload.Service> services(KubeObject workload) {
    var labels = Json.strings(workload.at("spec", "template", "metadata", "labels"));
    List<FoundWorkload.Service> found = new ArrayList<>();
    ground
        .world()
        .store()
        .list(Kinds.SERVICE, workload.namespace())
        .filter(one -> !one.at("spec", "selector").isEmpty())
        .filter(one -> Selector.equal(Json.strings(one.at("spec", "selector"))).test(labels))
        .forEach(
            one -> {
              List<Integer> ports = new ArrayList<>();
              one.at("spec", "ports").forEach(port -> ports.add(port.path("port").asInt()));
              found.add(new FoundWorkload.Service(one.name(), ports));
            });
    return found;
  }
}
