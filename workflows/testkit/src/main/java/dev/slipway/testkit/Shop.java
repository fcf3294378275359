package dev.slipway.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.contract.rollout.ChangeRequest;
import dev.slipway.name.OperationKey;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.release.ConfigSlot;
import dev.slipway.release.DeclaredContainer;
import dev.slipway.release.DeclaredWorkload;
import dev.slipway.rollout.ConfigKind;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The workload of the contract tests, in a namespace of its own: {@code api} with an init
 * container, a versioned ConfigMap and a Secret. What a test wants different it changes by hand.
 */
final class Shop implements AutoCloseable {
  final WorkloadGround ground;
  final String namespace = "contract-" + UUID.randomUUID().toString().substring(0, 8);
  final WorkloadRef api = new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "api");
  final WorkloadRef store = new WorkloadRef(namespace, WorkloadKind.STATEFUL_SET, "store");

  Shop(WorkloadGround ground) {
    this.ground = ground;
    ground
        .cluster()
        .create(
            "/api/v1/namespaces",
            """
        {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s"}}"""
                .formatted(namespace));
    config("api-config-v1", "\"LOG_LEVEL\":\"info\",\"CORS_ORIGINS\":\"*\"");
    config("api-config-v2", "\"LOG_LEVEL\":\"warn\",\"CORS_ORIGINS\":\"*\"");
    create(
        "/api/v1/namespaces/%s/secrets".formatted(namespace),
        """
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"api-secrets"},
         "data":{"password":"bm90LWEtcmVhbC1wYXNzd29yZC1idXQtbG9uZy1lbm91Z2gtMzI=","short":"YWJj"}}""");
  }

  void config(String name, String data) {
    create(
        "/api/v1/namespaces/%s/configmaps".formatted(namespace),
        """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s"},"data":{%s}}"""
            .formatted(name, data));
  }

  /** Two pods of {@code image}, and waits until they are available. */
  void running(String image) {
    deployed(image, 2);
    ground
        .cluster()
        .await(
            path(api),
            found -> found.at("/status/availableReplicas").asInt() == 2 && isObserved(found));
  }

  static boolean isObserved(JsonNode found) {
    return found.at("/status/observedGeneration").asLong()
        >= found.at("/metadata/generation").asLong();
  }

  void deployed(String image, int replicas) {
    create(
        "/apis/apps/v1/namespaces/%s/deployments".formatted(namespace),
        """
        {"apiVersion":"apps/v1","kind":"Deployment",
         "metadata":{"name":"api","labels":{"app":"api"}},
         "spec":{"replicas":%d,"selector":{"matchLabels":{"app":"api"}},
          "strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1,"maxUnavailable":0}},
          "template":%s}}"""
            .formatted(replicas, template("api", image)));
  }

  void stored(String image, int replicas) {
    create(
        "/apis/apps/v1/namespaces/%s/statefulsets".formatted(namespace),
        """
        {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"store"},
         "spec":{"replicas":%d,"serviceName":"store","selector":{"matchLabels":{"app":"store"}},
          "template":%s}}"""
            .formatted(replicas, template("store", image)));
    ground
        .cluster()
        .await(path(store), found -> found.at("/status/availableReplicas").asInt() == replicas);
  }

  /** A pod that nobody controls, with the labels of a workload's pods; gives its path. */
  String byHand(String name, String app, String image) {
    create(
        "/api/v1/namespaces/%s/pods".formatted(namespace),
        """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","labels":{"app":"%s"}},
         "spec":{"terminationGracePeriodSeconds":1,"containers":[{"name":"api","image":"%s"}]}}"""
            .formatted(name, app, image));
    return "/api/v1/namespaces/%s/pods/%s".formatted(namespace, name);
  }

  /** Another Deployment, available, whose pods have all labels that {@code api} selects. */
  void alike(String name, String image) {
    create(
        "/apis/apps/v1/namespaces/%s/deployments".formatted(namespace),
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"},
         "spec":{"replicas":1,"selector":{"matchLabels":{"app":"api","track":"%1$s"}},
          "template":{"metadata":{"labels":{"app":"api","track":"%1$s"}},
           "spec":{"terminationGracePeriodSeconds":1,
            "containers":[{"name":"api","image":"%2$s"}]}}}}"""
            .formatted(name, image));
    ground
        .cluster()
        .await(
            path(new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, name)),
            found -> found.at("/status/availableReplicas").asInt() == 1);
  }

  private static String template(String app, String image) {
    return """
        {"metadata":{"labels":{"app":"%s"}},
         "spec":{"terminationGracePeriodSeconds":1,
          "initContainers":[{"name":"prepare","image":"%s"}],
          "containers":[{"name":"api","image":"%s","ports":[{"containerPort":8000}],
           "envFrom":[{"configMapRef":{"name":"api-config-v1"}}],
           "env":[{"name":"PASSWORD","valueFrom":{"secretKeyRef":{"name":"api-secrets","key":"password"}}}],
           "resources":{"requests":{"cpu":"10m","memory":"16Mi"},"limits":{"cpu":"100m","memory":"64Mi"}},
           "readinessProbe":{"httpGet":{"path":"/health/ready","port":8000},"periodSeconds":1},
           "volumeMounts":[{"name":"config","mountPath":"/config"}]}],
          "volumes":[{"name":"config","configMap":{"name":"api-config-v1"}}]}}"""
        .formatted(app, image, image);
  }

  void create(String path, String json) {
    ground.cluster().create(path, json);
  }

  String path(WorkloadRef ref) {
    return "/apis/apps/v1/namespaces/%s/%ss/%s"
        .formatted(namespace, ref.kind().kubernetes().toLowerCase(Locale.ROOT), ref.name());
  }

  JsonNode found(WorkloadRef ref) {
    return ground.cluster().read(path(ref));
  }

  DeclaredWorkload declared(WorkloadRef ref) {
    return new DeclaredWorkload(
        ServiceName.of(ref.name()),
        SiteName.of("here"),
        ref,
        List.of(new DeclaredContainer("api", false), new DeclaredContainer("prepare", true)),
        List.of(new ConfigSlot(ConfigKind.CONFIG_MAP, "api-config")));
  }

  static WorkloadChange change(WorkloadRef ref, ImageRef image, String config) {
    return new WorkloadChange(
        ref,
        List.of(
            new ContainerImage("api", false, image), new ContainerImage("prepare", true, image)),
        List.of(new ConfigSetting(ConfigKind.CONFIG_MAP, "api-config", config)));
  }

  /** Only the image of the main container, so that an init container cannot be what fails. */
  static WorkloadChange imageOnly(WorkloadRef ref, ImageRef image) {
    return new WorkloadChange(ref, List.of(new ContainerImage("api", false, image)), List.of());
  }

  static ChangeRequest request(long token, WorkloadChange to, WorkloadChange... from) {
    return new ChangeRequest(
        OperationKey.of("release/r1/change/" + token), token, to, List.of(from));
  }

  static AwaitRequest waiting(long token, WorkloadChange wanted) {
    return new AwaitRequest(wanted, token, false, true);
  }

  @Override
  public void close() {
    ground.cluster().remove("/api/v1/namespaces/" + namespace);
  }
}
