package dev.slipway.practice.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.contract.FailureType;
import dev.slipway.practice.controllers.Quotas;
import dev.slipway.practice.controllers.Scheduler;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.Refused;
import dev.slipway.practice.world.Selector;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.rollout.ConfigKind;
import dev.slipway.rollout.ConfigSetting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** P02, as far as a cluster can answer it. */
final class ClusterChecks {
  private final Ground ground;

  ClusterChecks(Ground ground) {
    this.ground = ground;
  }

  /**
   * Looks.
   *
   * @throws io.temporal.failure.ApplicationFailure INVALID for a check that another system answers
   */
  Finding answer(Check check) {
    return switch (check) {
      case Check.ClusterReachable reachable -> new Finding.Passed("the API server answers");
      case Check.NamespaceExists namespace -> namespace(namespace);
      case Check.NodesReady nodes -> nodes();
      case Check.Rights rights -> new Finding.Passed("nobody has to log in here");
      case Check.Capacity capacity -> capacity(ground.workload(capacity.workload()));
      case Check.WorkloadPolicy policy -> rules(policy);
      case Check.References references -> references(references);
      case Check.SecretKeys keys -> keys(keys);
      case Check.RequiredEnv required -> variables(required);
      case Check.DisruptionBudget budget -> budgets(ground.workload(budget.workload()));
      case Check.Ownership ownership -> owner(ownership);
      case Check.NoDrift drift -> drift(drift);
      case Check.ClaimsBound claims -> claims(ground.workload(claims.workload()));
      case Check.NetworkPolicies policies -> policies(ground.workload(policies.workload()));
      case Check.PodsRunning pods -> running(pods);
      case Check.ImagePullable other -> throw foreign(check);
      case Check.HealthEndpoint other -> throw foreign(check);
      case Check.TlsDays other -> throw foreign(check);
      case Check.DnsTarget other -> throw foreign(check);
      case Check.CorsOrigin other -> throw foreign(check);
      case Check.SecretReadable other -> throw foreign(check);
      case Check.ReceiverReady other -> throw foreign(check);
      case Check.PrometheusTargets other -> throw foreign(check);
      case Check.PrometheusRules other -> throw foreign(check);
      case Check.Evidence other -> throw foreign(check);
      case Check.NotKnownBad other -> throw foreign(check);
    };
  }

  private Finding rules(Check.WorkloadPolicy check) {
    return all(PolicyRules.broken(ground.workload(check.workload()), check.rules()), "the rules");
  }

  private Finding namespace(Check.NamespaceExists check) {
    return exists(Kinds.NAMESPACE, "", check.namespace())
        ? new Finding.Passed(check.subject() + " exists")
        : failed(check.subject() + " does not exist", "create it or correct the document");
  }

  private Finding drift(Check.NoDrift check) {
    KubeObject workload = ground.workload(check.recorded().workload());
    Optional<String> different = Changes.firstMissing(workload, check.recorded());
    if (different.isEmpty()) {
      return new Finding.Passed("as the last good run left it");
    }
    return check.open().stream()
        .filter(intent -> Changes.firstMissing(workload, intent.state()).isEmpty())
        .findFirst()
        .<Finding>map(intent -> new Finding.Passed("changing now by " + intent.run()))
        .orElse(
            failed(
                different.get() + setter(workload),
                "put it back, or accept what is there with --accept-drift"));
  }

  private static String setter(KubeObject workload) {
    String[] parts =
        workload.text("metadata", "annotations", "slipway.dev/operation").split("/", 3);
    return parts.length == 3 ? "; last set by " + parts[1] : "";
  }

  static RuntimeException foreign(Check check) {
    return FailureType.INVALID.failure(
        "%s is not answered here, it is answered by %s"
            .formatted(check.getClass().getSimpleName(), answeredBy(check)));
  }

  private static String answeredBy(Check check) {
    if (check instanceof Check.ImagePullable) {
      return "the registry";
    }
    if (check instanceof Check.PrometheusTargets || check instanceof Check.PrometheusRules) {
      return "Prometheus";
    }
    return check instanceof Check.Evidence || check instanceof Check.NotKnownBad
        ? "the ledger"
        : "the cluster or its services";
  }

  private static Finding failed(String what, String wayOut) {
    return new Finding.Failed(what, wayOut);
  }

  private static Finding all(List<String> troubles, String what) {
    return troubles.isEmpty()
        ? new Finding.Passed(what + " are kept")
        : failed(String.join("; ", troubles), "correct the workload or relax the check");
  }

  private boolean exists(Kind kind, String namespace, String name) {
    return ground.world().store().find(kind, namespace, name).isPresent();
  }

  private Finding nodes() {
    List<String> bad =
        ground.world().store().list(Kinds.NODE).stream()
            .filter(node -> !node.condition("Ready", "True"))
            .map(KubeObject::name)
            .toList();
    return all(bad.stream().map(name -> "node " + name + " is not Ready").toList(), "all nodes");
  }

  private Finding capacity(KubeObject workload) {
    KubeObject pod = new KubeObject(Kinds.POD, Json.object());
    pod.json().set("spec", workload.at("spec", "template", "spec").deepCopy());
    try {
      new Quotas(ground.world()).admit(workload.namespace(), pod.json());
    } catch (Refused full) {
      return failed(String.valueOf(full.getMessage()), "raise the quota");
    }
    return new Scheduler(ground.world()).fits(pod)
        ? new Finding.Passed("one more pod finds a node")
        : failed("no node has room for one more pod", "add a node or lower the requests");
  }

  private Finding references(Check.References check) {
    List<String> missing = new ArrayList<>();
    for (ConfigSetting setting : check.change().config()) {
      Kind kind = setting.kind() == ConfigKind.SECRET ? Kinds.SECRET : Kinds.CONFIG_MAP;
      if (!exists(kind, check.change().workload().namespace(), setting.name())) {
        missing.add("%s/%s does not exist".formatted(kind.name(), setting.name()));
      }
    }
    return all(missing, "references");
  }

  private Finding keys(Check.SecretKeys check) {
    Optional<KubeObject> secret =
        ground.world().store().find(Kinds.SECRET, check.namespace(), check.secret());
    if (secret.isEmpty()) {
      return failed(check.subject() + " does not exist", "create it");
    }
    List<String> troubles = new ArrayList<>();
    for (String key : check.keys()) {
      byte[] value = Base64.getMimeDecoder().decode(secret.get().text("data", key));
      if (new String(value, StandardCharsets.UTF_8).length() < check.minLength()) {
        troubles.add("key %s is missing or shorter than %d".formatted(key, check.minLength()));
      }
    }
    return all(troubles, "keys");
  }

  private Finding variables(Check.RequiredEnv check) {
    KubeObject workload = ground.workload(check.workload());
    List<String> there = new ArrayList<>();
    for (JsonNode container : workload.at("spec", "template", "spec", "containers")) {
      container.path("env").forEach(one -> there.add(one.path("name").asText()));
      for (JsonNode from : container.path("envFrom")) {
        there.addAll(keys(workload, Kinds.CONFIG_MAP, from.path("configMapRef")));
        there.addAll(keys(workload, Kinds.SECRET, from.path("secretRef")));
      }
    }
    return all(
        check.names().stream()
            .filter(name -> !there.contains(name))
            .map(name -> "variable " + name + " is not set")
            .toList(),
        "variables");
  }

  private List<String> keys(KubeObject workload, Kind kind, JsonNode reference) {
    return ground
        .world()
        .store()
        .find(kind, workload.namespace(), reference.path("name").asText(""))
        .map(object -> List.copyOf(Json.strings(object.at("data")).keySet()))
        .orElse(List.of());
  }

  private Finding budgets(KubeObject workload) {
    var labels = Json.strings(workload.at("spec", "template", "metadata", "labels"));
    List<String> tight =
        ground
            .world()
            .store()
            .list(Kinds.PDB, workload.namespace())
            .filter(one -> Selector.of(one.at("spec", "selector")).test(labels))
            .filter(one -> one.number(0, "status", "disruptionsAllowed") < 1)
            .map(one -> "budget " + one.name() + " allows no disruption now")
            .toList();
    return all(tight, "budgets");
  }

  private Finding owner(Check.Ownership check) {
    Optional<String> owner = Neighbours.owner(ground.workload(check.workload()));
    return owner.isEmpty() || check.takeOver()
        ? new Finding.Passed(owner.map(one -> "taken over from " + one).orElse("nobody else's"))
        : failed("managed by " + owner.get(), "release it there, or set takeOver: true");
  }

  private Finding claims(KubeObject workload) {
    List<String> open = new ArrayList<>();
    for (JsonNode volume : workload.at("spec", "template", "spec", "volumes")) {
      String name = Json.at(volume, "persistentVolumeClaim", "claimName").asText("");
      boolean bound =
          ground
              .world()
              .store()
              .find(Kinds.CLAIM, workload.namespace(), name)
              .filter(claim -> claim.text("status", "phase").equals("Bound"))
              .isPresent();
      if (!name.isEmpty() && !bound) {
        open.add("claim " + name + " is not Bound");
      }
    }
    return all(open, "claims");
  }

  private Finding policies(KubeObject workload) {
    var labels = Json.strings(workload.at("spec", "template", "metadata", "labels"));
    return ground
            .world()
            .store()
            .list(Kinds.NETWORK_POLICY, workload.namespace())
            .anyMatch(one -> Selector.of(one.at("spec", "podSelector")).test(labels))
        ? new Finding.Passed("a network policy selects the pods")
        : failed("no network policy selects the pods", "add one");
  }

  private Finding running(Check.PodsRunning check) {
    List<KubeObject> pods =
        ground
            .world()
            .store()
            .list(Kinds.POD, check.namespace())
            .filter(pod -> Selector.labels(check.selector()).test(pod.labels()))
            .toList();
    boolean good = !pods.isEmpty() && pods.stream().allMatch(pod -> pod.condition("Ready", "True"));
    return good
        ? new Finding.Passed("%d pods are Ready".formatted(pods.size()))
        : failed("%s: %d pods, not all Ready".formatted(check.subject(), pods.size()), "see them");
  }
}
